/** Whether a quantity grows with work done: pure, robust, and able to say that it cannot tell. */
export interface Sample {
  /** Work done so far: updates, rotations. */
  at: number;
  value: number;
}
export interface Slope {
  /** Value per unit of work: the median over all pairs of samples (Theil–Sen), so that a few odd samples move it little. */
  perUnit: number;
  /** Between these it lies with 95 %. */
  low: number;
  high: number;
}
/** `flat` also means: growth that matters would have been seen. `unknown`: it would not, the samples are too few or too noisy. */
export type Verdict = 'flat' | 'grows' | 'unknown';

const Z_95 = 1.96;
/** Fewer tell nothing: the interval of Sen needs so many to be narrower than the whole. */
export const LEAST_SAMPLES = 6;

/** @source Sen (1968): the interval by the variance of Kendall's S, n(n−1)(2n+5)/18 */
export function slopeOf(samples: readonly Sample[]): Slope | null {
  if (samples.length < LEAST_SAMPLES) return null;
  const slopes: number[] = [];
  for (const [i, a] of samples.entries())
    for (const b of samples.slice(i + 1)) if (b.at !== a.at) slopes.push((b.value - a.value) / (b.at - a.at));
  if (slopes.length === 0) return null;
  slopes.sort((a, b) => a - b);
  const n = samples.length;
  const reach = Z_95 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const place = (rank: number): number => slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(rank)))]!;
  const middle = (slopes.length - 1) / 2;
  return {
    perUnit: (slopes[Math.floor(middle)]! + slopes[Math.ceil(middle)]!) / 2,
    low: place((slopes.length - reach) / 2 - 1),
    high: place((slopes.length + reach) / 2),
  };
}

/**
 * `tolerated` per unit is what a display may lose to caches that fill slowly; `detected` per unit is the growth that a run must be able
 * to rule out before it may call anything flat.
 */
export function verdictOf(slope: Slope | null, { tolerated, detected }: { tolerated: number; detected: number }): Verdict {
  if (slope === null) return 'unknown';
  if (slope.low > 0 && slope.perUnit > tolerated) return 'grows';
  return slope.high < detected ? 'flat' : 'unknown';
}

/**
 * For what is counted (nodes, listeners, sources): at the same scene it should be the same number. It grows when it rises with the work
 * and what it gained is more than `slack`, a share of what it was.
 */
export function growsCounted(samples: readonly Sample[], slack: number): boolean {
  const slope = slopeOf(samples);
  if (slope === null || slope.low <= 0) return false;
  const [first, last] = [samples[0]!, samples.at(-1)!];
  return slope.perUnit * (last.at - first.at) > slack * Math.max(1, first.value);
}
