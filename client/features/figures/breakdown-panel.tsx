import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BreakdownRow } from '../../../shared/summary.ts';
import { breakdownQuery, type FiguresOf } from '../../api/figures.query.ts';
import { formatCount } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './panels.module.css';
import { byClass, toBreakdown } from './breakdown-model.ts';

type By = 'category' | 'status';
const ROWS = 6;

/** Where the window's cases come from; a click filters the page by it. */
export function BreakdownPanel({
  of,
  picked,
  onPick,
}: {
  of: FiguresOf;
  picked: string | null;
  onPick: (category: string | null) => void;
}) {
  const t = useText();
  const [by, setBy] = useState<By>('category');
  const { city } = useSession();
  const { data, isPending } = useQuery(breakdownQuery(of, by));
  const gather = (rows: BreakdownRow[]) => (by === 'category' ? byClass(rows, city, picked) : rows);
  return (
    <section className={styles.panel} aria-label={t('breakdown.title')}>
      <header className={styles.head}>
        <fieldset className={styles.toggle} aria-label={t('breakdown.title')}>
          {(['category', 'status'] as const).map((value) => (
            <label key={value} data-on={by === value}>
              <input type="radio" name="breakdown" className="visually-hidden" checked={by === value} onChange={() => setBy(value)} />
              {t(`breakdown.${value}`)}
            </label>
          ))}
        </fieldset>
        <span className={styles.quiet}>{t('breakdown.legend')}</span>
      </header>
      {isPending || !data ? (
        <BreakdownSkeleton />
      ) : (
        <Rows rows={gather(data.rows)} usual={gather(data.usual)} onPick={by === 'category' ? onPick : null} picked={picked} />
      )}
    </section>
  );
}

function Rows({
  rows,
  usual,
  picked,
  onPick,
}: {
  rows: BreakdownRow[];
  usual: BreakdownRow[];
  picked: string | null;
  onPick: ((category: string | null) => void) | null;
}) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  if (rows.length === 0) return <p className={styles.empty}>{t('breakdown.empty')}</p>;
  const { shown, rest } = toBreakdown(rows, usual, ROWS);
  return (
    <ul className={styles.bars}>
      {shown.map((row) => {
        const label = name(row.name);
        const body = (
          <>
            <span className={styles.barName}>
              {label}
              {language === 'en' && row.name.zh !== label && <small> {row.name.zh}</small>}
            </span>
            <span className={styles.track}>
              <span style={{ width: `${row.share * 100}%` }} data-strong={row.isUnusual} />
            </span>
            <span className={styles.number}>{formatCount(row.count, language)}</span>
            <span className={styles.change} data-strong={row.isUnusual}>
              {row.change}
            </span>
          </>
        );
        return (
          <li key={row.key}>
            {onPick ? (
              <button
                type="button"
                className={styles.barRow}
                aria-pressed={picked === row.key}
                title={t('breakdown.filter', { name: label })}
                onClick={() => onPick(picked === row.key ? null : row.key)}
              >
                {body}
              </button>
            ) : (
              <div className={styles.barRow}>{body}</div>
            )}
          </li>
        );
      })}
      {rest.n > 0 && (
        <li>
          <div className={styles.barRow} data-rest="true">
            <span className={styles.barName}>{t('breakdown.other', { n: rest.n })}</span>
          </div>
        </li>
      )}
    </ul>
  );
}

function BreakdownSkeleton() {
  return (
    <ul className={styles.bars} aria-busy="true">
      {Array.from({ length: ROWS }, (_, i) => (
        <li key={i} className={styles.barRow}>
          <Skeleton width={70} height={14} />
          <Skeleton height={6} />
        </li>
      ))}
    </ul>
  );
}
