import type { AlertWire } from '../../../shared/alert-wire.ts';
import { formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useTicked } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import { Chip } from '../../ui/chip.tsx';
import { HazardMark } from '../../ui/hazard-mark.tsx';
import { placesOf } from './alert-model.ts';
import { alertTitle, clockOf } from './alert-words.ts';
import { useAreaName } from './use-area-name.ts';
import styles from './alerts.module.css';

interface Props {
  alert: AlertWire;
  area: string;
  isSelected: boolean;
  onOpen: () => void;
}

/** One alert: colour and word, kind, issuer, where, when it was issued, and for how long it holds yet. */
export function AlertRow({ alert, area, isSelected, onOpen }: Props) {
  const t = useText();
  const name = useName();
  const nameOf = useAreaName();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const { origin, standing, issuerNames, issuedAt } = alert;
  const where = placesOf(alert, area).map(nameOf).join(t('alerts.comma')) || t('alerts.whole');
  const issued = t(standing === 'draft' || standing === 'withdrawn' ? 'alert.drafted' : 'alert.issued', {
    time: clockOf(Date.parse(issuedAt), city.timeZone),
  });
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-current={isSelected ? 'true' : undefined}
        data-alert-row={alert.id}
        data-standing={standing}
        onClick={onOpen}
      >
        <HazardMark level={levelShown(alert)} />
        <span className={styles.rowWords}>
          <strong>
            {alert.exercise && <Chip kind="dashed">{t('alerts.exercise')}</Chip>}{' '}
            {alertTitle({ ...alert, level: levelShown(alert) }, t, language)}
          </strong>
          <span className={styles.ellipsis} title={where}>
            {where}
          </span>
          <span className={styles.quiet}>
            {[issuerNames ? name(issuerNames) : null, t(`alert.origin.${origin}`), issued].filter(Boolean).join(' · ')}
          </span>
        </span>
        <TimeLeft alert={alert} timeZone={city.timeZone} />
      </button>
    </li>
  );
}

/** While it holds its highest level now, else that of what it said. */
export const levelShown = ({ level, parts, inForce }: AlertWire): AlertWire['level'] =>
  inForce ? level : (parts.find((part) => part.level !== null)?.level ?? null);

/** Ticking while it holds; before, until it begins; after, when it ended. */
export function TimeLeft({ alert: { standing, startsAt, endsAt }, timeZone }: { alert: AlertWire; timeZone: string }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const text = useTicked((ms) => {
    if (standing === 'in-force' && endsAt !== null) return t('alerts.left', { span: formatSpan(Date.parse(endsAt) - ms, language) });
    if (standing === 'announced' && startsAt !== null) return t('alert.begins', { span: formatSpan(Date.parse(startsAt) - ms, language) });
    return t(`alert.standing.${standing}`);
  });
  return (
    <span className={styles.time}>
      <strong>{text}</strong>
      {endsAt !== null && (standing === 'in-force' || standing === 'announced') && (
        <span>{t('alerts.until', { time: clockOf(Date.parse(endsAt), timeZone) })}</span>
      )}
    </span>
  );
}
