/** Draws that repeat: the same seed gives the same city, on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  chance(probability: number): boolean;
  between(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  /** Standard normal. */
  normal(): number;
  /** Log-normal about a median; `spread` is the deviation of its logarithm. */
  logNormal(median: number, spread: number): number;
  poisson(mean: number): number;
}

/** A generator of its own for each combination of parts: what happens in one hour or case does not shift the others. */
export function randomOf(...parts: readonly (string | number)[]): Random {
  let state = hashOf(parts.join('|'));
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    chance: (probability) => next() < probability,
    between: (low, high) => low + next() * (high - low),
    pick: (items) => items[Math.floor(next() * items.length)]!,
    normal,
    logNormal: (median, spread) => median * Math.exp(spread * normal()),
    poisson(mean) {
      // Knuth's product underflows for large means; in parts it does not.
      let count = 0;
      for (let left = mean; left > 0; left -= 30) {
        const limit = Math.exp(-Math.min(30, left));
        for (let product = next(); product > limit; product *= next()) count += 1;
      }
      return count;
    },
  };
}

/** FNV-1a with a final mix, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}

/** Draws indices in proportion to weights. */
export function weighted(weights: readonly number[]): (random: Random) => number {
  const sums = new Float64Array(weights.length);
  let total = 0;
  weights.forEach((weight, i) => (sums[i] = total += weight));
  return (random) => {
    const wanted = random.next() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** Items by a key, in the order of their first appearance. */
export function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
