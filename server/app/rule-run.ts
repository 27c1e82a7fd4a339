import { dueMs, NOTHING, settle, take, type RuleState } from '../domain/rules/engine.ts';
import { levelsAt, type Rule, type Sample } from '../domain/rules/rule.ts';
import type { Tree } from '../domain/tree.ts';
import { raiseAll, type ToldHere } from './alarm-book.ts';
import { Overtaken } from './overtaken.ts';
import type { Catalogue, Store } from './ports.ts';
import type { RawReads, ReadingReads } from './reading-ports.ts';
import type { CameInReads, RuleLog, RuleRows, StateChange, StoredState } from './rule-ports.ts';
import { ruleRejudger } from './rule-rejudge.ts';
import { ruleSeeds } from './rule-seeds.ts';
import { placeOf, ruleBook, toSample, type Place, type RuleBook } from './rule-subjects.ts';

/** A batch is one transaction: it must not hold up the loop. */
const BATCH = 250;
/** States that are held in memory: those of the instruments that spoke last. */
const HELD_MOST = 50_000;

export interface RuleRunDeps {
  store: Store;
  rows: RuleRows;
  readings: ReadingReads & RawReads;
  cameIn: CameInReads;
  catalogue(): Promise<Catalogue>;
  onChanged(): void;
  /** Lets others work. */
  breathe(): Promise<void>;
  now(): number;
}
interface Touched extends Place {
  rule: Rule;
  before: RuleState;
  state: RuleState;
}

/**
 * Judges what both logs bring. What a batch has changed — states, alarms, and how far the log was read — is written in one transaction,
 * so a batch is judged once or not at all, wherever a process ends.
 */
export function ruleRun({ store, rows, readings, cameIn, catalogue, onChanged, breathe, now }: RuleRunDeps) {
  const held = new Map<string, StoredState>();
  const cursors = new Map<RuleLog, number>();
  let book: RuleBook | null = null;
  const seeds = ruleSeeds({ rows, readings });
  const rejudger = ruleRejudger({ store, rows, readings, seeds, catalogue, breathe });

  function forget(): void {
    held.clear();
    cursors.clear();
    seeds.forget();
    book = null;
  }
  async function rulesNow(): Promise<RuleBook> {
    const stamp = await rows.stamp();
    if (book?.stamp === stamp) return book;
    held.clear();
    seeds.forgetUsual();
    const made = (book = ruleBook(stamp, await rows.all()));
    await seedSilence(made);
    return made;
  }
  /** Before a new rule on silence hears its first reading, it is told who was silent already. */
  async function seedSilence(rules: RuleBook): Promise<void> {
    const { tree } = await catalogue();
    for (const rule of rules.rules.values()) {
      const silent = await seeds.silentOf(rule, tree);
      if (silent.length === 0) continue;
      const touched = await load(silent, tree);
      for (const { place, sample } of silent) {
        const each = touched.get(keyOf(rule.id, place.subject))!;
        each.state = take(rule.content, each.state, sample);
      }
      await write(touched, rules, null, now(), tree);
    }
  }
  async function cursorOf(log: RuleLog): Promise<number> {
    let known = cursors.get(log) ?? (await rows.cursor(log));
    if (known === null) {
      const begin = log === 'incidents' ? await cameIn.lastSeq() : 0;
      // Kept at once: what comes while no server runs is heard of later.
      known = await store.write(async () => {
        const kept = await rows.txCursor(log);
        if (kept === null) await rows.txMoveCursor(log, begin);
        return kept ?? begin;
      });
    }
    cursors.set(log, known);
    return known;
  }
  const keyOf = (rule: number, subject: string): string => `${rule} ${subject}`;

  /** States of some subjects, from memory or as they were put by; of a new one what it has to begin with. */
  async function load(wanted: readonly { rule: Rule; place: Place; sample: Sample | null }[], tree: Tree): Promise<Map<string, Touched>> {
    const missing = wanted.filter(({ rule, place }) => !held.has(keyOf(rule.id, place.subject)));
    const stored = await rows.states(missing.map(({ rule, place }) => ({ rule: rule.id, subject: place.subject })));
    for (const state of stored) held.set(keyOf(state.rule, state.subject), state);
    const touched = new Map<string, Touched>();
    for (const { rule, place, sample } of wanted) {
      const key = keyOf(rule.id, place.subject);
      if (touched.has(key)) continue;
      const known = held.get(key)?.state;
      // One of which all was taken back has numbered alarms, and has heard nothing.
      const isNew = known === undefined || known.core.newestMs === null;
      const seeded = isNew && sample ? await seeds.windowsOf(rule, place, sample, tree) : NOTHING;
      const state = isNew ? { core: known?.core ?? seeded.core, windows: seeded.windows } : known;
      touched.set(key, { rule, ...place, before: known ?? NOTHING, state });
    }
    return touched;
  }
  async function write(
    touched: ReadonlyMap<string, Touched>,
    { stamp }: RuleBook,
    moved: { log: RuleLog; from: number; to: number } | null,
    nowMs: number,
    tree: Tree,
  ): Promise<void> {
    const told: ToldHere[] = [];
    const changes: StateChange[] = [];
    for (const each of touched.values()) {
      const judge = each.rule.content;
      const levels = levelsAt(judge, tree.path(each.area, nowMs));
      const { state, happenings } = settle(judge, levels, each.state, nowMs);
      each.state = state;
      for (const happening of happenings) told.push({ rule: each.rule, subject: each.subject, area: each.area, happening });
      if (state !== each.before) changes.push(changeOf(each, dueMs(judge, levels, state)));
    }
    if (changes.length === 0 && !moved) return;
    try {
      await store.write(async ({ recordedAtMs }) => {
        if ((await rows.txStamp()) !== stamp) throw new Overtaken();
        if (moved) {
          const at = await rows.txCursor(moved.log);
          if (at !== null && at !== moved.from) throw new Overtaken();
          await rows.txMoveCursor(moved.log, moved.to);
        }
        await rows.txPutStates(changes);
        await raiseAll(rows, told, recordedAtMs);
      });
    } catch (fault) {
      forget();
      if (fault instanceof Overtaken) return;
      throw fault;
    }
    if (moved) cursors.set(moved.log, moved.to);
    for (const { rule, subject, area, state } of touched.values()) {
      const key = keyOf(rule.id, subject);
      held.delete(key);
      held.set(key, { rule: rule.id, subject, area, state });
    }
    while (held.size > HELD_MOST) held.delete(held.keys().next().value!);
    if (told.length > 0) onChanged();
  }

  async function judgeAll(
    heard: readonly { rules: readonly Rule[]; sample: Sample }[],
    rules: RuleBook,
    moved: { log: RuleLog; from: number; to: number },
    nowMs: number,
  ): Promise<void> {
    const { tree } = await catalogue();
    const wanted: { rule: Rule; place: Place; sample: Sample }[] = [];
    for (const { rules: those, sample } of heard)
      for (const rule of those) {
        // What happened before the rule was there is for trying it, not for alarms of today.
        const place = sample.atMs < rule.atMs ? null : placeOf(rule, sample, tree);
        if (place) wanted.push({ rule, place, sample });
      }
    await seeds.usualOf(wanted);
    const touched = await load(wanted, tree);
    for (const { rule, place, sample } of wanted) {
      const each = touched.get(keyOf(rule.id, place.subject))!;
      each.state = take(rule.content, each.state, sample);
    }
    await write(touched, rules, moved, nowMs, tree);
  }

  async function readReadings(): Promise<boolean> {
    const rules = await rulesNow();
    const from = await cursorOf('readings');
    const found = await readings.since(from, BATCH);
    if (found.length === 0) return false;
    const heard = found.flatMap((reading) => {
      const those = reading.flags.length > 0 ? [] : (rules.byIndicator.get(reading.indicator) ?? []);
      return those.length === 0 ? [] : [{ rules: those, sample: toSample(reading) }];
    });
    await judgeAll(heard, rules, { log: 'readings', from, to: found.at(-1)!.id }, now());
    return found.length === BATCH;
  }
  async function readIncidents(): Promise<boolean> {
    const rules = await rulesNow();
    const from = await cursorOf('incidents');
    const { upTo, cameIn: found } = await cameIn.since(from, BATCH);
    if (upTo === from) return false;
    const heard = found
      .filter(({ isExercise }) => !isExercise)
      .map(({ id, place, category, atMs, seenMs }) => {
        const sample: Sample = { id, device: category, area: place, atMs, seenMs, value: 1 };
        return { rules: rules.counting, sample };
      });
    await judgeAll(heard, rules, { log: 'incidents', from, to: upTo }, now());
    return upTo - from >= BATCH;
  }
  /** What marks have changed: after all that came before them is read, and before the clock speaks. */
  async function judgeAnew(nowMs: number): Promise<void> {
    const rules = await rulesNow();
    try {
      if (await rejudger.turn(rules, await cursorOf('readings'), nowMs)) onChanged();
    } catch (fault) {
      forget();
      if (!(fault instanceof Overtaken)) throw fault;
    }
  }
  async function watchClock(nowMs: number): Promise<boolean> {
    const rules = await rulesNow();
    const { tree } = await catalogue();
    const due = (await rows.due(nowMs, BATCH)).filter(({ rule }) => rules.rules.has(rule));
    if (due.length === 0) return false;
    const stored = await rows.states(due);
    const touched = await load(
      stored.map(({ rule, subject, area }) => ({ rule: rules.rules.get(rule)!, place: { subject, area }, sample: null })),
      tree,
    );
    await write(touched, rules, null, nowMs, tree);
    return due.length === BATCH;
  }

  return {
    forget,
    /** Reads both logs to their ends, then lets the clock speak. Gives nothing up on the way: a fault is thrown, the next turn begins there. */
    async turn(goOn: () => boolean = () => true): Promise<void> {
      // What was written before this instant is read before the clock is asked at it.
      const nowMs = now();
      while (goOn() && (await readReadings()));
      while (goOn() && (await readIncidents()));
      if (goOn()) await judgeAnew(nowMs);
      for (let n = 0; n < 20 && goOn() && (await watchClock(nowMs)); n++);
    },
  };
}

function changeOf({ rule, subject, area, before, state }: Touched, due: number | null): StateChange {
  const windows = Object.entries(state.windows).filter(([part, window]) => before.windows[part] !== window);
  return { rule: rule.id, subject, area, core: state.core, windows, dueMs: due };
}
