import { dueMs, NOTHING, settle, take, type RuleState } from '../domain/rules/engine.ts';
import { levelsAt, type Rule, type Sample } from '../domain/rules/rule.ts';
import type { Tree } from '../domain/tree.ts';
import type { ToldHere } from './alarm-book.ts';
import { Overtaken } from './overtaken.ts';
import type { Catalogue, Store } from './ports.ts';
import type { RawReads, ReadingReads } from './reading-ports.ts';
import { ruleMemory, type KeepPace } from './rule-memory.ts';
import type { CameInReads, RuleLog, RuleRows } from './rule-ports.ts';
import { ruleRejudger } from './rule-rejudge.ts';
import { ruleSeeds } from './rule-seeds.ts';
import { placeOf, ruleBook, toSample, type Place, type RuleBook } from './rule-subjects.ts';

/** Read before others may work. */
const BATCH = 1_000;
/** Judged at once: the more come together, the fewer times each subject is looked at, and the fewer commits are waited for. */
const BATCHES = 5;
/** Readings that are placed, and subjects that are judged, before others may work. */
const AT_ONCE = 250;

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
  pace?: KeepPace;
}
interface Touched extends Place {
  rule: Rule;
  state: RuleState;
  /** How far its log was heard already. */
  heard: number;
  came: Sample[];
}
interface Wanted {
  rule: Rule;
  place: Place;
  /** Null = nothing came, the clock alone has something to judge. */
  sample: Sample | null;
  /** Its place in the log. */
  at: number;
}

/** Judges what both logs bring; what comes of it is kept as `ruleMemory` says. */
export function ruleRun({ store, rows, readings, cameIn, catalogue, onChanged, breathe, now, pace }: RuleRunDeps) {
  const memory = ruleMemory({ store, rows, readings, pace });
  let book: RuleBook | null = null;
  const seeds = ruleSeeds({ rows, readings, breathe });
  const rejudger = ruleRejudger({ store, rows, readings, seeds, catalogue, breathe });

  function forget(): void {
    memory.forget();
    seeds.forget();
    book = null;
  }
  async function rulesNow(): Promise<RuleBook> {
    const stamp = await rows.stamp();
    if (book?.stamp === stamp) return book;
    // What was judged by the former rules, and not kept, is judged again by those of now.
    forget();
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
      await cursorOf('readings');
      const touched = await load(
        silent.map((each) => ({ ...each, at: Number.POSITIVE_INFINITY })),
        tree,
      );
      await judge(touched, rules, now(), tree);
      await memory.keep(rules.stamp, now(), true);
    }
  }
  const cursorOf = (log: 'readings' | 'incidents'): Promise<number> =>
    memory.cursor(log, async () => (log === 'incidents' ? cameIn.lastSeq() : 0));

  /** Some subjects with what came to each: their states from memory or as they were put by; of a new one what it has to begin with. */
  async function load(wanted: readonly Wanted[], tree: Tree): Promise<Touched[]> {
    await memory.load(wanted.map(({ rule, place }) => ({ rule: rule.id, subject: place.subject })));
    const touched = new Map<Rule, Map<string, Touched>>();
    for (const [i, { rule, place, sample, at }] of wanted.entries()) {
      if (i % BATCH === BATCH - 1) await breathe();
      const ofRule = touched.get(rule) ?? touched.set(rule, new Map()).get(rule)!;
      let each = ofRule.get(place.subject);
      if (!each) {
        const known = memory.get({ rule: rule.id, subject: place.subject });
        // One of which all was taken back has numbered alarms, and has heard nothing.
        const isNew = known === undefined || known.state.core.newestMs === null;
        const seeded = isNew && sample ? await seeds.windowsOf(rule, place, sample, tree) : NOTHING;
        const state = isNew ? { core: known?.state.core ?? seeded.core, windows: seeded.windows } : known.state;
        ofRule.set(place.subject, (each = { rule, ...place, state, heard: known?.heard ?? 0, came: [] }));
      }
      if (sample && at > each.heard) each.came.push(sample);
    }
    const all = [...touched.values()].flatMap((ofRule) => [...ofRule.values()]);
    // What waited while no server ran has forgotten what is usual.
    const deviating = all.filter(({ rule }) => rule.content.subject.kind === 'deviation');
    await seeds.usualOf(deviating.flatMap(({ rule, state }) => state.core.pending.map((sample) => ({ rule, sample }))));
    return all;
  }
  /** Takes what came, judges what has waited long enough, and writes what is told. */
  async function judge(touched: readonly Touched[], { stamp }: RuleBook, nowMs: number, tree: Tree): Promise<void> {
    const told: ToldHere[] = [];
    for (const [i, { rule, subject, area, state: before, came }] of touched.entries()) {
      const levels = levelsAt(rule.content, tree.path(area, nowMs));
      const { state, happenings } = settle(rule.content, levels, take(rule.content, before, came), nowMs);
      for (const happening of happenings) told.push({ rule, subject, area, happening });
      memory.put({ rule: rule.id, subject, area, state, dueMs: dueMs(rule.content, levels, state), log: logOf(rule) });
      if (i % AT_ONCE === AT_ONCE - 1) await breathe();
    }
    if (told.length === 0) return;
    await memory.tell(stamp, told);
    onChanged();
  }

  /** At the instant of the log until which it is read: of what comes behind nobody knows yet, so the clock of now has nothing to say. */
  async function judgeAll(
    heard: readonly { rules: readonly Rule[]; sample: Sample; at: number }[],
    rules: RuleBook,
    read: { log: RuleLog; to: number },
    atMs: number,
  ): Promise<void> {
    const { tree } = await catalogue();
    const wanted: (Wanted & { sample: Sample })[] = [];
    for (const [i, { rules: those, sample, at }] of heard.entries()) {
      for (const rule of those) {
        // What happened before the rule was there is for trying it, not for alarms of today.
        const place = sample.atMs < rule.atMs ? null : placeOf(rule, sample, tree);
        if (place) wanted.push({ rule, place, sample, at });
      }
      if (i % AT_ONCE === AT_ONCE - 1) await breathe();
    }
    await seeds.usualOf(wanted);
    await breathe();
    const touched = await load(wanted, tree);
    await breathe();
    // Before anything is written: a state that is says how far it has heard.
    memory.readTo(read.log, read.to);
    await judge(touched, rules, atMs, tree);
    await breathe();
  }

  async function readReadings(): Promise<boolean> {
    const rules = await rulesNow();
    const from = await cursorOf('readings');
    const found = [...(await readings.since(from, BATCH))];
    if (found.length === 0) return false;
    let isMore = found.length === BATCH;
    for (let n = 1; isMore && n < BATCHES; n++) {
      await breathe();
      const some = await readings.since(found.at(-1)!.id, BATCH);
      found.push(...some);
      isMore = some.length === BATCH;
    }
    const heard = found.flatMap((reading) => {
      const those = reading.flags.length > 0 ? [] : (rules.byIndicator.get(reading.indicator) ?? []);
      return those.length === 0 ? [] : [{ rules: those, sample: toSample(reading), at: reading.id }];
    });
    const last = found.at(-1)!;
    await judgeAll(heard, rules, { log: 'readings', to: last.id }, last.receivedMs);
    return isMore;
  }
  async function readIncidents(): Promise<boolean> {
    const rules = await rulesNow();
    const from = await cursorOf('incidents');
    const { upTo, cameIn: found } = await cameIn.since(from, BATCH);
    if (upTo === from) return false;
    const heard = found
      .filter(({ isExercise }) => !isExercise)
      .map(({ seq, id, place, category, atMs, seenMs }) => {
        const sample: Sample = { id, device: category, area: place, atMs, seenMs, value: 1 };
        return { rules: rules.counting, sample, at: seq };
      });
    const last = heard.at(-1);
    await judgeAll(heard, rules, { log: 'incidents', to: upTo }, last?.sample.seenMs ?? Number.NEGATIVE_INFINITY);
    return upTo - from >= BATCH;
  }
  /** What marks have changed: after all that came before them is read and put by, and before the clock speaks. */
  async function judgeAnew(nowMs: number): Promise<void> {
    const rules = await rulesNow();
    const cursor = await cursorOf('readings');
    if (!(await rejudger.isDue())) return;
    await memory.keep(rules.stamp, nowMs, true);
    // What it has judged is of another stamp: states in memory are forgotten at the next look at the rules.
    if (await rejudger.turn(rules, cursor, nowMs)) onChanged();
  }
  async function watchClock(nowMs: number): Promise<boolean> {
    const rules = await rulesNow();
    const { tree } = await catalogue();
    const asked = await memory.due(nowMs, BATCH);
    const due = asked.filter(({ rule }) => rules.rules.has(rule));
    if (due.length === 0) return false;
    await memory.load(due);
    const places = due.flatMap(({ rule, subject }) => {
      const known = memory.get({ rule, subject });
      return known ? [{ rule: rules.rules.get(rule)!, place: { subject, area: known.area }, sample: null, at: 0 }] : [];
    });
    await judge(await load(places, tree), rules, nowMs, tree);
    await breathe();
    return asked.length >= BATCH;
  }

  async function turn(goOn: () => boolean): Promise<void> {
    // What was written before this instant is read before the clock is asked at it.
    const nowMs = now();
    while (goOn() && (await readReadings())) await memory.keep((await rulesNow()).stamp, now());
    while (goOn() && (await readIncidents())) await memory.keep((await rulesNow()).stamp, now());
    await memory.keep((await rulesNow()).stamp, nowMs);
    if (goOn()) await judgeAnew(nowMs);
    for (let n = 0; n < 20 && goOn() && (await watchClock(nowMs)); n++);
    await memory.keep((await rulesNow()).stamp, nowMs);
  }

  /** Whoever was overtaken begins again where the other has come to. */
  async function untilOvertaken(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (fault) {
      forget();
      if (!(fault instanceof Overtaken)) throw fault;
    }
  }

  return {
    forget,
    /** Reads both logs to their ends, then lets the clock speak. A fault is thrown; the next turn begins where the last one was kept. */
    turn: (goOn: () => boolean = () => true): Promise<void> => untilOvertaken(() => turn(goOn)),
    /** Puts by what was judged, before a process ends. */
    keep: (): Promise<void> =>
      untilOvertaken(async () => {
        if (book) await memory.keep(book.stamp, now(), true);
      }),
  };
}

const logOf = ({ content }: Rule): RuleLog => (content.subject.kind === 'incidents' ? 'incidents' : 'readings');
