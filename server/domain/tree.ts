import type { Tier } from '../../shared/terms.ts';

/** One row of the tree: an area as it was between two instants (`validToMs` exclusive, null = still). */
export interface AreaRow {
  code: string;
  tier: Tier;
  kind: string;
  parent: string | null;
  names: { zh: string; en: string };
  validFromMs: number;
  validToMs: number | null;
  isSchematic: boolean;
  isProvisional: boolean;
  pinyin: string | null;
  bbox: [number, number, number, number] | null;
}

/** The tree of areas in time. Codes are identities; paths are derived from the rows valid at an instant. */
export interface Tree {
  root: string;
  /** Changes with every edition, so that caches know. */
  codes: readonly string[];
  row(code: string, atMs: number): AreaRow | undefined;
  /** The instants at which rows began or ended, ascending; the first of them is where the known tree begins. */
  changes: readonly number[];
  /** The parts of [fromMs, toMs) in each of which the tree stood still. */
  epochs(fromMs: number, toMs: number): [fromMs: number, toMs: number][];
  /** The last change at or before an instant: equal where the tree is equal. */
  epochOf(atMs: number): number;
  /** Whether it ever had children. */
  isParent(code: string): boolean;
  /** All rows of an area, in their order in time. */
  rows(code: string): readonly AreaRow[];
  /** The last known row, valid or not. */
  latest(code: string): AreaRow | undefined;
  /** When an area that does not exist at an instant last ended; null = it exists, or is not known. */
  endedAt(code: string, atMs: number): number | null;
  parent(code: string, atMs: number): string | null;
  /** The code itself, its parent … up to the root; of an area that did not exist at that time, the root alone: its sums are the root's own. */
  path(code: string, atMs: number): readonly string[];
  children(code: string, atMs: number): readonly string[];
  /** Children valid in any part of [fromMs, toMs). */
  childrenDuring(code: string, fromMs: number, toMs: number): readonly string[];
  /** The parts of [fromMs, toMs) in which `code` hung under `parent`. */
  spans(code: string, parent: string, fromMs: number, toMs: number): [fromMs: number, toMs: number][];
  /** The code and all below it; nothing of an area that did not exist at that time. */
  subtree(code: string, atMs: number): readonly string[];
  isWithin(scope: string, code: string, atMs: number): boolean;
}

export function buildTree(rows: readonly AreaRow[]): Tree {
  const byCode = new Map<string, AreaRow[]>();
  for (const row of rows) (byCode.get(row.code) ?? byCode.set(row.code, []).get(row.code)!).push(row);
  for (const list of byCode.values()) list.sort((a, b) => a.validFromMs - b.validFromMs);
  const root = rows.find((row) => row.parent === null)?.code;
  if (root === undefined) throw new Error('The tree has no root: a city has exactly one area without a parent');
  // Between two changes the tree stands still: paths and children are worked out once for each such epoch.
  const changes = [...new Set(rows.flatMap((row) => [row.validFromMs, ...(row.validToMs === null ? [] : [row.validToMs])]))].sort(
    (a, b) => a - b,
  );
  const parents = new Set(rows.map((row) => row.parent));
  const built = new Map<number, Epoch>();
  const epochAt = (atMs: number): Epoch => {
    const index = lastAtOrBefore(changes, atMs);
    return built.get(index) ?? built.set(index, buildEpoch(byCode, changes[index] ?? Number.NEGATIVE_INFINITY, root)).get(index)!;
  };
  const path = (code: string, atMs: number): readonly string[] => epochAt(atMs).paths.get(code) ?? [root];
  const children = (code: string, atMs: number): readonly string[] => epochAt(atMs).children.get(code) ?? [];
  const subtree = (code: string, atMs: number): string[] =>
    epochAt(atMs).paths.has(code) ? [code, ...children(code, atMs).flatMap((child) => subtree(child, atMs))] : [];
  const epochs = (fromMs: number, toMs: number): [number, number][] => {
    const edges = [fromMs, ...changes.filter((change) => change > fromMs && change < toMs), toMs];
    return edges.slice(0, -1).map((edge, i) => [edge, edges[i + 1]!]);
  };
  return {
    root,
    codes: [...byCode.keys()],
    changes,
    epochs,
    epochOf: (atMs) => changes[lastAtOrBefore(changes, atMs)] ?? Number.NEGATIVE_INFINITY,
    isParent: (code) => code === root || parents.has(code),
    row: (code, atMs) => byCode.get(code)?.find((row) => isValid(row, atMs)),
    rows: (code) => byCode.get(code) ?? [],
    latest: (code) => byCode.get(code)?.at(-1),
    endedAt: (code, atMs) => {
      const known = byCode.get(code) ?? [];
      if (known.some((row) => isValid(row, atMs))) return null;
      return known.findLast((row) => row.validToMs !== null && row.validToMs <= atMs)?.validToMs ?? null;
    },
    parent: (code, atMs) => epochAt(atMs).paths.get(code)?.[1] ?? null,
    path,
    children,
    childrenDuring: (code, fromMs, toMs) => {
      const found = new Set(children(code, fromMs));
      for (const change of changes) if (change > fromMs && change < toMs) for (const child of children(code, change)) found.add(child);
      return [...found].sort();
    },
    spans: (code, parent, fromMs, toMs) => {
      const held = epochs(fromMs, toMs).filter(([edge]) => epochAt(edge).paths.get(code)?.[1] === parent);
      return held.reduce<[number, number][]>((joined, span) => {
        const last = joined.at(-1);
        if (last && last[1] === span[0]) last[1] = span[1];
        else joined.push([span[0], span[1]]);
        return joined;
      }, []);
    },
    subtree,
    isWithin: (scope, code, atMs) => scope === root || path(code, atMs).includes(scope),
  };
}

interface Epoch {
  paths: Map<string, readonly string[]>;
  children: Map<string, string[]>;
}

function buildEpoch(byCode: ReadonlyMap<string, AreaRow[]>, atMs: number, root: string): Epoch {
  const valid = new Map<string, AreaRow>();
  for (const [code, rows] of byCode) {
    const row = rows.find((candidate) => isValid(candidate, atMs));
    if (row) valid.set(code, row);
  }
  const children = new Map<string, string[]>();
  // A row whose parent does not exist at the time hangs under the root, or its sums would reach nobody.
  const parentOf = (code: string): string | null => {
    const parent = valid.get(code)?.parent ?? null;
    return code === root ? null : parent !== null && valid.has(parent) ? parent : root;
  };
  const paths = new Map<string, readonly string[]>();
  const pathOf = (code: string, seen: ReadonlySet<string>): readonly string[] => {
    const known = paths.get(code);
    if (known) return known;
    if (seen.has(code)) throw new Error(`The tree has a circle at ${code}`);
    const parent = parentOf(code);
    const path = parent === null ? [code] : [code, ...pathOf(parent, new Set([...seen, code]))];
    paths.set(code, path);
    return path;
  };
  for (const code of valid.keys()) {
    pathOf(code, new Set());
    const parent = parentOf(code);
    if (parent !== null) (children.get(parent) ?? children.set(parent, []).get(parent)!).push(code);
  }
  for (const list of children.values()) list.sort();
  return { paths, children };
}

const isValid = (row: AreaRow, atMs: number): boolean => row.validFromMs <= atMs && (row.validToMs === null || atMs < row.validToMs);

function lastAtOrBefore(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
