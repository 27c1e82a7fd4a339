/** Counts of one block, in as few bytes each as the largest needs: most streets and hours are quiet. */
export type Counts = Int8Array | Int16Array | Int32Array;

export const noneOf = (size: number): Counts => new Int8Array(size);

/** Adds to a count; gives the block that holds it from now on. */
export function addCount(counts: Counts, index: number, n: number): Counts {
  const value = counts[index]! + n;
  const fitting = widened(counts, value);
  fitting[index] = value;
  return fitting;
}

function widened(counts: Counts, value: number): Counts {
  if (counts instanceof Int32Array) return counts;
  if (value > 32_767 || value < -32_768) return Int32Array.from(counts);
  return counts instanceof Int8Array && (value > 127 || value < -128) ? Int16Array.from(counts) : counts;
}
