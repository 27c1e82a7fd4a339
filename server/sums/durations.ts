import type { LocalTime } from '../../shared/local-time.ts';
import type { Duration, Durations } from '../../shared/summary.ts';
import { DURATIONS } from '../../shared/measures.ts';
import { DURATION_BASE, DURATION_BUCKETS } from '../domain/metrics.ts';
import type { Tree } from '../domain/tree.ts';
import { isInMemory, stretches, type Cubes } from './cubes.ts';
import type { Detail } from './detail.ts';
import { percentileOfBuckets, percentileOfRows } from './figures.ts';
import type { Window } from '../domain/hours.ts';
import type { CellQuery, CellSource, SumsSource } from './ports.ts';
import { FIRST_DURATION, type Selection } from './slots.ts';
import { placesOf } from './vectors.ts';

/** Below this many cases percentiles are exact, from rows. */
const EXACT_BELOW = 200;

/** Bucket counts by kind, `accept`, `arrive`, `close`. */
type DurationCounts = [Int32Array, Int32Array, Int32Array];
const noCounts = (): DurationCounts => [
  new Int32Array(DURATION_BUCKETS),
  new Int32Array(DURATION_BUCKETS),
  new Int32Array(DURATION_BUCKETS),
];

/** Adds what memory keeps, read kind by kind; false when it keeps none of this node. */
function addKept(into: DurationCounts, read: (kind: 0 | 1 | 2) => Int32Array | null): boolean {
  for (const kind of [0, 1, 2] as const) {
    const counts = read(kind);
    if (!counts) return false;
    counts.forEach((n, bucket) => (into[kind][bucket]! += n));
  }
  return true;
}

/** Adds what the stored cells count in a window. */
async function addStored(into: DurationCounts, query: CellQuery, source: Pick<CellSource, 'durationCounts'>): Promise<void> {
  for (const { metric, n } of await source.durationCounts(query)) {
    const kind = DURATIONS.findLastIndex((name) => metric >= DURATION_BASE[name]);
    into[kind as 0 | 1 | 2][metric - DURATION_BASE[DURATIONS[kind]!]]! += n;
  }
}

export interface DurationsAsk extends Window {
  of: Tree;
  area: string;
  selection: Selection;
}
export interface CountsDeps {
  time: LocalTime;
  nowMs: number;
  source: Pick<CellSource, 'durationCounts'>;
  detail: Detail;
  /** The sums of nodes as they stand; null = they say nothing about what is asked. */
  memory: Cubes | null;
}
export interface DurationsDeps extends CountsDeps {
  source: SumsSource;
}

const queriesOf = ({ of, area, selection, fromMs, toMs }: DurationsAsk): CellQuery[] =>
  of.epochs(fromMs, toMs).map(([from, to]) => ({ places: placesOf(of, area, from), fromMs: from, toMs: to, ...selection }));

/** Adds the cases of a window by kind and bucket. */
async function addCases(counts: DurationCounts, ask: DurationsAsk, { time, nowMs, source, detail, memory }: CountsDeps): Promise<void> {
  const { of, area, selection } = ask;
  for (const query of queriesOf(ask)) {
    for (const part of stretches(query.fromMs, query.toMs, time)) {
      if (part.kind === 'days' && memory && addKept(counts, (kind) => memory.durations(area, kind, part.fromMs, part.toMs))) continue;
      if (detail.isKept() && isInMemory(part, time, nowMs))
        detail.each(of, area, { ...part, isWhole: true }, selection, () => (_, __, slot, n) => {
          const index = slot - FIRST_DURATION;
          if (isDuration(slot)) counts[Math.floor(index / DURATION_BUCKETS) as 0 | 1 | 2][index % DURATION_BUCKETS]! += n;
        });
      else await addStored(counts, { ...query, fromMs: part.fromMs, toMs: part.toMs }, source);
    }
  }
}

/** Percentiles from the buckets alone, of several kinds of cells together; few cases are no more exact than many. */
export async function durationsByBuckets(ask: DurationsAsk, kinds: readonly CountsDeps[]): Promise<Durations> {
  const counts = noCounts();
  for (const deps of kinds) await addCases(counts, ask, deps);
  const answer = {} as Durations;
  for (const [kind, name] of DURATIONS.entries()) answer[name] = ofBuckets(counts[kind]!);
  return answer;
}

const ofBuckets = (buckets: Int32Array): Duration => ({
  p50Ms: percentileOfBuckets(buckets, 0.5),
  p90Ms: percentileOfBuckets(buckets, 0.9),
  n: casesOf(buckets),
});
const casesOf = (buckets: Int32Array): number => buckets.reduce((sum, n) => sum + n, 0);

/**
 * Percentiles of a window: from the buckets of whole days of a node with children as they stand, all else place by place, hours
 * too old for memory from the stored cells; where there are few cases, of the rows themselves.
 */
export async function durationsOf(ask: DurationsAsk, deps: DurationsDeps): Promise<Durations> {
  const { source, detail } = deps;
  const counts = noCounts();
  await addCases(counts, ask, deps);
  const queries = queriesOf(ask);
  const cases = counts.map(casesOf);
  const isFew = cases.some((n) => n > 0 && n < EXACT_BELOW);
  const narrow = isFew && detail.isKept() ? queries.map((query) => narrowed(query, ask, deps)) : queries;
  const answer = {} as Durations;
  for (const [kind, name] of DURATIONS.entries()) {
    const [buckets, n] = [counts[kind]!, cases[kind]!];
    if (n >= EXACT_BELOW) {
      answer[name] = ofBuckets(buckets);
      continue;
    }
    const rows: number[] = [];
    if (n > 0) for (const query of narrow) rows.push(...(await source.durations(query, name)));
    if (narrow.length > 1) rows.sort((a, b) => a - b);
    answer[name] = { p50Ms: percentileOfRows(rows, 0.5), p90Ms: percentileOfRows(rows, 0.9), n: rows.length };
  }
  return answer;
}

const isDuration = (slot: number): boolean => slot >= FIRST_DURATION && slot < FIRST_DURATION + DURATIONS.length * DURATION_BUCKETS;

/** The same question by the places and kinds that had any case on those days: the rows of few cases are then found one by one. */
function narrowed(query: CellQuery, { of, area, selection }: DurationsAsk, { time, detail }: DurationsDeps): CellQuery {
  const hull = {
    kind: 'days',
    isWhole: true,
    fromMs: time.dayStart(query.fromMs),
    toMs: time.addDays(time.dayStart(query.toMs - 1), 1),
  } as const;
  const [categories, severities] = [new Set<string>(), new Set<number>()];
  const slots = detail.slots();
  detail.each(of, area, hull, selection, () => (_, pair, slot) => {
    if (!isDuration(slot)) return;
    const [category, severity] = slots.pairAt(pair);
    categories.add(category);
    severities.add(severity);
  });
  return { ...query, places: query.places ?? detail.places(), categories: [...categories], severities: [...severities] };
}
