import { join } from 'node:path';
import Database from 'better-sqlite3';
import { placeOf, ruleBook } from '../server/app/rule-subjects.ts';
import { openDatabase } from '../server/database.ts';
import { catalogueReader } from '../server/db/catalogue.repo.ts';
import { rulesRepo } from '../server/db/rules.repo.ts';
import { NOTHING, settle, take, type RuleState } from '../server/domain/rules/engine.ts';
import { levelsAt, type Rule, type Sample } from '../server/domain/rules/rule.ts';
import { LIMIT_STATES } from '../shared/vital-terms.ts';

interface Row {
  id: number;
  device: string;
  indicator: string;
  area: string;
  atMs: number;
  seenMs: number;
  value: number;
}
interface AlarmsAnew {
  /** What was told while the server ran, and what the engine tells of the same readings, one after the other; a line each. */
  told: string[];
  anew: string[];
  /** How often a rule looked at a reading. */
  judged: number;
  /** From the instant that an alarm is of, once the load had begun, until it was recorded, without what its rule waits by itself. Sorted. */
  lagsMs: number[];
}

/**
 * Judges every reading that a server has kept once more, with nothing but the engine, and compares. What a rule that waits could not have
 * judged yet when the server ended, at `stoppedMs`, is left out on both sides.
 */
export async function alarmsAnew(dataDir: string, { begunMs, stoppedMs }: { begunMs: number; stoppedMs: number }): Promise<AlarmsAnew> {
  const file = join(dataDir, 'guantong.db');
  const { connection, close } = await openDatabase(file, Date.now);
  const all = await rulesRepo(connection).all();
  const { tree } = await catalogueReader(connection.reader, connection.schema).current();
  await close();
  const rules = ruleBook(0, all);
  const db = new Database(file, { readonly: true });
  const lastAtMs = db.prepare('SELECT max(at_ms) FROM readings').pluck().get() as number;
  const isOver = ({ content }: Rule, atMs: number): boolean => atMs <= Math.min(lastAtMs, stoppedMs - content.waitS * 1000 - 2_000);

  const states = new Map<string, { rule: Rule; subject: string; area: string; state: RuleState }>();
  const anew: string[] = [];
  let judged = 0;
  const judge = (each: { rule: Rule; subject: string; area: string; state: RuleState }, nowMs: number): void => {
    const { rule, subject, area } = each;
    const { state, happenings } = settle(rule.content, levelsAt(rule.content, tree.path(area, nowMs)), each.state, nowMs);
    each.state = state;
    for (const { n, change, level, atMs, value } of happenings)
      if (isOver(rule, atMs)) anew.push(line(rule.id, subject, n, change, LIMIT_STATES.indexOf(level), atMs, value));
  };
  const rows = db
    .prepare(
      `SELECT r.id, c.device, c.indicator, d.area, r.at_ms AS atMs, r.received_ms AS seenMs, r.value FROM readings r
       JOIN channels c ON c.id = r.channel JOIN devices d ON d.code = c.device WHERE r.flags = 0 ORDER BY r.id`,
    )
    .iterate() as IterableIterator<Row>;
  for (const { indicator, ...row } of rows) {
    const sample: Sample = row;
    for (const rule of rules.byIndicator.get(indicator) ?? []) {
      const place = sample.atMs < rule.atMs ? null : placeOf(rule, sample, tree);
      if (!place) continue;
      const key = `${rule.id} ${place.subject}`;
      const each = states.get(key) ?? { rule, ...place, state: NOTHING };
      states.set(key, each);
      each.state = take(rule.content, each.state, [sample]);
      judge(each, sample.seenMs);
      judged += 1;
    }
  }
  for (const each of states.values()) judge(each, stoppedMs);

  const byId = new Map(all.map((rule) => [rule.id, rule]));
  const steps = db
    .prepare(
      `SELECT a.rule, a.subject, a.n, s.change, s.level, s.at_ms AS atMs, s.value, s.recorded_at_ms AS recordedAtMs
       FROM alarm_changes s JOIN alarms a ON a.id = s.alarm WHERE s.change IN ('raised', 'level', 'cleared')`,
    )
    .all() as {
    rule: number;
    subject: string;
    n: number;
    change: string;
    level: number;
    atMs: number;
    value: number;
    recordedAtMs: number;
  }[];
  db.close();
  // Of incidents there is another log.
  const ours = steps.filter(({ rule, atMs }) => byId.get(rule)!.content.subject.kind !== 'incidents' && isOver(byId.get(rule)!, atMs));
  return {
    told: ours.map(({ rule, subject, n, change, level, atMs, value }) => line(rule, subject, n, change, level, atMs, value)).sort(),
    anew: anew.sort(),
    judged,
    lagsMs: ours
      .filter(({ atMs }) => atMs >= begunMs)
      .map(({ rule, atMs, recordedAtMs }) => recordedAtMs - atMs - byId.get(rule)!.content.waitS * 1000)
      .sort((a, b) => a - b),
  };
}

const line = (...parts: (number | string)[]): string => parts.join(' ');
