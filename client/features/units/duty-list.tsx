import { useQuery } from '@tanstack/react-query';
import { SEAT_NAMES, SEATS } from '../../../shared/unit-states.ts';
import type { DutyWire } from '../../../shared/units.ts';
import { dutyQuery } from '../../api/units.query.ts';
import { formatClock } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import styles from './units.module.css';

type Entry = DutyWire['entries'][number];

/** Who is on duty at a node now: seats and units, nothing of how anybody does. */
export function DutyList({ area }: { area: string }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const { data: duty } = useQuery(dutyQuery(area));
  const now = onDuty(duty);
  if (now.length === 0) return <p className={styles.none}>{duty ? t('duty.none') : ''}</p>;
  const who = ({ unitNames, unit, name: person, user }: Entry): string =>
    [person ?? user, unitNames ? name(unitNames) : unit].filter(Boolean).join(language === 'zh' ? ' ' : ', ');
  return (
    <dl className={styles.duty}>
      {now.map((entry) => (
        <div key={`${entry.seat} ${entry.user ?? ''} ${entry.unit ?? ''} ${entry.from}`}>
          <dt>{name(SEAT_NAMES[entry.seat])}</dt>
          <dd>{who(entry)}</dd>
          <dd className={styles.until}>{t('duty.until', { time: formatClock(Date.parse(entry.to), city.timeZone) })}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Those whose time it is, seat by seat. */
export const onDuty = (duty: DutyWire | undefined): Entry[] =>
  (duty?.entries ?? []).filter(({ isNow }) => isNow).sort((a, b) => SEATS.indexOf(a.seat) - SEATS.indexOf(b.seat));
