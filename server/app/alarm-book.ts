import { ACTING_PER_HOUR } from '../../shared/rule-terms.ts';
import { LIMIT_STATES } from '../../shared/vital-terms.ts';
import type { Happening, Rule } from '../domain/rules/rule.ts';
import type { ActionName, Alarm, AlarmStep, RuleRows } from './rule-ports.ts';

const HOUR_MS = 3_600_000;

/** Something that the engine told of one subject of a rule. */
export interface ToldHere {
  rule: Rule;
  subject: string;
  area: string;
  happening: Happening;
  /** The mark because of which it is told only now. */
  mark?: string;
}

/**
 * Writes what was told, in its order, inside a transaction. Of one rule so many alarms act within an hour at most; the others are kept
 * all the same, and say so.
 */
export async function raiseAll(
  rows: Pick<RuleRows, 'txActing' | 'txFind' | 'txLastAlarm' | 'txPutAlarms'>,
  told: readonly ToldHere[],
  recordedAtMs: number,
): Promise<void> {
  if (told.length === 0) return;
  const acting = new Map<number, number>();
  const fresh = new Map<string, Alarm>();
  const changed = new Map<number, Alarm>();
  const steps: AlarmStep[] = [];
  let lastId = await rows.txLastAlarm();

  for (const { rule, subject, area, happening, mark = null } of told) {
    const { change, n, level, atMs, value, readings } = happening;
    const rank = LIMIT_STATES.indexOf(level);
    const key = { rule: rule.id, version: rule.version, subject, n };
    const name = JSON.stringify(key);
    let alarm: Alarm;
    let isHeldNow = false;
    if (change === 'raised') {
      const acts = acting.get(rule.id) ?? (await rows.txActing(rule.id, recordedAtMs - HOUR_MS));
      isHeldNow = acts >= ACTING_PER_HOUR;
      if (!isHeldNow) acting.set(rule.id, acts + 1);
      else acting.set(rule.id, acts);
      alarm = {
        ...key,
        id: (lastId += 1),
        names: rule.content.names,
        area,
        level: rank,
        value,
        raisedAtMs: atMs,
        recordedAtMs,
        clearedAtMs: null,
        isHeld: isHeldNow,
        isWithdrawn: false,
        asked: [],
        todo: [],
        incident: null,
        alert: null,
        readings,
      };
    } else {
      const known = fresh.get(name) ?? [...changed.values()].find((each) => isOf(each, key)) ?? (await rows.txFind(key));
      if (!known) throw new Error(`Alarm ${name} was never raised`);
      alarm = { ...known, ...(change === 'cleared' ? { clearedAtMs: atMs } : { level: rank, value, readings }) };
    }
    if (change !== 'cleared' && !alarm.isHeld) alarm = asking(alarm, rule, rank);
    if (fresh.has(name) || change === 'raised') fresh.set(name, alarm);
    else changed.set(alarm.id, alarm);
    const step = { alarm: alarm.id, atMs, recordedAtMs, level: rank, value, readings, detail: mark };
    steps.push({ ...step, change });
    if (isHeldNow) steps.push({ ...step, change: 'held', readings: [] });
  }
  await rows.txPutAlarms([...fresh.values()], [...changed.values()], steps);
}

const isOf = (alarm: Alarm, key: { rule: number; version: number; subject: string; n: number }): boolean =>
  alarm.rule === key.rule && alarm.version === key.version && alarm.subject === key.subject && alarm.n === key.n;

/** What the rule wants done from this level on, and has not asked for yet. */
export function asking(alarm: Alarm, { content: { actions } }: Rule, rank: number): Alarm {
  const wanted = (['incident', 'alert'] as const).filter((action): boolean => {
    const from = actions[action]?.from;
    return from !== undefined && rank >= LIMIT_STATES.indexOf(from) && !alarm.asked.includes(action);
  });
  const more: readonly ActionName[] = wanted;
  return more.length === 0 ? alarm : { ...alarm, asked: [...alarm.asked, ...more], todo: [...alarm.todo, ...more] };
}
