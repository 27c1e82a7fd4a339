import { DURATIONS, type DurationName, type FigurePart, FLOWS, type ListedFigure, STOCKS } from '../../shared/measures.ts';
import type { LocalTime } from '../../shared/local-time.ts';
import type { SummaryBy } from '../../shared/summary.ts';
import { cohortEnd, toHours, type Window } from './hours.ts';
import type { Incident } from './incident.ts';
import { DURATION_BASE, DURATION_BUCKETS, isFlow, metricIndex, STOCK_HOUR, type Metric } from './metrics.ts';
import { chargedTo, chargedUnit } from './moved.ts';
import { RATE_METRICS } from './rate-metrics.ts';
import { Rejection } from './rejection.ts';
import type { Tree } from './tree.ts';
import { placeAt, weigh, type HourOf } from './weigh.ts';

/** A figure as somebody sees it. */
export interface FigureAsk extends Window {
  figure: ListedFigure;
  part: FigurePart;
  by: SummaryBy;
  /** An area, or the members of a group. */
  areas: readonly string[];
  /** Instead of all of them: what was charged to these units. */
  units?: readonly string[] | undefined;
}
/** What it counts: weights of some metrics, in some hours, at some nodes. */
export interface Behind {
  /** Numbers of metrics, from the first to before the last. */
  metrics: [from: number, to: number];
  /** The one metric, where it is not a duration's buckets. */
  metric: Metric | null;
  by: SummaryBy | 'unit';
  /** Stretches of time, each with the nodes (or units) that were meant then; null = every one. */
  parts: readonly (Window & { nodes: readonly string[] | null })[];
}

/** @throws Rejection where the figure has no such part, or the window is none */
export function behind(ask: FigureAsk, tree: Tree, time: LocalTime, nowMs: number): Behind {
  const { figure, part, areas, units } = ask;
  const kind = metricsOf(figure, part);
  const { fromMs, toMs } = isStock(figure) ? NOW : stretchOf(ask, kind.metric, time, nowMs);
  if (units) return { ...kind, by: 'unit', parts: [{ fromMs, toMs, nodes: units }] };
  const nodes = (atMs: number): readonly string[] | null =>
    areas.includes(tree.root) ? null : areas.flatMap((area) => tree.subtree(area, atMs));
  if (isStock(figure)) return { ...kind, by: ask.by, parts: [{ ...NOW, nodes: nodes(nowMs) }] };
  return { ...kind, by: ask.by, parts: tree.epochs(fromMs, toMs).map(([from, to]) => ({ fromMs: from, toMs: to, nodes: nodes(from) })) };
}

/** The hour at which stocks are kept. */
const NOW: Window = { fromMs: STOCK_HOUR, toMs: STOCK_HOUR + 1 };

/** Events count in the whole window, cases until its last full hour. */
function stretchOf(asked: Window, metric: Metric | null, time: LocalTime, nowMs: number): Window {
  const { fromMs, toMs } = toHours(asked, time);
  const isWhole = metric === null || isFlow(metric);
  return { fromMs, toMs: isWhole ? toMs : Math.max(fromMs, cohortEnd(toMs, nowMs, time)) };
}

function metricsOf(figure: ListedFigure, part: FigurePart): Pick<Behind, 'metric' | 'metrics'> {
  const of = (metric: Metric): Pick<Behind, 'metric' | 'metrics'> => ({ metric, metrics: [metricIndex(metric), metricIndex(metric) + 1] });
  if (isDuration(figure) && part === 'n')
    return { metric: null, metrics: [DURATION_BASE[figure], DURATION_BASE[figure] + DURATION_BUCKETS] };
  const count = [...FLOWS, ...STOCKS].find((name) => name === figure);
  if (count && part === 'n') return of(count);
  const metric = figure in RATE_METRICS ? RATE_METRICS[figure as keyof typeof RATE_METRICS][part] : undefined;
  if (!metric) throw new Rejection('request.invalid', { field: 'part', problem: `${figure}: ${part}?` });
  return of(metric);
}
const isDuration = (figure: ListedFigure): figure is DurationName => (DURATIONS as readonly string[]).includes(figure);
const isStock = (figure: ListedFigure): boolean => (STOCKS as readonly string[]).includes(figure);

/** Is told how often an incident counts in the figure, by the very weights that are summed. */
export function timesBehind({ metrics: [first, end], by, parts }: Behind, hourOf: HourOf): (incident: Incident) => number {
  const stretches = parts.map(({ nodes, ...window }) => ({ ...window, nodes: nodes && new Set(nodes) }));
  return (incident) =>
    weigh(incident, hourOf).filter((weight) => {
      const { hourMs, metric } = weight;
      if (metric < first || metric >= end) return false;
      return stretches.some(({ fromMs, toMs, nodes }) => hourMs >= fromMs && hourMs < toMs && (nodes === null || nodes.has(whose())));
      function whose(): string {
        if (by === 'unit') return chargedUnit(incident, weight) ?? '';
        return by === 'responsible' ? chargedTo(incident, weight) : placeAt(incident, hourMs);
      }
    }).length;
}
