import { Link } from 'react-router';
import { PLAN_STATES } from '../../../shared/plan-terms.ts';
import type { PlanItemAt, PlanMeasure } from '../../../shared/plan-wire.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { PlanMark } from './plan-mark.tsx';
import { formatFigure } from './plan-model.ts';
import styles from './plan-panel.module.css';

interface Props {
  below: readonly PlanItemAt[];
  measure: PlanMeasure;
  nameOf: (area: string) => string;
  hrefOf: (area: string) => string;
}

/** Areas right below of which a value is known, the furthest behind first. */
export function BelowList({ below, measure, nameOf, hrefOf }: Props) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const rank = ({ standing: { state } }: PlanItemAt): number => ['far-behind', 'behind', 'unknown', 'on-path', 'met'].indexOf(state);
  const sorted = [...below].sort((a, b) => rank(a) - rank(b) || (b.standing.gap ?? 0) - (a.standing.gap ?? 0));
  return (
    <section aria-label={t('plans.belowAreas')}>
      <h3 className={styles.heading}>
        {t('plans.belowAreas')} <span>{PLAN_STATES.flatMap((state) => counted(below, state, t(`plans.state.${state}`))).join(' · ')}</span>
      </h3>
      <ul className={styles.below}>
        {sorted.map(({ area, latest, standing }) => (
          <li key={area}>
            <Link to={hrefOf(area)}>
              <PlanMark state={standing.state} isBinding={measure.nature === 'binding'} />
              <span>{nameOf(area)}</span>
              <span>{t(`plans.state.${standing.state}`)}</span>
              <b>{latest?.value == null ? '—' : formatFigure(latest.value, measure.decimals, language)}</b>
              <span>{latest?.period}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
const counted = (below: readonly PlanItemAt[], state: string, words: string): string[] => {
  const n = below.filter(({ standing }) => standing.state === state).length;
  return n === 0 ? [] : [`${words} ${n}`];
};
