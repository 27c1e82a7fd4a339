import { useQuery } from '@tanstack/react-query';
import { UNIT_KIND_NAMES, UNIT_STATE_NAMES } from '../../../shared/unit-states.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { unitDetailQuery } from '../../api/units.query.ts';
import { formatMoment, formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { nowMs } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateForm } from './state-form.tsx';
import { StateTimes } from './state-times.tsx';
import styles from './unit-card.module.css';

const CHANGES_SHOWN = 6;

/** One unit: how it stands and for how long, what it has in hand, what may be set, and what was before. */
export function UnitCard({ unit, onIncident }: { unit: string; onIncident: (id: number) => void }) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const { data: directory } = useQuery(directoryQuery);
  const { data: detail, error } = useQuery(unitDetailQuery(unit));
  if (error && !detail)
    return (
      <p role="alert" className={styles.refused}>
        {error.message}
      </p>
    );
  if (!detail) return <Skeleton height={240} />;
  const { now, kind, node, department, holds, possible, changes, times } = detail;
  const home = directory?.get(node)?.name;
  const owner = city.departments.find(({ code }) => code === department)?.names;
  const hidden = now.load - holds.length;
  return (
    <div className={styles.card}>
      <p className={styles.kind}>
        <Icon name={`unit-${kind}`} size={18} />
        {[UNIT_KIND_NAMES[kind], owner, home].flatMap((names) => (names ? [name(names)] : [])).join(' · ')}
      </p>
      <p className={styles.now}>
        <Chip kind="outline">{name(UNIT_STATE_NAMES[now.state])}</Chip>
        {now.since !== null && <span>{t('units.for', { span: formatSpan(Math.max(0, nowMs() - Date.parse(now.since)), language) })}</span>}
        {now.load > 0 && <span className={styles.quiet}>{t('offer.inHand', { n: now.load })}</span>}
        {holds.map(({ id, number }) => (
          <button key={id} type="button" className={styles.case} onClick={() => onIncident(id)}>
            {number}
          </button>
        ))}
        {hidden > 0 && holds.length > 0 && <span className={styles.quiet}>+{hidden}</span>}
      </p>
      <StateForm unit={unit} state={now.state} possible={possible} />
      <StateTimes times={times} />
      <section aria-label={t('units.changes')}>
        <h3>{t('units.changes')}</h3>
        {changes.length === 0 && <p className={styles.quiet}>{t('units.unheard')}</p>}
        <ol className={styles.changes}>
          {changes.slice(0, CHANGES_SHOWN).map(({ at, was, state, reason, incident }, i) => (
            <li key={`${at} ${i}`}>
              <time dateTime={at}>{formatMoment(Date.parse(at), city.timeZone)}</time>
              <span>
                {name(UNIT_STATE_NAMES[was])} → <strong>{name(UNIT_STATE_NAMES[state])}</strong>
              </span>
              <span className={styles.quiet}>{reason ?? (incident === null ? '' : `#${incident}`)}</span>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
