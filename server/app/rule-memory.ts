import { NOTHING, type Core, type RuleState } from '../domain/rules/engine.ts';
import { raiseAll, type ToldHere } from './alarm-book.ts';
import { Overtaken } from './overtaken.ts';
import type { Store } from './ports.ts';
import type { ReadingReads } from './reading-ports.ts';
import type { RuleLog, RuleRows, StateChange, StateKey, StoredState } from './rule-ports.ts';
import { toSample } from './rule-subjects.ts';

/** States that are held in memory: those of the instruments that spoke last. */
const HELD_MOST = 50_000;
/** Rows of one transaction, about: it must not hold up the loop. */
const SLICE = 300;
/** Of one turn: they share a commit, and nothing is judged meanwhile. */
const SLICES_AT_ONCE = 8;
/** So many numbers of what waits weigh as much as a row. */
const WAITING_A_ROW = 100;
/** While states are always changing: so often the database is asked for those that nobody has heard of since a start. */
const ELSEWHERE_EVERY_MS = 5_000;

/** How often states are put by that have told nothing. */
export interface KeepPace {
  /** So few are put by at the end of each turn. */
  atOnce: number;
  /** More of them once in so long, some with each turn: after a crash so much of the log is judged again. */
  everyMs: number;
}
const KEEP_PACE: KeepPace = { atOnce: 500, everyMs: 30_000 };

/** A state as it was judged last, and what of it stands in the database. */
interface Held extends Omit<StoredState, 'waiting'> {
  /** Null = nothing. */
  kept: RuleState | null;
  dueMs: number | null;
  log: RuleLog | null;
}
/** What a turn has made of one subject. */
interface Judged extends StateKey {
  area: string;
  state: RuleState;
  dueMs: number | null;
  /** The log that its rule hears, which was read until here. */
  log: RuleLog;
}

/**
 * States of rules between readings and the database. A state that tells something is written with its alarm, in one transaction; the others
 * when there is time. Each says how far its log was heard when it was written: of a log that is read again from an earlier place it hears
 * only the rest, so nothing is told twice and nothing is left out, wherever a process ends.
 */
export function ruleMemory({
  store,
  rows,
  readings,
  pace = KEEP_PACE,
}: {
  store: Store;
  rows: RuleRows;
  readings: Pick<ReadingReads, 'these'>;
  pace?: KeepPace | undefined;
}) {
  /** By rule and subject. */
  const held = new Map<number, Map<string, Held>>();
  let size = 0;
  /** By rule: none of its states in memory is due before. */
  const dueFrom = new Map<number, number>();
  let lookedElsewhereMs = Number.NEGATIVE_INFINITY;
  const changed = new Set<Held>();
  /** How far each log was judged, and how far it stands in the database. */
  const read = new Map<RuleLog, number>();
  let moved = new Set<RuleLog>();
  /** Counts what was written: whoever finds another number has been overtaken. */
  let turn: number | null = null;
  /** What is being put by: the states that are left of it, and how far each log had been read when it began. */
  let round: { left: Held[][]; upTo: ReadonlyMap<RuleLog, number> } | null = null;
  let lastKeptMs = Number.NEGATIVE_INFINITY;

  const find = ({ rule, subject }: StateKey): Held | undefined => held.get(rule)?.get(subject);
  function hold(each: Held): void {
    const ofRule = held.get(each.rule) ?? held.set(each.rule, new Map()).get(each.rule)!;
    if (!ofRule.has(each.subject)) size += 1;
    ofRule.set(each.subject, each);
  }

  function dueHere(nowMs: number, most: number): StateKey[] {
    const found: StateKey[] = [];
    for (const [rule, fromMs] of dueFrom) {
      if (fromMs > nowMs) continue;
      let earliestMs = Number.POSITIVE_INFINITY;
      for (const { subject, dueMs } of held.get(rule)?.values() ?? []) {
        if (dueMs === null) continue;
        if (dueMs <= nowMs && found.push({ rule, subject }) === most) return found;
        earliestMs = Math.min(earliestMs, dueMs);
      }
      dueFrom.set(rule, earliestMs);
    }
    return found;
  }

  async function write(
    stamp: number,
    {
      states = [],
      told = [],
      upTo = new Map(),
    }: { states?: readonly Held[]; told?: readonly ToldHere[]; upTo?: ReadonlyMap<RuleLog, number> },
  ): Promise<void> {
    const expected = turn ?? 0;
    turn = expected + 1;
    await store.write(async ({ recordedAtMs }) => {
      if ((await rows.txStamp()) !== stamp) throw new Overtaken();
      if (((await rows.txCursor('turn')) ?? 0) !== expected) throw new Overtaken();
      await rows.txMoveCursor('turn', expected + 1);
      for (const [log, at] of upTo) await rows.txMoveCursor(log, at);
      await rows.txPutStates(states.map((each) => changeOf(each, Math.max(each.heard, read.get(each.log!) ?? 0))));
      await raiseAll(rows, told, recordedAtMs);
    });
    for (const each of states) {
      each.kept = each.state;
      changed.delete(each);
    }
    for (const [log, at] of upTo) if (read.get(log) === at) moved.delete(log);
  }
  /** Some more of the round; cursors last: until then a log is read again from where it stood. */
  async function putBy(stamp: number, { left, upTo }: NonNullable<typeof round>): Promise<void> {
    // Those that have told something meanwhile were written with it.
    const some = left.splice(0, SLICES_AT_ONCE).map((states) => states.filter((each) => changed.has(each)));
    const isOver = left.length === 0;
    const last = isOver ? some.pop() : undefined;
    await Promise.all(some.map((states) => write(stamp, { states })));
    if (!isOver) return;
    await write(stamp, { states: last ?? [], upTo });
    round = null;
    for (const ofRule of held.values())
      for (const [subject, each] of ofRule) {
        if (size <= HELD_MOST) return;
        if (each.state === each.kept && ofRule.delete(subject)) size -= 1;
      }
  }

  return {
    forget(): void {
      held.clear();
      dueFrom.clear();
      lookedElsewhereMs = Number.NEGATIVE_INFINITY;
      size = 0;
      changed.clear();
      read.clear();
      moved = new Set();
      round = null;
      turn = null;
    },
    /** How far a log was judged; where nobody has ever read it, from `begin` on. */
    async cursor(log: 'readings' | 'incidents', begin: () => Promise<number>): Promise<number> {
      // Before anything else is read: what another process writes from now on is noticed.
      turn ??= (await rows.cursor('turn')) ?? 0;
      let known = read.get(log) ?? (await rows.cursor(log));
      if (known === null) {
        const first = await begin();
        // Kept at once: what comes while no server runs is heard of later.
        known = await store.write(async () => {
          const kept = await rows.txCursor(log);
          if (kept === null) await rows.txMoveCursor(log, first);
          return kept ?? first;
        });
      }
      read.set(log, known);
      return known;
    },
    /** Everything up to here has been given to the states that it concerns. */
    readTo(log: RuleLog, at: number): void {
      if (read.get(log) === at) return;
      read.set(log, at);
      moved.add(log);
    },
    /** Reads states that are not in memory. */
    async load(keys: readonly StateKey[]): Promise<void> {
      const found = await rows.states(keys.filter((key) => !find(key)));
      const waiting = await readings.these(found.flatMap((each) => each.waiting));
      // Those that somebody has come to doubt meanwhile are not among them.
      const good = new Map(waiting.flatMap((each) => (each.flags.length === 0 ? [[each.id, toSample(each)]] : [])));
      for (const { waiting: ids, ...stored } of found) {
        const pending = ids.flatMap((id) => good.get(id) ?? []);
        const state = ids.length === 0 ? stored.state : { ...stored.state, core: { ...stored.state.core, pending } };
        hold({ ...stored, state, kept: state, dueMs: null, log: null });
      }
    },
    get: (key: StateKey): Readonly<Held> | undefined => find(key),
    put(judged: Judged): void {
      const { rule, dueMs } = judged;
      if (dueMs !== null) dueFrom.set(rule, Math.min(dueMs, dueFrom.get(rule) ?? dueMs));
      let each = find(judged);
      if (!each) hold((each = { ...judged, heard: 0, kept: null }));
      else if (each.state === judged.state) {
        each.dueMs = dueMs;
        return;
      } else Object.assign(each, judged);
      changed.add(each);
    },
    /** Those that the clock alone has to judge. */
    async due(nowMs: number, most: number): Promise<StateKey[]> {
      // What the database says of instants is of the last time that states were put by.
      if (changed.size === 0) return rows.due(nowMs, most, 0);
      const found = dueHere(nowMs, most);
      if (nowMs - lookedElsewhereMs < ELSEWHERE_EVERY_MS) return found;
      lookedElsewhereMs = nowMs;
      for (let from = 0; found.length < most; from += most) {
        const some = await rows.due(nowMs, most, from);
        found.push(...some.filter((key) => !find(key)));
        if (some.length < most) break;
      }
      return found;
    },
    /** Writes alarms, each in one transaction with the state that told it. */
    async tell(stamp: number, told: readonly ToldHere[]): Promise<void> {
      const by = new Map<Held, ToldHere[]>();
      for (const each of told) {
        const state = find({ rule: each.rule.id, subject: each.subject })!;
        (by.get(state) ?? by.set(state, []).get(state)!).push(each);
      }
      const slices = slicesOf([...by.keys()]);
      await Promise.all(slices.map((states) => write(stamp, { states, told: states.flatMap((state) => by.get(state)!) })));
    },
    /** Puts states by, and how far the logs were read, where it is time to; all of it where it is the last time. */
    async keep(stamp: number, nowMs: number, isLast = false): Promise<void> {
      do {
        if (!round) {
          if (changed.size === 0 && moved.size === 0) return;
          const isDue = changed.size <= pace.atOnce || changed.size > HELD_MOST || nowMs - lastKeptMs >= pace.everyMs || nowMs < lastKeptMs;
          if (!isDue && !isLast) return;
          round = { left: slicesOf([...changed]), upTo: new Map([...moved].map((log) => [log, read.get(log)!])) };
          lastKeptMs = nowMs;
        }
        await putBy(stamp, round);
      } while (isLast);
    },
  };
}

const windowsOf = ({ state, kept }: Held): StateChange['windows'] => {
  const before = (kept ?? NOTHING).windows;
  return Object.entries(state.windows).filter(([part, window]) => before[part] !== window);
};
const weightOf = (each: Held): number => 1 + windowsOf(each).length + each.state.core.pending.length / WAITING_A_ROW;

/** As much of them as one transaction takes. */
function slicesOf(states: readonly Held[]): Held[][] {
  const slices: Held[][] = [];
  let weight = SLICE;
  for (const each of states) {
    if (weight >= SLICE) {
      slices.push([]);
      weight = 0;
    }
    slices.at(-1)!.push(each);
    weight += weightOf(each);
  }
  return slices;
}

/** Readings that wait stand in their log: their numbers are enough. */
export const waitingApart = (core: Core): Pick<StateChange, 'core' | 'waiting'> => ({
  core: { ...core, pending: [] },
  waiting: core.pending.map(({ id }) => id),
});

function changeOf(each: Held, heard: number): StateChange {
  const { rule, subject, area, state, dueMs, log } = each;
  return {
    rule,
    subject,
    area,
    // Incidents that wait are few.
    ...(log === 'readings' ? waitingApart(state.core) : { core: state.core, waiting: [] }),
    windows: windowsOf(each),
    dueMs,
    heard,
  };
}
