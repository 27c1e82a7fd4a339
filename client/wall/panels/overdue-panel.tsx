import { useQuery } from '@tanstack/react-query';
import { TIERS, type Tier } from '../../../shared/terms.ts';
import { HEIGHT, NARROW_EM } from '../../../shared/wall-budget.ts';
import { overdueQuery } from '../../api/overdue.query.ts';
import { formatCount } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useTicked } from '../../state/clock.ts';
import { PanelFrame } from '../panel-frame.tsx';
import { shortAge } from '../short-age.ts';
import type { PanelProps } from '../panel-props.ts';
import styles from '../wall.module.css';

/** What is overdue, at which level it lies, how long the longest. The count is the live one; the parts are asked for beside it. */
export function OverduePanel({ room, data }: PanelProps<'overdue'>) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const { data: parts, dataUpdatedAt } = useQuery(overdueQuery(data.code));
  const total = data.summary?.totals.overdue ?? null;
  const lines = Math.floor((room.heightEm - HEIGHT.title) / HEIGHT.line);
  const oldestMs = parts?.oldestDueAt ? Date.parse(parts.oldestDueAt) : null;
  const oldest = useTicked((now) => (oldestMs === null ? null : t('wall.oldest', { age: shortAge(now - oldestMs, language) })));
  const critical = parts?.bySeverity.find(({ severity }) => severity === 'critical')?.n ?? 0;
  return (
    <PanelFrame
      title={t('wall.overdue')}
      mark={
        <span className={styles.chip} data-on={(total ?? 0) > 0}>
          {total === null ? '—' : formatCount(total, language)}
        </span>
      }
      isNarrow={room.widthEm < NARROW_EM}
      source={parts ? { kind: 'asked', answeredAtMs: dataUpdatedAt, promiseMs: 60_000 } : null}
    >
      {total === 0 && <p className={styles.quiet}>{t('wall.noneOverdue')}</p>}
      {parts && parts.total > 0 && (
        <>
          <ul className={styles.tiers}>
            {tiersOf(parts.byTier, data.area?.properties.tier ?? 'city').map(({ tier, n }) => (
              <li key={tier}>
                {t(`wall.tier.${tier}`)} <b>{formatCount(n, language)}</b>
              </li>
            ))}
          </ul>
          {oldest !== null && lines >= 2 && <p className={styles.quiet}>{oldest}</p>}
          {lines >= 3 && (
            <p className={styles.quiet}>
              {t('wall.critical')} <b>{formatCount(critical, language)}</b>
            </p>
          )}
        </>
      )}
    </PanelFrame>
  );
}

const SHOWN_TIERS = 3;
/** The area's own tier and the next two below it, also where nothing is overdue: a place that is empty says so. */
function tiersOf(byTier: readonly { tier: Tier; n: number }[], own: Tier): { tier: Tier; n: number }[] {
  const from = Math.max(0, TIERS.indexOf(own));
  const nOf = (tier: Tier): number => byTier.find((part) => part.tier === tier)?.n ?? 0;
  const above = byTier.filter(({ tier }) => TIERS.indexOf(tier) < from);
  const below = TIERS.slice(from, from + SHOWN_TIERS).map((tier) => ({ tier, n: nOf(tier) }));
  const used = below.filter(({ tier, n }) => n > 0 || TIERS.indexOf(tier) < 3);
  return [...above, ...used].slice(-SHOWN_TIERS);
}
