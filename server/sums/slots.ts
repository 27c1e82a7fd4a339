import type { Facet } from '../domain/facets.ts';
import { DURATION_BASE, DURATION_BUCKETS, METRIC_COUNT, metricIndex, type Metric } from '../domain/metrics.ts';
import { SLOTS } from './pack.ts';

/** Which incidents a question means; null = all. */
export interface Selection {
  categories: readonly string[] | null;
  /** Ranks in `SEVERITIES`. */
  severities: readonly number[] | null;
}
export const isEverything = ({ categories, severities }: Selection): boolean => categories === null && severities === null;

const KINDS = [DURATION_BASE.accept, DURATION_BASE.arrive, DURATION_BASE.close];
export const FIRST_DURATION = METRIC_COUNT;
/** Slots below this stand for metrics of stored cells. */
export const CELL_SLOTS = FIRST_DURATION + KINDS.length * DURATION_BUCKETS;
const FIRST_FACET = CELL_SLOTS;

/** The slot of a stored metric: metrics as they are numbered, then the duration buckets without gaps. */
function slotOf(metric: number): number {
  if (metric < METRIC_COUNT) return metric;
  const kind = KINDS.findLastIndex((base) => metric >= base);
  return FIRST_DURATION + kind * DURATION_BUCKETS + (metric - KINDS[kind]!);
}

/** The stored metric of a slot. */
export function metricAt(slot: number): number {
  const index = slot - FIRST_DURATION;
  return index < 0 ? slot : KINDS[Math.floor(index / DURATION_BUCKETS)]! + (index % DURATION_BUCKETS);
}

/**
 * Counts that mostly equal another one: kept is by how much they stay behind it, which is mostly nothing and then takes no room.
 * It is linear, so sums of what is kept give the sums.
 */
const BEHIND: readonly [metric: Metric, of: Metric][] = [
  ['closedOnTime', 'closed'],
  ['registrationN', 'registered'],
  ['registrationNumerator', 'registrationN'],
  ['dispatchN', 'dispatched'],
  ['dispatchNumerator', 'dispatchN'],
  ['acceptanceN', 'dispatchN'],
  ['acceptanceNumerator', 'acceptanceN'],
  ['responseN', 'acceptanceN'],
  ['responseNumerator', 'responseN'],
  ['dueClosed', 'dueN'],
  ['dueOnTime', 'dueClosed'],
  ['originalN', 'dueN'],
  ['originalOnTime', 'originalN'],
  ['urgentOnTime', 'urgentN'],
];
type Kept = readonly [slot: number, sign: 1 | -1];
const INDEX = BEHIND.map(([metric, of]) => [metricIndex(metric), metricIndex(of)] as const);
/** Of each metric: what a count of it changes in what is kept. */
const KEPT = Array.from({ length: DURATION_BASE.close + DURATION_BUCKETS }, (_, metric): readonly Kept[] => [
  [slotOf(metric), INDEX.some(([behind]) => behind === metric) ? -1 : 1],
  ...INDEX.filter(([, of]) => of === metric).map(([behind]): Kept => [behind, 1]),
]);

/** Where a count of a stored metric goes in what is kept. */
export const keptAs = (metric: number): readonly Kept[] => KEPT[metric]!;

/** Turns sums of what is kept into the metrics, in place; those behind another come after it. */
export function restore(counts: Float64Array): void {
  for (const [behind, of] of INDEX) counts[behind] = counts[of]! - counts[behind]!;
}

/** Numbers for pairs of category and severity and for values of facets, in the order in which they were first seen. */
export interface SlotBook {
  pairs: [category: string, severity: number][];
  facets: [facet: Facet, value: string][];
  /** What a facet mostly is in a category: counted as received, and not again. */
  usual: [facet: Facet, category: string, value: string][];
}

export function slotBook(begun: SlotBook = { pairs: [], facets: [], usual: [] }) {
  const { pairs, facets, usual } = begun;
  const pairOf = new Map<string, number[]>();
  pairs.forEach(([category, severity], i) => void putPair(category, severity, i));
  const facetOf = new Map(facets.map(([facet, value], i) => [`${facet}\n${value}`, i]));
  const usualOf = new Map(usual.map(([facet, category, value]) => [`${facet}\n${category}`, value]));

  function putPair(category: string, severity: number, index: number): number {
    (pairOf.get(category) ?? pairOf.set(category, []).get(category)!)[severity] = index;
    return index;
  }
  /** Nearly all history is closed, whatever comes first. */
  const usualValue = (facet: Facet, category: string): string | undefined =>
    facet === 'status' ? 'closed' : usualOf.get(`${facet}\n${category}`);
  const putUsual = (facet: Facet, category: string, value: string): string => {
    usualOf.set(`${facet}\n${category}`, value);
    usual.push([facet, category, value]);
    return value;
  };
  return {
    pair: (category: string, severity: number): number =>
      pairOf.get(category)?.[severity] ?? putPair(category, severity, pairs.push([category, severity]) - 1),
    pairAt: (pair: number): readonly [category: string, severity: number] => pairs[pair]!,
    /** The slot of a facet's value; null = it is the usual one of the category, which is the first that was seen. */
    facet(facet: Facet, category: string, value: string): number | null {
      if ((usualValue(facet, category) ?? putUsual(facet, category, value)) === value) return null;
      const key = `${facet}\n${value}`;
      let index = facetOf.get(key);
      if (index === undefined) facetOf.set(key, (index = facets.push([facet, value]) - 1));
      return FIRST_FACET + index;
    },
    /** No room for as many new values as one incident can bring. */
    isFull: (): boolean => FIRST_FACET + facets.length + 3 > SLOTS,
    usual: (facet: Facet, category: string): string => usualValue(facet, category) ?? '',
    facetAt: (slot: number): readonly [facet: Facet, value: string] | null => facets[slot - FIRST_FACET] ?? null,
    /** By pair: 1 where it is meant; null = all are. */
    wanted({ categories, severities }: Selection): Uint8Array | null {
      if (categories === null && severities === null) return null;
      const among = categories && new Set(categories);
      return Uint8Array.from(pairs, ([category, severity]) =>
        (among?.has(category) ?? true) && (severities?.includes(severity) ?? true) ? 1 : 0,
      );
    },
    book: (): SlotBook => ({ pairs: [...pairs], facets: [...facets], usual: [...usual] }),
  };
}
export type Slots = ReturnType<typeof slotBook>;
