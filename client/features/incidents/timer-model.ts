import { phaseOf, timesGone } from '../../../shared/clock-phase.ts';
import { type Language, isOpen, type Status } from '../../../shared/terms.ts';
import { formatSpan } from '../../i18n/format.ts';
import { textIn } from '../../i18n/text.ts';

/** What an incident's clock reads. */
export interface Timed {
  status: Status;
  suspended: boolean;
  overdue: boolean;
  reportedAt: string;
  dueAt: string | null;
  /** As the server counted them, in the unit of the limit. */
  soonAt?: string | null;
  farAt?: string | null;
  /** Of a stage nobody counts how many times its limit has gone. */
  isStage?: true;
}
type TimerKind = 'none' | 'ended' | 'suspended' | 'left' | 'soon' | 'over';
export interface TimerReading {
  kind: TimerKind;
  text: string;
  /** Share of the limit that is used, in steps of a twentieth: the ring need not move every second. */
  used: number;
  /** How many times the limit has gone, from three on. */
  times: number | null;
}

/** "Overdue" is a fact that the server states; until it does, a clock that ran out stands at nothing left. */
export function readTimer(
  { status, suspended, overdue, reportedAt, dueAt, ...counted }: Timed,
  nowMs: number,
  language: Language,
): TimerReading {
  const t = textIn(language);
  const still = (kind: TimerKind, text: string): TimerReading => ({ kind, text, used: 0, times: null });
  if (!isOpen(status)) return still('ended', t('timer.ended'));
  if (suspended) return still('suspended', t('timer.suspended'));
  if (dueAt === null) return still('none', t('timer.none'));
  const due = Date.parse(dueAt);
  const begun = Date.parse(reportedAt);
  const limit = Math.max(1, due - begun);
  const ms = (time: string | null | undefined): number | null => (time ? Date.parse(time) : null);
  const clock = { fromMs: begun, dueAtMs: due, soonAtMs: ms(counted.soonAt), farAtMs: ms(counted.farAt), isOverdue: overdue };
  if (overdue)
    return {
      kind: 'over',
      text: t('timer.over', { duration: formatSpan(nowMs - due, language) }),
      used: 1,
      times: counted.isStage ? null : timesGone(clock, nowMs),
    };
  const left = Math.max(0, due - nowMs);
  const used = Math.round(Math.min(1, Math.max(0, (nowMs - begun) / limit)) * 20) / 20;
  return {
    kind: phaseOf(clock, nowMs) === 'due-soon' ? 'soon' : 'left',
    text: t('timer.left', { duration: formatSpan(left, language) }),
    used,
    times: null,
  };
}
