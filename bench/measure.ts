/** What one bench run found. Every claim is a ratio to a limit measured in the same run, in pairs taken one after the other. */
export interface Measure {
  what: string;
  /** Of `limit` and `ours`, e.g. `rows/s`. */
  unit: string;
  /** What stands for the limit, e.g. "the same rows, bare driver". */
  limitName: string;
  /** One pair per repetition. */
  pairs: readonly Pair[];
  /** ratio = ours ÷ limit; `least` = it must be at least this, `most` = at most; null = told, not judged. */
  bound: Bound | null;
  /** Reason of a bound or reading aid. */
  note?: string;
}
export interface Pair {
  limit: number;
  ours: number;
}
export interface Bound {
  kind: 'least' | 'most';
  value: number;
}
export const least = (value: number): Bound => ({ kind: 'least', value });
export const most = (value: number): Bound => ({ kind: 'most', value });

export interface BenchReport {
  name: string;
  title: string;
  measures: Measure[];
  /** The server's event loop while it worked, P99 of its delay; null where no server runs. */
  loopDelays: { what: string; p99Ms: number; maxMs: number }[];
  /** Plain figures that are no claims: sizes, times, CPU. */
  notes: string[];
  /** Things that must hold whatever the speed, e.g. "0 of 100,000 differ". */
  truths: { what: string; isTrue: boolean }[];
}

/** No event loop may be held up longer than this, 99 times of 100. */
export const LOOP_DELAY_P99_MOST_MS = 50;

export interface Spread {
  median: number;
  min: number;
  max: number;
}
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN };
}

/** Of a sorted list, linear between neighbours. */
export function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = (sorted.length - 1) * share;
  const low = Math.floor(position);
  return sorted[low]! + (sorted[Math.ceil(position)]! - sorted[low]!) * (position - low);
}

export const ratioOf = ({ pairs }: Measure): Spread => spread(pairs.map(({ limit, ours }) => ours / limit));

export function isHeld(measure: Measure): boolean {
  const { median } = ratioOf(measure);
  if (measure.bound === null) return true;
  return measure.bound.kind === 'least' ? median >= measure.bound.value : median <= measure.bound.value;
}

/** Everything that failed, in words. */
export const failuresOf = ({ name, measures, loopDelays, truths }: BenchReport): string[] => [
  ...measures.filter((measure) => !isHeld(measure)).map(({ what }) => `${name}: ${what}: ratio out of bounds`),
  ...loopDelays.filter(({ p99Ms }) => !(p99Ms <= LOOP_DELAY_P99_MOST_MS)).map(({ what }) => `${name}: ${what}: the event loop was held up`),
  ...truths.filter(({ isTrue }) => !isTrue).map(({ what }) => `${name}: not true: ${what}`),
];
