import { useQuery } from '@tanstack/react-query';
import { LEVELS } from '../../../shared/alert-terms.ts';
import type { AlertCounts } from '../../../shared/alert-tally.ts';
import { TIER_NAMES } from '../../../shared/terms.ts';
import { alertCountsQuery } from '../../api/alerts.query.ts';
import { formatCount } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { HazardMark } from '../../ui/hazard-mark.tsx';
import styles from './tier-table.module.css';

/** How many alerts hold here, and how many areas of each tier below stand at which level. */
export function TierTable({ area }: { area: string }) {
  const t = useText();
  const name = useName();
  const { data } = useQuery(alertCountsQuery(area));
  if (!data) return null;
  const rows = [
    { key: 'alerts', label: t('alerts.title'), n: null, counts: data.counts },
    ...data.tiers.map(({ tier, areas, counts }) => ({ key: tier, label: name(TIER_NAMES[tier]), n: areas, counts })),
  ];
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{t('alerts.counts')}</caption>
      <thead>
        <tr>
          <td />
          {LEVELS.map((level) => (
            <th key={level} scope="col">
              <HazardMark level={level} size={16} />
              <span>{t(`alerts.${level}`)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, n, counts }) => (
          <tr key={key} data-tier={key}>
            <th scope="row">
              {label} {n !== null && <Total n={n} />}
            </th>
            <Cells counts={counts} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Total({ n }: { n: number }) {
  const language = useLanguage((state) => state.language);
  return <small>{formatCount(n, language)}</small>;
}
function Cells({ counts }: { counts: AlertCounts }) {
  const language = useLanguage((state) => state.language);
  return LEVELS.map((level) => (
    <td key={level} data-level={level} data-none={counts[level] === 0}>
      {counts[level] === 0 ? '–' : formatCount(counts[level], language)}
    </td>
  ));
}
