import type { AlertDetail, AlertStep } from '../../../shared/alert-wire.ts';
import { formatMoment } from '../../i18n/format.ts';
import { type Translate, useText } from '../../i18n/text.ts';
import type { AllTexts } from '../../i18n/texts.ts';
import { useSession } from '../../state/session.ts';
import { HazardMark } from '../../ui/hazard-mark.tsx';
import { useAreaName } from './use-area-name.ts';
import styles from './alerts.module.css';

/** All that was done to it, the newest first: who, when, and which areas stood at which level from then on. */
export function AlertChain({ detail: { steps, origin } }: { detail: AlertDetail }) {
  const t = useText();
  return (
    <section>
      <h3>{t('alert.chain')}</h3>
      <ol className={styles.chain}>
        {[...steps].reverse().map((step) => (
          <Step key={step.version} step={step} isNamed={origin !== 'received'} />
        ))}
      </ol>
    </section>
  );
}

/** What acts by itself, by its number: a rule, a feed. */
function machineOf(by: string, t: Translate): string | null {
  const [, what, id] = /^system:(feed|rule):(\d+)$/.exec(by) ?? [];
  return what === undefined || id === undefined ? null : t(what === 'feed' ? 'alert.byFeed' : 'alert.byRule', { id });
}

type StepKey = Extract<keyof AllTexts, `alert.step.${string}`>;
function Step({ step: { type, at, by, byName, reason, parts, message }, isNamed }: { step: AlertStep; isNamed: boolean }) {
  const t = useText();
  const nameOf = useAreaName();
  const { city } = useSession();
  return (
    <li>
      <time dateTime={at}>{formatMoment(Date.parse(at), city.timeZone)}</time>
      <div>
        <strong>{t(`alert.step.${type}` as StepKey)}</strong> <span className={styles.quiet}>{byName ?? machineOf(by, t) ?? by}</span>
        {parts.map(({ level, named }) => (
          <p key={level ?? 'none'} className={styles.stepPart}>
            <HazardMark level={level} size={16} />
            <span>
              {level === null ? t('alert.noLevel') : t(`alerts.${level}`)}{' '}
              {named.map((each) => (isNamed ? nameOf(each) : each)).join(t('alerts.comma'))}
            </span>
          </p>
        ))}
        {reason !== null && <p className={styles.prose}>{reason}</p>}
        {message && <p className={styles.quiet}>{t('alert.sender', message)}</p>}
      </div>
    </li>
  );
}
