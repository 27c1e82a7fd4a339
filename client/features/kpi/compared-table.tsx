import { Link } from 'react-router';
import { RATES, type RateName } from '../../../shared/measures.ts';
import { formatCount, formatPercent } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import type { RankedRow } from './kpi-model.ts';
import styles from './kpi.module.css';

interface Props {
  rows: readonly RankedRow[];
  keyName: string;
  /** The measure by which rows are ranked. */
  measure: RateName;
  onMeasure: (measure: RateName) => void;
  hrefOf: (key: string) => string | null;
}

/** All rates side by side, ranked by one of them; n stands under each, and who has too few cases has no rank. */
export function ComparedTable({ rows, keyName, measure, onMeasure, hrefOf }: Props) {
  const t = useText();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const count = (n: number) => formatCount(n, language);
  return (
    <div className={styles.scroller} role="region" aria-label={t('kpi.compared', { name: keyName })} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('kpi.rank')}</th>
            <th scope="col">{keyName}</th>
            <th scope="col">{t('measure.received')}</th>
            <th scope="col">{t('kpi.closed')}</th>
            <th scope="col">{t('measure.open')}</th>
            <th scope="col">{t('measure.overdue')}</th>
            {RATES.map((each) => (
              <th key={each} scope="col" aria-sort={each === measure ? 'other' : undefined}>
                <button type="button" data-on={each === measure} onClick={() => onMeasure(each)}>
                  {t(`measure.${each}`)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, rank, totals, rates }) => {
            const href = hrefOf(key);
            return (
              <tr key={key}>
                <td>{rank ?? '–'}</td>
                <th scope="row">{href === null ? name : <Link to={href}>{name}</Link>}</th>
                <td>{count(totals.received)}</td>
                <td>{count(totals.closed)}</td>
                <td>{count(totals.open)}</td>
                <td>{count(totals.overdue)}</td>
                {RATES.map((each) => {
                  const { value, n } = rates[each];
                  return (
                    <td key={each} data-small={n < city.minimumN} data-on={each === measure}>
                      {value === null ? '—' : formatPercent(value)} <small>{count(n)}</small>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
