import { useQuery } from '@tanstack/react-query';
import { LEVELS } from '../../../shared/alert-terms.ts';
import { TIER_NAMES } from '../../../shared/terms.ts';
import { alertCountsQuery } from '../../api/alerts.query.ts';
import { formatCount } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { HazardMark } from '../../ui/hazard-mark.tsx';
import styles from './tier-line.module.css';

/**
 * On one line: of each tier below, how many areas stand at which level. Nothing where none does. Where there is little room, the lowest tier
 * alone, with its two gravest levels.
 */
export function TierLine({ area, isNarrow = false }: { area: string; isNarrow?: boolean }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { data } = useQuery(alertCountsQuery(area));
  const rows = (data?.tiers ?? []).slice(isNarrow ? -1 : 0).map(({ tier, counts }) => ({
    tier,
    held: LEVELS.filter((level) => counts[level] > 0).slice(0, isNarrow ? 2 : LEVELS.length),
    counts,
  }));
  if (rows.every(({ held }) => held.length === 0)) return null;
  return (
    <ul className={styles.line} aria-label={t('alerts.counts')}>
      {rows
        .filter(({ held }) => held.length > 0)
        .map(({ tier, held, counts }) => (
          <li key={tier} data-tier={tier}>
            {name(TIER_NAMES[tier])}
            {held.map((level) => (
              <span key={level} title={t(`alerts.${level}`)} data-level={level}>
                <HazardMark level={level} size={16} />
                <span className="visually-hidden">{t(`alerts.${level}`)}</span>
                <b>{formatCount(counts[level], language)}</b>
              </span>
            ))}
          </li>
        ))}
    </ul>
  );
}
