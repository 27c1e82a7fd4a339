import type { Durations, Summary, SummaryBy } from '../../shared/summary.ts';
import type { Tree } from '../domain/tree.ts';
import { toRates, toTotals } from './figures.ts';
import type { Window } from '../domain/hours.ts';
import type { NodeVectors } from './node-vectors.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

export interface SummaryParts {
  area: string;
  by: SummaryBy;
  window: Window;
  cohortTo: number;
  nowMs: number;
  seq: number;
  found: NodeVectors;
  durations: Durations;
  tree: Tree;
}

/** The answer of `GET …/summary` from what was counted. */
export const toSummary = ({ area, by, window, cohortTo, nowMs, seq, found, durations, tree }: SummaryParts): Summary => ({
  area,
  by,
  from: iso(window.fromMs),
  to: iso(window.toMs),
  asOf: iso(Math.min(nowMs, window.toMs)),
  cohortTo: iso(Math.max(cohortTo, window.fromMs)),
  seq,
  totals: toTotals(found.area.flows, found.area.stocks),
  rates: toRates(found.area.cohorts, found.area.flows),
  durations,
  own: { totals: toTotals(found.own.flows, found.own.stocks) },
  children: found.children.map(({ code, cohorts, flows, stocks }) => ({
    area: code,
    totals: toTotals(flows, stocks),
    rates: toRates(cohorts, flows),
    ...validity(tree, code, area, window),
  })),
});

/** When a child came or went within the window: what it shows is of its own time. */
function validity(tree: Tree, code: string, area: string, { fromMs, toMs }: Window): { validFrom?: string; validTo?: string } {
  const inWindow = tree.spans(code, area, fromMs, toMs);
  const [first] = inWindow.length > 0 ? inWindow : tree.spans(code, area, toMs, Number.POSITIVE_INFINITY);
  const last = inWindow.at(-1);
  return {
    ...(first && first[0] > fromMs ? { validFrom: iso(first[0]) } : {}),
    ...(last && last[1] < toMs ? { validTo: iso(last[1]) } : {}),
  };
}
