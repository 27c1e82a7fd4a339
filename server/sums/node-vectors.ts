import { STOCKS } from '../../shared/measures.ts';
import { FIRST_STOCK, METRIC_COUNT } from '../domain/metrics.ts';
import type { Tree } from '../domain/tree.ts';
import { addInto, type Window } from '../domain/hours.ts';

/** Metrics of one node: the whole window, its cohort part, and stocks now. */
export interface Vectors {
  flows: Float64Array;
  cohorts: Float64Array;
  stocks: Int32Array;
}
export interface NodeVectors {
  area: Vectors;
  own: Vectors;
  children: (Vectors & { code: string })[];
}
export const noVectors = (): Vectors => ({
  flows: new Float64Array(METRIC_COUNT),
  cohorts: new Float64Array(METRIC_COUNT),
  stocks: new Int32Array(STOCKS.length),
});

/** The figures of two readings together. */
export function together(one: NodeVectors, other: NodeVectors): NodeVectors {
  const both = (a: Vectors, b: Vectors | undefined): Vectors => {
    if (!b) return a;
    const sum = { flows: a.flows.slice(), cohorts: a.cohorts.slice(), stocks: a.stocks.map((n, i) => n + b.stocks[i]!) };
    addInto(sum.flows, b.flows);
    addInto(sum.cohorts, b.cohorts);
    return sum;
  };
  const others = new Map(other.children.map((child) => [child.code, child]));
  const children = one.children.map((child) => ({ code: child.code, ...both(child, others.get(child.code)) }));
  const known = new Set(one.children.map(({ code }) => code));
  return {
    area: both(one.area, other.area),
    own: both(one.own, other.own),
    children: [...children, ...other.children.filter(({ code }) => !known.has(code))].sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
}

/** Gathers the figures of a node, of what lies at it alone, and of its children. */
export function gathering(tree: Tree, area: string, { fromMs, toMs }: Window) {
  const sums = { area: noVectors(), own: noVectors() };
  const children = new Map(tree.childrenDuring(area, fromMs, toMs).map((code) => [code, noVectors()]));
  /** Stocks are now whatever the window: who has some came perhaps later. */
  const childOf = (code: string): Vectors => children.get(code) ?? children.set(code, noVectors()).get(code)!;
  const of = (child: string | null): Vectors => (child === null ? sums.own : childOf(child));
  return {
    area: sums.area,
    of,
    children: (): readonly string[] => [...children.keys()],
    /** Counts of a child, or of what lies at the node itself, and of the node. */
    add(child: string | null, counts: Float64Array, isCohort: boolean): void {
      for (const vectors of [sums.area, of(child)]) addCounts(vectors, counts, isCohort);
    },
    addStock(child: string | null, metric: number, n: number): void {
      for (const { stocks } of [sums.area, of(child)]) stocks[metric - FIRST_STOCK]! += n;
    },
    done: (): NodeVectors => ({
      ...sums,
      children: [...children].map(([code, vectors]) => ({ code, ...vectors })).sort((a, b) => (a.code < b.code ? -1 : 1)),
    }),
  };
}
export type Gathering = ReturnType<typeof gathering>;

export function addCounts({ flows, cohorts }: Vectors, counts: Float64Array, isCohort: boolean): void {
  addInto(flows, counts);
  if (isCohort) addInto(cohorts, counts);
}
