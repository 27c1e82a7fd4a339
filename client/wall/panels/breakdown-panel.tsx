import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { HEIGHT } from '../../../shared/wall-budget.ts';
import { breakdownQuery } from '../../api/figures.query.ts';
import { byClass, toBreakdown } from '../../features/figures/breakdown-model.ts';
import { formatCount } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { PanelFrame } from '../panel-frame.tsx';
import type { PanelProps } from '../panel-props.ts';
import styles from '../wall.module.css';

const TITLES = { category: 'wall.byCategory', source: 'wall.bySource', department: 'wall.byDepartment' } as const;
/** Of Latin type, and what bar and count need beside a name, em. */
const LETTER_EM = 0.6;
const BAR_EM = 4;
const TODAY = { window: 'today' } as const;

/** Today's cases by one of their fields, the largest first. */
export function BreakdownPanel({ panel, room, data }: PanelProps<'breakdown'>) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const of = useMemo(() => ({ ...data.of, view: TODAY }), [data.of]);
  const { data: found, dataUpdatedAt } = useQuery(breakdownQuery(of, panel.by));
  const rows = found ? (panel.by === 'category' ? byClass(found.rows, city, null) : found.rows) : [];
  // Names that are too long for one line take two, all of them.
  const longest = Math.max(0, ...rows.map((row) => row.name.en.length * LETTER_EM));
  const isTall = language === 'en' && longest + BAR_EM > room.widthEm;
  const fits = Math.max(1, Math.floor((room.heightEm - HEIGHT.title) / (isTall ? 2 * HEIGHT.line : HEIGHT.row)));
  const all = toBreakdown(rows, [], rows.length);
  // The rest takes a line of its own where there is one.
  const { shown, rest } = toBreakdown(rows, [], rows.length > fits ? Math.max(1, fits - 1) : fits);
  const restCount = all.shown.slice(shown.length).reduce((sum, { count }) => sum + count, 0);
  return (
    <PanelFrame
      title={t(TITLES[panel.by])}
      mark={fits === 1 && rest.n > 0 && <span className={styles.quiet}>+{rest.n}</span>}
      source={found ? { kind: 'asked', answeredAtMs: dataUpdatedAt, promiseMs: 150_000 } : null}
    >
      {found && shown.length === 0 && <p className={styles.quiet}>{t('wall.noData')}</p>}
      <ol className={styles.bars} data-tall={isTall}>
        {shown.map((row) => (
          <li key={row.key}>
            <span className={styles.barName}>{name(row.name)}</span>
            <i aria-hidden="true">
              <i style={{ width: `${Math.round(row.share * 100)}%` }} />
            </i>
            <b>{formatCount(row.count, language)}</b>
          </li>
        ))}
      </ol>
      {rest.n > 0 && fits > 1 && (
        <p className={styles.rest}>
          <span>{t('wall.more', { n: rest.n })}</span>
          <b>{formatCount(restCount, language)}</b>
        </p>
      )}
    </PanelFrame>
  );
}
