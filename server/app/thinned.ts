/** Of each of so many equal spans of time the worst value: the highest, or the lowest. */
export function thinned(values: readonly [atMs: number, value: number][], most: number, isLow: boolean): [atMs: number, value: number][] {
  const [first, last] = [values[0]?.[0] ?? 0, values.at(-1)?.[0] ?? 0];
  const spanMs = Math.max(1, (last - first + 1) / most);
  const worst = new Map<number, [number, number]>();
  for (const each of values) {
    const bin = Math.floor((each[0] - first) / spanMs);
    const known = worst.get(bin);
    if (!known || (isLow ? each[1] < known[1] : each[1] > known[1])) worst.set(bin, each);
  }
  return [...worst.values()];
}
