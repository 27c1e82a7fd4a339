import { Link } from 'react-router';
import { DURATIONS, type FigurePart } from '../../../shared/measures.ts';
import type { Summary } from '../../../shared/summary.ts';
import { formatCount, formatPercent, formatTarget, localDay, spanFigure } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import type { Measure } from '../../state/measures.ts';
import { useSession } from '../../state/session.ts';
import type { FormulaRow } from './kpi-model.ts';
import styles from './kpi.module.css';

interface Props {
  summary: Summary;
  before: Summary | undefined;
  yearBefore: Summary | undefined;
  rows: readonly FormulaRow[];
  /** Where the cases behind a figure are listed; null = not to be read here. */
  rowsHref: ((measure: Measure, part: FigurePart) => string) | null;
}

/** Every formula as it is counted: numerator, denominator, what is left out beside it, target and the periods before. */
export function FormulaTable({ summary, before, yearBefore, rows, rowsHref }: Props) {
  const t = useText();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const count = (n: number) => formatCount(n, language);
  const behind = (measure: Measure, part: FigurePart, n: number) =>
    rowsHref && n > 0 ? (
      <Link to={rowsHref(measure, part)} title={t('kpi.openRows')}>
        {count(n)}
      </Link>
    ) : (
      count(n)
    );
  return (
    <div className={styles.scroller} role="region" aria-label={t('kpi.formulas')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('kpi.measure')}</th>
            <th scope="col" className={styles.formula}>
              {t('kpi.formula')}
            </th>
            <th scope="col">{t('kpi.value')}</th>
            <th scope="col">{t('kpi.target')}</th>
            <th scope="col">{t('kpi.numerator')}</th>
            <th scope="col">{t('kpi.denominator')}</th>
            <th scope="col">{t('kpi.suspended')}</th>
            <th scope="col">{t('kpi.noDue')}</th>
            <Compared label={t('kpi.before')} past={before} />
            <Compared label={t('kpi.yearBefore')} past={yearBefore} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.measure} data-missed={row.verdict === 'missed'}>
              <th scope="row">
                {t(`measure.${row.measure}`)}
                <span className={styles.under}>{t(`formula.${row.measure}`)}</span>
              </th>
              <td className={styles.formula}>{t(`formula.${row.measure}`)}</td>
              <td className={styles.value}>{row.rate.value === null ? '—' : `${formatPercent(row.rate.value)} %`}</td>
              <td>
                {row.target === null ? '—' : `${row.better === 'higher' ? '≥' : '≤'} ${formatTarget(row.target)} %`}
                {row.verdict === 'missed' && <span className={styles.verdict}>{t('figures.missed')}</span>}
                {row.verdict === 'tooFew' && <span className={styles.quiet}>{t('figures.few', { n: city.minimumN })}</span>}
              </td>
              <td>{behind(row.measure, 'numerator', row.rate.numerator)}</td>
              <td>{behind(row.measure, 'n', row.rate.n)}</td>
              <td>{behind(row.measure, 'suspended', row.rate.suspended)}</td>
              <td>{behind(row.measure, 'noDue', row.rate.noDue)}</td>
              <td>
                <Past now={row.rate.value} then={row.before} />
              </td>
              <td>
                <Past now={row.rate.value} then={row.yearBefore} />
              </td>
            </tr>
          ))}
          {DURATIONS.map((name) => {
            const { p50Ms, p90Ms, n } = summary.durations[name];
            const span = (ms: number | null) => {
              if (ms === null) return '—';
              const { value, unit } = spanFigure(ms, language);
              return `${value} ${unit}`;
            };
            return (
              <tr key={name}>
                <th scope="row">
                  {t(`kpi.${name}`)}
                  <span className={styles.under}>{t(`kpi.${name}Formula`)}</span>
                </th>
                <td className={styles.formula}>{t(`kpi.${name}Formula`)}</td>
                <td className={styles.value} colSpan={3}>
                  P50 {span(p50Ms)} · P90 {span(p90Ms)}
                </td>
                <td>{behind(`${name}P90`, 'n', n)}</td>
                <td colSpan={4} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Which days a comparison is of, as far as full hours have gone. */
function Compared({ label, past }: { label: string; past: Summary | undefined }) {
  const { city } = useSession();
  const day = (ms: number): string => localDay(ms, city.timeZone);
  const [from, to] = past ? [day(Date.parse(past.from)), day(Date.parse(past.to) - 1)] : [];
  return (
    <th scope="col">
      {label}
      {from !== undefined && <span className={styles.days}>{from === to ? from : `${from} – ${to}`}</span>}
    </th>
  );
}

/** The arrow is the direction of change alone; good or bad is the target's word. */
function Past({ now, then }: { now: number | null; then: number | null }) {
  const t = useText();
  if (now === null || then === null) return <>—</>;
  const points = ((now - then) * 100).toFixed(1);
  if (Number(points) === 0) return <>{`${formatPercent(then)} % `}</>;
  const isUp = now > then;
  return (
    <>
      {`${formatPercent(then)} % `}
      <span className={styles.quiet}>
        <span role="img" aria-label={t(isUp ? 'figures.up' : 'figures.down')}>
          {isUp ? '▲' : '▼'}
        </span>{' '}
        {Math.abs(Number(points)).toFixed(1)}
      </span>
    </>
  );
}
