import type { IncidentWire } from '../../../shared/incidents.ts';
import type { Limit } from '../../../shared/limits.ts';
import { isOpen } from '../../../shared/terms.ts';
import { formatLimit, formatSpan } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useTicked } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import { limitsOf } from './incident-words.ts';
import { Timer } from './timer.tsx';
import { readTimer } from './timer-model.ts';
import styles from './drawer.module.css';

interface ClockFacts {
  label: string;
  fromAt: string;
  dueAt: string;
  doneAt: string | null;
}

/** The stage that runs now, and the total clock from receipt. */
export function Clocks({ incident }: { incident: IncidentWire }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const limits = limitsOf(incident, city);
  const withLimit = (label: string, limit: Limit | null | undefined): string =>
    limit ? t('clock.limited', { label, limit: formatLimit(limit, language) }) : label;
  const stage = stageOf(incident);
  const total =
    incident.dueAt === null
      ? null
      : { label: withLimit(t('clock.total'), limits.total), fromAt: incident.reportedAt, dueAt: incident.dueAt, doneAt: incident.closedAt };
  if (!stage && !total) return null;
  return (
    <div className={styles.clocks}>
      {stage && <StageClock {...stage} label={withLimit(t(`clock.${stage.stage}`), limits[stage.stage])} />}
      {total && (
        <div className={styles.clock}>
          <p>{total.label}</p>
          <p className={styles.running}>
            <Timer of={incident} />
          </p>
          <Used {...total} isRunning={isOpen(incident.status)} />
        </div>
      )}
    </div>
  );
}

/** Acceptance first, then the contact with the caller: each runs from the dispatch. */
function stageOf(incident: IncidentWire): (Omit<ClockFacts, 'label'> & { stage: 'accept' | 'contact' }) | null {
  const { dispatchedAt, acceptDueAt, acceptedAt, contactDueAt, contactedAt } = incident;
  if (dispatchedAt === null) return null;
  if (acceptDueAt !== null && acceptedAt === null) return { stage: 'accept', fromAt: dispatchedAt, dueAt: acceptDueAt, doneAt: acceptedAt };
  if (contactDueAt !== null && isOpen(incident.status))
    return { stage: 'contact', fromAt: dispatchedAt, dueAt: contactDueAt, doneAt: contactedAt };
  return null;
}

function StageClock({ label, fromAt, dueAt, doneAt }: ClockFacts) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const isPast = useTicked((nowMs) => nowMs > Date.parse(dueAt));
  const late = doneAt === null ? 0 : Date.parse(doneAt) - Date.parse(dueAt);
  return (
    <div className={styles.clock}>
      <p>{label}</p>
      <p className={styles.running}>
        {doneAt === null ? (
          // A stage has no event of its own when it runs out: its own limit says it.
          <Timer of={{ status: 'dispatched', suspended: false, overdue: isPast, reportedAt: fromAt, dueAt }} />
        ) : (
          <span>{late > 0 ? t('clock.late', { duration: formatSpan(late, language) }) : t('clock.done')}</span>
        )}
      </p>
      <Used fromAt={fromAt} dueAt={dueAt} doneAt={doneAt} label={label} isRunning={doneAt === null} />
    </div>
  );
}

function Used({ fromAt, dueAt, doneAt, isRunning }: ClockFacts & { isRunning: boolean }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const from = Date.parse(fromAt);
  const limit = Math.max(1, Date.parse(dueAt) - from);
  const end = doneAt === null ? null : Date.parse(doneAt);
  const used = useTicked((nowMs) => formatSpan((end ?? nowMs) - from, language));
  const share = useTicked((nowMs) => Math.round(Math.min(1, ((end ?? nowMs) - from) / limit) * 200) / 2);
  const isSoon = useTicked(
    (nowMs) =>
      isRunning &&
      readTimer({ status: 'dispatched', suspended: false, overdue: false, reportedAt: fromAt, dueAt }, nowMs, language).kind === 'soon',
  );
  return (
    <>
      <span className={styles.used} data-soon={isSoon} aria-hidden="true">
        <span style={{ width: `${share}%` }} />
      </span>
      <p className={styles.usedText}>
        {isRunning ? t('clock.of', { used, limit: formatSpan(limit, language) }) : t('clock.doneIn', { used })}
      </p>
    </>
  );
}
