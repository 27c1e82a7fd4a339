import type { Language } from '../../shared/terms.ts';
import type { ChartTokens } from './chart-tokens.ts';
import type { ChartOption } from './echarts-parts.ts';
import { timeText, timeTicks } from './time-ticks.ts';

/** One bucket by its start; null = nothing is known of it, which is a gap and not zero. */
export interface SeriesBucket {
  atMs: number;
  value: number | null;
}
interface UsualBucket {
  atMs: number;
  low: number;
  high: number;
}
export interface SeriesInput {
  points: readonly SeriesBucket[];
  /** What is usual for these buckets, drawn as a band behind. */
  usual?: readonly UsualBucket[];
  bucket: 'hour' | 'day';
  /** ms UTC; the window the figures speak of. */
  fromMs: number;
  toMs: number;
  timeZone: string;
  language: Language;
}

const STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** A round top for an axis of two equal parts: no figure is cut, and the middle reads well. */
export function axisTop(highest: number): number {
  if (highest <= 2) return 2;
  const half = highest / 2;
  const power = 10 ** Math.floor(Math.log10(half));
  const step = STEPS.find((candidate) => candidate * power >= half && Number.isInteger(candidate * power)) ?? 10;
  return 2 * step * power;
}

/** Where the line ends: the last bucket of which something is known. */
export const lastKnown = (points: readonly SeriesBucket[]): SeriesBucket | null => points.findLast(({ value }) => value !== null) ?? null;

type Series = Exclude<NonNullable<ChartOption['series']>, unknown[]>;

/** The band = an unseen line at its low edge with the height stacked on it. */
function bandSeries(usual: readonly UsualBucket[], { band }: ChartTokens): Series[] {
  const unseen = { type: 'line', stack: 'usual', symbol: 'none', silent: true, smooth: 0.3, lineStyle: { opacity: 0 }, z: 1 } as const;
  return [
    { ...unseen, id: 'usual-low', data: usual.map(({ atMs, low }) => [atMs, low]) },
    { ...unseen, id: 'usual', data: usual.map(({ atMs, low, high }) => [atMs, high - low]), areaStyle: { color: band, opacity: 0.55 } },
  ];
}

/** One measure over time, with the usual band behind and the newest figure named. Times are the city's own. */
export function seriesOption(input: SeriesInput, tokens: ChartTokens): ChartOption {
  const { points, usual = [], fromMs, toMs, timeZone, language } = input;
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 1 });
  const ticks = timeTicks({ fromMs, toMs, timeZone, language });
  const labels = new Map(ticks.map(({ atMs, label }) => [atMs, label]));
  const top = axisTop(Math.max(0, ...points.map(({ value }) => value ?? 0), ...usual.map(({ high }) => high)));
  const last = lastKnown(points);
  const text = { color: tokens.text, fontFamily: tokens.font, fontSize: tokens.fontSize };
  const isNearTop = last !== null && last.value! > top * 0.85;
  return {
    animation: false,
    grid: { left: 34, right: 12, top: 12, bottom: 26 },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      backgroundColor: tokens.raised,
      borderColor: tokens.hairline,
      padding: [6, 10],
      textStyle: { ...text, color: tokens.strong },
      axisPointer: { type: 'line', lineStyle: { color: tokens.axis, type: 'solid' } },
      formatter: (params) => tipText(params, input, number),
    },
    xAxis: {
      type: 'value',
      min: fromMs,
      max: toMs,
      axisLine: { lineStyle: { color: tokens.axis } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...text,
        customValues: ticks.map(({ atMs }) => atMs),
        formatter: (atMs: number) => labels.get(atMs) ?? '',
        hideOverlap: true,
        margin: 8,
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: top,
      interval: top / 2,
      axisLabel: { ...text, margin: 8, formatter: (value: number) => number.format(value) },
      splitLine: { lineStyle: { color: tokens.grid } },
    },
    series: [
      ...bandSeries(usual, tokens),
      {
        type: 'line',
        id: 'value',
        z: 3,
        symbol: 'none',
        connectNulls: false,
        lineStyle: { color: tokens.strong, width: 1.6 },
        itemStyle: { color: tokens.strong },
        data: points.map(({ atMs, value }) => [atMs, value]),
      },
      {
        type: 'line',
        id: 'last',
        z: 4,
        silent: true,
        symbol: 'circle',
        symbolSize: 7,
        itemStyle: { color: tokens.strong, borderColor: tokens.ground, borderWidth: 1.5 },
        label: {
          show: true,
          // Beside the dot at the top, so that it is never cut; to the left, since now is at the right edge.
          position: isNearTop ? 'left' : 'top',
          align: isNearTop ? 'right' : 'center',
          formatter: () => number.format(last?.value ?? 0),
          color: tokens.strong,
          fontFamily: tokens.font,
          fontSize: tokens.fontSize,
          fontWeight: 600,
          textBorderColor: tokens.ground,
          textBorderWidth: 3,
        },
        data: last ? [[last.atMs, last.value]] : [],
      },
    ],
  };
}

/** The bucket under the pointer: when, how much, and what is usual then. */
function tipText(params: unknown, { points, usual = [], bucket, timeZone, language }: SeriesInput, number: Intl.NumberFormat): string {
  const [first] = params as { value: [number, number] }[];
  const atMs = first?.value[0];
  if (atMs === undefined) return '';
  const value = points.find((point) => point.atMs === atMs)?.value ?? null;
  const band = usual.find((item) => item.atMs === atMs);
  const words = language === 'zh' ? { none: '无数据', usual: '常态' } : { none: 'no data', usual: 'usual' };
  const lines = [timeText(atMs, bucket, timeZone, language), `<b>${value === null ? words.none : number.format(value)}</b>`];
  if (band) lines.push(`${words.usual} ${number.format(band.low)} – ${number.format(band.high)}`);
  return lines.join('<br>');
}
