import { episodesOf, matchAlarms, type Episode } from '../domain/rules/match-alarms.ts';
import type { Happening, Rule } from '../domain/rules/rule.ts';
import { LIMIT_STATES } from '../../shared/vital-terms.ts';
import { asking, type ToldHere } from './alarm-book.ts';
import type { Alarm, AlarmStep } from './rule-ports.ts';

interface Given {
  rule: Rule;
  subject: string;
  area: string;
  /** As they are written, of the time that was judged anew. */
  alarms: readonly Alarm[];
  /** What is told now of that time. */
  happenings: readonly Happening[];
  /** The last number that an alarm of the subject has. */
  lastN: number;
  /** What made it be judged anew. */
  mark: string;
  recordedAtMs: number;
}
interface Settled {
  changed: Alarm[];
  steps: AlarmStep[];
  /** What nobody has seen yet, for the alarm book. */
  fresh: ToldHere[];
  /** Where the subject counts on from. */
  n: number;
}

/**
 * Alarms of a subject after it was judged anew: those that are told no more are taken back, those that are told stay the same alarms and
 * stand as they would have, and only what nobody has ever seen is raised.
 */
export function settleAlarms({ rule, subject, area, alarms, happenings, lastN, mark, recordedAtMs }: Given): Settled {
  const { kept, gone, fresh } = matchAlarms(alarms, episodesOf(happenings));
  const changed: Alarm[] = [];
  const steps: AlarmStep[] = [];
  const note = (alarm: Alarm, change: AlarmStep['change'], more: Partial<AlarmStep> = {}): void => {
    const { id, level } = alarm;
    steps.push({ alarm: id, atMs: recordedAtMs, recordedAtMs, change, level, value: null, readings: [], detail: mark, ...more });
  };
  for (const alarm of gone) {
    const asked = alarm.asked.filter((action) => !alarm.todo.includes(action));
    const next: Alarm = { ...alarm, isWithdrawn: true, clearedAtMs: alarm.clearedAtMs ?? recordedAtMs, asked, todo: [] };
    changed.push(next);
    note(next, 'withdrawn');
  }
  const told = fresh.flatMap((episode, i) => freshlyTold(episode, rule, lastN + 1 + i).map((each) => ({ ...each, subject, area, mark })));
  let n = lastN + fresh.length;
  for (const [episode, alarm] of kept) {
    const next = asItWouldStand(alarm, episode, rule);
    // The subject goes on with the alarm that stands: it has the last number.
    if (next.clearedAtMs === null && next.n !== n) next.n = n += 1;
    const isOver = episode.cleared !== null && alarm.clearedAtMs !== episode.cleared.atMs;
    const isBack = alarm.isWithdrawn || (alarm.clearedAtMs !== null && episode.cleared === null);
    const { value, readings } = next;
    if (isBack) note(next, 'restored', { value, readings });
    else if (isOther(alarm, next)) note(next, 'rejudged', { value, readings });
    if (isOver) note(next, 'cleared', { atMs: episode.cleared!.atMs, value: episode.cleared!.value });
    if (isBack || isOver || isOther(alarm, next) || next.n !== alarm.n) changed.push(next);
  }
  return { changed, steps, fresh: told, n };
}

function asItWouldStand(alarm: Alarm, { told, raisedAtMs, cleared }: Episode, rule: Rule): Alarm {
  const { level, value, readings } = told.at(-1)!;
  const rank = LIMIT_STATES.indexOf(level);
  const next: Alarm = { ...alarm, isWithdrawn: false, raisedAtMs, clearedAtMs: cleared?.atMs ?? null, level: rank, value, readings };
  // Of what is over nothing more is asked; what was asked while it stood is done as ever.
  return cleared === null && !alarm.isHeld ? asking(next, rule, rank) : next;
}

const isOther = (before: Alarm, { level, value, raisedAtMs, readings }: Alarm): boolean =>
  before.level !== level ||
  before.value !== value ||
  before.raisedAtMs !== raisedAtMs ||
  JSON.stringify(before.readings) !== JSON.stringify(readings);

/** What is over already when it is told is written down, and nothing is done about it. */
function freshlyTold({ told, cleared }: Episode, rule: Rule, n: number): Pick<ToldHere, 'rule' | 'happening'>[] {
  const quiet: Rule = cleared === null ? rule : { ...rule, content: { ...rule.content, actions: {} } };
  return [...told, ...(cleared ? [cleared] : [])].map((each) => ({ rule: quiet, happening: { ...each, n } }));
}
