import { DURATIONS, type DurationName, type FigurePart, FLOWS, type WindowFigure } from '../../shared/measures.ts';
import type { LocalTime } from '../../shared/local-time.ts';
import type { SummaryBy } from '../../shared/summary.ts';
import { cohortEnd, toHours, type Window } from './hours.ts';
import type { Incident } from './incident.ts';
import { DURATION_BASE, DURATION_BUCKETS, isFlow, metricIndex, type Metric } from './metrics.ts';
import { chargedTo } from './moved.ts';
import { RATE_METRICS } from './rate-metrics.ts';
import { Rejection } from './rejection.ts';
import type { Tree } from './tree.ts';
import { placeAt, weigh, type HourOf } from './weigh.ts';

/** A figure as somebody sees it. */
export interface FigureAsk extends Window {
  figure: WindowFigure;
  part: FigurePart;
  by: SummaryBy;
  /** An area, or the members of a group. */
  areas: readonly string[];
}
/** What it counts: weights of some metrics, in some hours, at some nodes. */
export interface Behind {
  /** Numbers of metrics, from the first to before the last. */
  metrics: [from: number, to: number];
  /** The one metric, where it is not a duration's buckets. */
  metric: Metric | null;
  by: SummaryBy;
  /** Stretches of time, each with the nodes that were meant then; null = every one. */
  parts: readonly (Window & { nodes: readonly string[] | null })[];
}

/** @throws Rejection where the figure has no such part, or the window is none */
export function behind({ figure, part, by, areas, ...asked }: FigureAsk, tree: Tree, time: LocalTime, nowMs: number): Behind {
  const { fromMs, toMs } = toHours(asked, time);
  const kind = metricsOf(figure, part);
  const isWhole = kind.metric === null || isFlow(kind.metric);
  const endMs = isWhole ? toMs : Math.max(fromMs, cohortEnd(toMs, nowMs, time));
  const nodes = (atMs: number): readonly string[] | null =>
    areas.includes(tree.root) ? null : areas.flatMap((area) => tree.subtree(area, atMs));
  return { ...kind, by, parts: tree.epochs(fromMs, endMs).map(([from, to]) => ({ fromMs: from, toMs: to, nodes: nodes(from) })) };
}

function metricsOf(figure: WindowFigure, part: FigurePart): Pick<Behind, 'metric' | 'metrics'> {
  const of = (metric: Metric): Pick<Behind, 'metric' | 'metrics'> => ({ metric, metrics: [metricIndex(metric), metricIndex(metric) + 1] });
  if (isDuration(figure) && part === 'n')
    return { metric: null, metrics: [DURATION_BASE[figure], DURATION_BASE[figure] + DURATION_BUCKETS] };
  const flow = FLOWS.find((name) => name === figure);
  if (flow && part === 'n') return of(flow);
  const metric = figure in RATE_METRICS ? RATE_METRICS[figure as keyof typeof RATE_METRICS][part] : undefined;
  if (!metric) throw new Rejection('request.invalid', { field: 'part', problem: `${figure}: ${part}?` });
  return of(metric);
}
const isDuration = (figure: WindowFigure): figure is DurationName => (DURATIONS as readonly string[]).includes(figure);

/** Is told whether an incident stands behind the figure, by the very weights that are summed. */
export function isBehind({ metrics: [first, end], by, parts }: Behind, hourOf: HourOf): (incident: Incident) => boolean {
  const stretches = parts.map(({ nodes, ...window }) => ({ ...window, nodes: nodes && new Set(nodes) }));
  return (incident) =>
    weigh(incident, hourOf).some((weight) => {
      const { hourMs, metric } = weight;
      if (metric < first || metric >= end) return false;
      const node = (): string => (by === 'responsible' ? chargedTo(incident, weight) : placeAt(incident, hourMs));
      return stretches.some(({ fromMs, toMs, nodes }) => hourMs >= fromMs && hourMs < toMs && (nodes === null || nodes.has(node())));
    });
}
