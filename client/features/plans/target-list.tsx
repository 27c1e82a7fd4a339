import type { PlanItemView, PlanMeasure } from '../../../shared/plan-wire.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { holdingOf } from './path-points.ts';
import { formatFigure, targetText } from './plan-model.ts';
import styles from './plan-panel.module.css';

/** Where it began, and what is to be reached in which year; beside a comparison what it turned out to be. */
export function TargetList({ view, measure }: { view: PlanItemView; measure: PlanMeasure }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const figure = (value: number): string => formatFigure(value, measure.decimals, language);
  const references = new Map(
    holdingOf(view.values).flatMap(({ kind, period, value }) => (kind === 'reference' && value !== null ? [[Number(period), value]] : [])),
  );
  return (
    <section aria-label={t('plans.targets')}>
      <h3 className={styles.heading}>{t('plans.targets')}</h3>
      <dl className={styles.targets}>
        <dt>{view.base ? t('plans.target.base', { year: view.base.year }) : t('plans.column.base')}</dt>
        <dd>{view.base ? `${figure(view.base.value)} ${measure.unit}` : t('plans.noBase')}</dd>
        {view.targets.map((target) => (
          <div key={target.year}>
            <dt>{t('plans.target.of', { year: target.year })}</dt>
            <dd>
              {targetText(target, measure, { t, name, language })}
              {target.kind === 'value' || target.kind === 'band' ? ` ${measure.unit}` : ''}
              {references.has(target.year) &&
                target.kind === 'relative' &&
                t('plans.target.reference', { value: figure(references.get(target.year)!) })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
