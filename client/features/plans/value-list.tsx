import type { PlanMeasure, PlanValueWire } from '../../../shared/plan-wire.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { formatFigure } from './plan-model.ts';
import styles from './plan-panel.module.css';

interface Props {
  /** Every revision, newest first. */
  values: readonly PlanValueWire[];
  measure: PlanMeasure;
  /** What is compared with is told at the plan's own node alone. */
  isOwnNode: boolean;
  /** Null = the reader may not. */
  onCorrect: ((value: PlanValueWire) => void) | null;
}

/** All that was ever said: what was corrected stays, struck through, under what took its place. */
export function ValueList({ values, measure, isOwnNode, onCorrect }: Props) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const last = new Map<string, number>();
  for (const { kind, period, revision } of values) last.set(`${kind} ${period}`, Math.max(revision, last.get(`${kind} ${period}`) ?? 0));
  return (
    <section aria-label={t('plans.values')}>
      <h3 className={styles.heading}>
        {t('plans.values')} <span>{values.length}</span>
      </h3>
      {values.length === 0 && <p className={styles.quiet}>{t('plans.valuesNone')}</p>}
      <ol className={styles.values}>
        {values.map((each) => {
          const { kind, period, revision, value, judged, source, note, by, at } = each;
          const isLast = last.get(`${kind} ${period}`) === revision;
          const said =
            value !== null ? formatFigure(value, measure.decimals, language) : judged ? t(`plans.state.${judged}`) : t('plans.takenBack');
          return (
            <li key={`${kind} ${period} ${revision}`} data-replaced={!isLast}>
              <span>
                {period}
                {kind === 'reference' && ` ${t('plans.reference')}`}
              </span>
              {isLast ? <b>{said}</b> : <s>{said}</s>}
              <small>
                {[
                  source,
                  t('plans.by', { by, at: formatMoment(Date.parse(at), city.timeZone) }),
                  ...(revision > 1 ? [t('plans.revision', { n: revision })] : []),
                  ...(note === '' ? [] : [note]),
                ].join(' · ')}
              </small>
              {isLast && onCorrect && (isOwnNode || kind !== 'reference') && (
                <Button kind="quiet" aria-label={t('plans.correctOf', { period })} onClick={() => onCorrect(each)}>
                  {t('plans.correct')}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
