import type { ChartTokens } from './chart-tokens.ts';
import type { ChartOption } from './echarts-parts.ts';
import { axisTop, lastKnown, type SeriesBucket } from './series.chart.ts';

export interface WallSeriesInput {
  points: readonly SeriesBucket[];
  usual: readonly { atMs: number; low: number; high: number }[];
  /** ms UTC: the whole day or the last 24 hours, also where nothing is known yet. */
  fromMs: number;
  toMs: number;
  /** Few: "00", "12", "24". */
  ticks: readonly { atMs: number; label: string }[];
  /** Not live: the line is grey and its end hollow. */
  isStale: boolean;
}

/** An hourly line before its usual band, for a wall: no axis of values, no tip; the figure above it says the sum. */
export function wallSeriesOption({ points, usual, fromMs, toMs, ticks, isStale }: WallSeriesInput, tokens: ChartTokens): ChartOption {
  const em = tokens.fontSize;
  const top = axisTop(Math.max(0, ...points.map(({ value }) => value ?? 0), ...usual.map(({ high }) => high)));
  const last = lastKnown(points);
  const ink = isStale ? tokens.text : tokens.strong;
  const labels = new Map(ticks.map(({ atMs, label }) => [atMs, label]));
  const unseen = { type: 'line', stack: 'usual', symbol: 'none', silent: true, smooth: 0.3, lineStyle: { opacity: 0 }, z: 1 } as const;
  return {
    animation: false,
    grid: { left: em * 0.9, right: em * 0.9, top: em * 0.4, bottom: em * 1.45 },
    xAxis: {
      type: 'value',
      min: fromMs,
      max: toMs,
      axisLine: { lineStyle: { color: tokens.axis, width: Math.max(1, em / 28) } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        color: tokens.text,
        fontFamily: tokens.font,
        fontSize: em,
        customValues: ticks.map(({ atMs }) => atMs),
        formatter: (atMs: number) => labels.get(atMs) ?? '',
        margin: em * 0.3,
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: top,
      axisLabel: { show: false },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
    },
    series: [
      { ...unseen, id: 'usual-low', data: usual.map(({ atMs, low }) => [atMs, low]) },
      {
        ...unseen,
        id: 'usual',
        data: usual.map(({ atMs, low, high }) => [atMs, high - low]),
        areaStyle: { color: tokens.band, opacity: 1 },
      },
      {
        type: 'line',
        id: 'value',
        z: 3,
        symbol: 'none',
        connectNulls: false,
        silent: true,
        lineStyle: { color: ink, width: em * 0.1 },
        data: points.map(({ atMs, value }) => [atMs, value]),
      },
      {
        type: 'line',
        id: 'last',
        z: 4,
        silent: true,
        symbol: 'circle',
        symbolSize: em * 0.5,
        itemStyle: isStale
          ? { color: tokens.ground, borderColor: ink, borderWidth: em * 0.08 }
          : { color: ink, borderColor: tokens.ground, borderWidth: em * 0.06 },
        data: last ? [[last.atMs, last.value]] : [],
      },
    ],
  };
}
