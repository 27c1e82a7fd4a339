import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { RateName } from '../../../shared/measures.ts';
import { formatCount, formatPercent } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import type { Measure } from '../../state/measures.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import type { Columns, RankedRow } from './kpi-model.ts';
import styles from './kpi.module.css';

interface Props {
  rows: readonly RankedRow[];
  columns: Columns;
  keyName: string;
  /** The measure by which rows are ranked. */
  measure: RateName;
  onMeasure: (measure: RateName) => void;
  hrefOf: (key: string) => string | null;
  /** Where the cases behind a row's figure are listed; null = its name leads on to them. */
  behindHref: ((key: string, measure: Measure) => string) | null;
}
/** A city has more units than anybody reads at once: the rest comes when it is asked for. */
const SHOWN = 100;

/** Rates side by side, ranked by one of them; n stands beside each, and who has too few cases has no rank. */
export function ComparedTable({ rows, columns, keyName, measure, onMeasure, hrefOf, behindHref }: Props) {
  const t = useText();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, SHOWN);
  const count = (key: string, of: Measure, n: number): ReactNode => {
    const text = formatCount(n, language);
    if (!behindHref || n === 0) return text;
    return (
      <Link to={behindHref(key, of)} title={t('kpi.openRows')}>
        {text}
      </Link>
    );
  };
  return (
    <>
      <div className={styles.scroller} role="region" aria-label={t('kpi.compared', { name: keyName })} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('kpi.rank')}</th>
              <th scope="col">{keyName}</th>
              {columns.totals.map((total) => (
                <th key={total} scope="col">
                  {t(`measure.${total}`)}
                </th>
              ))}
              {columns.rates.map((each) => (
                <th key={each} scope="col" aria-sort={each === measure ? 'other' : undefined}>
                  <button type="button" data-on={each === measure} onClick={() => onMeasure(each)}>
                    {t(`measure.${each}`)}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ key, name, rank, totals, rates }) => {
              const href = hrefOf(key);
              return (
                <tr key={key}>
                  <td>{rank ?? '–'}</td>
                  <th scope="row">{href === null ? name : <Link to={href}>{name}</Link>}</th>
                  {columns.totals.map((total) => (
                    <td key={total}>{count(key, total, totals[total])}</td>
                  ))}
                  {columns.rates.map((each) => {
                    const { value, n } = rates[each];
                    return (
                      <td key={each} data-small={n < city.minimumN} data-on={each === measure}>
                        {value === null ? '—' : formatPercent(value)} <small>{count(key, each, n)}</small>
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {shown.length < rows.length && (
        <div className={styles.more}>
          <Button onClick={() => setWhole(true)}>{t('kpi.more', { n: rows.length - shown.length })}</Button>
        </div>
      )}
    </>
  );
}
