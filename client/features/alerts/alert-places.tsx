import type { AlertDetail } from '../../../shared/alert-wire.ts';
import { formatPercent } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { HazardMark } from '../../ui/hazard-mark.tsx';
import { clockOf } from './alert-words.ts';
import { useAreaName } from './use-area-name.ts';
import styles from './alerts.module.css';

/** Each level with its areas and times: the level belongs to the area, not to the alert. */
export function AlertPlaces({ detail: { parts, area, origin } }: { detail: AlertDetail }) {
  const t = useText();
  const nameOf = useAreaName();
  const { city } = useSession();
  if (parts.length === 0) return null;
  return (
    <section>
      <h3>{t('alert.where')}</h3>
      <ul className={styles.places}>
        {parts.map((part, at) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at} data-level={part.level ?? 'none'}>
            <HazardMark level={part.level} size={20} />
            <span>
              <strong>{part.level === null ? t('alert.noLevel') : t(`alerts.${part.level}`)}</strong>{' '}
              {origin === 'received' ? <Cut part={part} area={area} /> : part.named.map(nameOf).join(t('alerts.comma'))}
            </span>
            <span className={styles.quiet}>
              {t('alert.from', { time: clockOf(Date.parse(part.startsAt), city.timeZone) })}{' '}
              {t('alerts.until', { time: clockOf(Date.parse(part.endsAt), city.timeZone) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a message that draws covers of the areas here. */
function Cut({ part, area }: { part: AlertDetail['parts'][number]; area: string }) {
  const t = useText();
  const nameOf = useAreaName();
  const below = part.areas.filter((each) => each.area !== area);
  const shown = below.length > 0 ? below : part.areas;
  if (shown.length === 0) return <>{t('alert.elsewhere')}</>;
  return (
    <>
      {shown
        .map((each) =>
          each.share === 1 ? nameOf(each.area) : `${nameOf(each.area)} (${t('alert.whole', { share: shareOf(each.share) })})`,
        )
        .join(t('alerts.comma'))}
    </>
  );
}
const shareOf = (share: number): string => (share < 0.01 ? '<1%' : `${formatPercent(share)}%`);
