import { useQuery } from '@tanstack/react-query';
import { useState, type CSSProperties } from 'react';
import type { BreakdownRow } from '../../../shared/summary.ts';
import { breakdownQuery, summaryQuery, type FiguresOf } from '../../api/figures.query.ts';
import { formatCount } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useWindowName } from '../../state/window-name.ts';
import { setPreference, usePreferences } from '../../state/preferences.ts';
import { useSession } from '../../state/session.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TableButton } from '../../ui/table-button.tsx';
import { BreakdownTable } from './breakdown-table.tsx';
import styles from './panels.module.css';
import { byClass, toBreakdown } from './breakdown-model.ts';

type By = 'category' | 'status';
const ROWS = 6;

/** Where the window's cases come from, by one of two keys or by the one given; a click filters the page by it. */
export function BreakdownPanel({
  of,
  only = null,
  picked,
  onPick,
}: {
  of: FiguresOf;
  /** This key alone, and all of its rows: where there is room for both keys at once. */
  only?: By | null;
  picked: string | null;
  onPick: (category: string | null) => void;
}) {
  const t = useText();
  const window = useWindowName(of.view, of.atMs);
  const [chosen, setBy] = useState<By>('category');
  const by = only ?? chosen;
  const most = only === null ? ROWS : Number.POSITIVE_INFINITY;
  const { city } = useSession();
  const isTable = usePreferences((state) => state.isBreakdownTable);
  const { data: summary } = useQuery(summaryQuery(of));
  const { data, isPending } = useQuery(breakdownQuery(of, by));
  const gather = (rows: BreakdownRow[]) => (by === 'category' ? byClass(rows, city, picked) : rows);
  return (
    <section className={styles.panel} aria-label={only === null ? t('breakdown.title') : t(`breakdown.${only}`)}>
      <header className={styles.head}>
        {only === null ? (
          <fieldset className={styles.toggle} aria-label={t('breakdown.title')}>
            {(['category', 'status'] as const).map((value) => (
              <label key={value} data-on={by === value}>
                <input type="radio" name="breakdown" className="visually-hidden" checked={by === value} onChange={() => setBy(value)} />
                {t(`breakdown.${value}`)}
              </label>
            ))}
          </fieldset>
        ) : (
          <h2>{t(`breakdown.${only}`)}</h2>
        )}
        <span className={styles.tools}>
          <span className={styles.quiet}>{by === 'category' && !isTable && t('breakdown.legend')}</span>
          <TableButton
            label={t('table.of', { name: t(`breakdown.${by}`) })}
            isTable={isTable}
            onToggle={() => setPreference({ isBreakdownTable: !isTable })}
          />
        </span>
      </header>
      {isPending || !data ? (
        <BreakdownSkeleton />
      ) : isTable && summary ? (
        <div className={styles.tableRoom}>
          <BreakdownTable
            title={t(`breakdown.${by}`)}
            window={window}
            rows={gather(data.rows)}
            usual={by === 'category' ? gather(data.usual) : null}
            asOf={summary.asOf}
          />
        </div>
      ) : (
        <Rows
          rows={gather(data.rows)}
          usual={by === 'category' ? gather(data.usual) : null}
          most={most}
          onPick={by === 'category' ? onPick : null}
          picked={picked}
        />
      )}
    </section>
  );
}

function Rows({
  rows,
  usual,
  most,
  picked,
  onPick,
}: {
  rows: BreakdownRow[];
  /** Null where last week is no measure: of a week ago almost all is closed by now. */
  usual: BreakdownRow[] | null;
  most: number;
  picked: string | null;
  onPick: ((category: string | null) => void) | null;
}) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  if (rows.length === 0) return <p className={styles.empty}>{t('breakdown.empty')}</p>;
  const { shown, rest } = toBreakdown(rows, usual ?? [], most);
  return (
    <ul className={styles.bars} style={{ '--rows': shown.length } as CSSProperties}>
      {shown.map((row) => {
        const label = name(row.name);
        const body = (
          <>
            <span className={styles.barName}>
              <span>{label}</span>
              {language === 'en' && row.name.zh !== label && <small>{row.name.zh}</small>}
            </span>
            <span className={styles.track}>
              <span style={{ width: `${row.share * 100}%` }} data-strong={row.isUnusual} />
            </span>
            <span className={styles.number}>{formatCount(row.count, language)}</span>
            <span className={styles.change} data-strong={row.isUnusual}>
              {usual && row.change}
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
            <span className={styles.barName}>
              <span>{t('breakdown.other', { n: rest.n })}</span>
            </span>
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
