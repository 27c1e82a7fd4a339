import type { IncidentWire } from '../../../shared/incidents.ts';
import type { Limit } from '../../../shared/limits.ts';
import { isOpen } from '../../../shared/terms.ts';
import { formatLimit, formatSpan } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useTicked } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import { ForecastLine } from './forecast-line.tsx';
import { limitsOf } from './incident-words.ts';
import { stagesOf, type ShownStage } from './stage-model.ts';
import { Timer } from './timer.tsx';
import { readTimer, type Timed } from './timer-model.ts';
import styles from './drawer.module.css';

const MINUTE_MS = 60_000;

/** The stage that is due next and the total clock from receipt; below, the other stages that run, and when it will be done. */
export function Clocks({ incident }: { incident: IncidentWire }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const limits = limitsOf(incident, city);
  const minute = useTicked((nowMs) => Math.floor(nowMs / MINUTE_MS));
  const [next, ...others] = stagesOf(incident, limits, minute * MINUTE_MS);
  const withLimit = (label: string, limit: Limit | null | undefined): string =>
    limit ? t('clock.limited', { label, limit: formatLimit(limit, language) }) : label;
  const labelOf = ({ stage, names }: ShownStage): string =>
    names === null ? t(`stage.${stage}`) : `${t(`stage.${stage}`)} · ${names[language]}`;
  const { dueAt } = incident;
  if (!next && dueAt === null) return null;
  return (
    <>
      <div className={styles.clocks}>
        {next && <Clock label={withLimit(labelOf(next), next.limit)} of={toTimed(next, incident)} fromAt={next.from} doneAt={null} />}
        {dueAt !== null && (
          <Clock
            label={withLimit(t('clock.total'), limits.total)}
            of={incident}
            fromAt={incident.reportedAt}
            doneAt={isOpen(incident.status) ? null : incident.closedAt}
          />
        )}
      </div>
      {others.length > 0 && (
        <ul className={styles.others} aria-label={t('clock.others')}>
          {others.map((each) => (
            <li key={`${each.stage} ${each.dueAt}`}>
              {labelOf(each)} <StageTimer stage={each} incident={incident} />
            </li>
          ))}
        </ul>
      )}
      {isOpen(incident.status) && !incident.suspended && <ForecastLine id={incident.id} version={incident.version} />}
    </>
  );
}

/** A stage's passing may be told a moment after the drawer is drawn: its own limit says it. */
const toTimed = ({ from, soonAt, dueAt }: ShownStage, { status, suspended }: IncidentWire): Omit<Timed, 'overdue'> => ({
  status,
  suspended,
  reportedAt: from,
  soonAt,
  dueAt,
  isStage: true,
});

function StageTimer({ stage, incident }: { stage: ShownStage; incident: IncidentWire }) {
  const isPast = useTicked((nowMs) => nowMs > Date.parse(stage.dueAt));
  return <Timer of={{ ...toTimed(stage, incident), overdue: isPast }} />;
}

function Clock({
  label,
  of,
  fromAt,
  doneAt,
}: {
  label: string;
  of: Omit<Timed, 'overdue'> & { overdue?: boolean };
  fromAt: string;
  doneAt: string | null;
}) {
  const isPast = useTicked((nowMs) => of.dueAt !== null && nowMs > Date.parse(of.dueAt));
  const timed = { ...of, overdue: of.overdue ?? isPast };
  return (
    <div className={styles.clock}>
      <p>{label}</p>
      <p className={styles.running}>
        <Timer of={timed} />
      </p>
      <Used of={timed} fromAt={fromAt} doneAt={doneAt} />
    </div>
  );
}

function Used({ of, fromAt, doneAt }: { of: Timed; fromAt: string; doneAt: string | null }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const from = Date.parse(fromAt);
  const limit = Math.max(1, Date.parse(of.dueAt!) - from);
  const end = doneAt === null ? null : Date.parse(doneAt);
  const isRunning = isOpen(of.status);
  const used = useTicked((nowMs) => formatSpan((end ?? nowMs) - from, language));
  const share = useTicked((nowMs) => Math.round(Math.min(1, ((end ?? nowMs) - from) / limit) * 200) / 2);
  const isSoon = useTicked((nowMs) => readTimer(of, nowMs, language).kind === 'soon');
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
