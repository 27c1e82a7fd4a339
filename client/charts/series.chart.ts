import type { Language } from '../../shared/terms.ts';
import type { ChartTokens } from './chart-tokens.ts';
import type { ChartOption } from './echarts-parts.ts';
import { timeAxis, tipOverTime } from './over-time.ts';
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

const BUCKET_MS = { hour: 3_600_000, day: 86_400_000 };
/** A bucket that runs is no match for whole ones: drawn apart. A window ends with the hour that holds now. */
function runningPart({ points, bucket, toMs }: SeriesInput): [before: SeriesBucket, now: SeriesBucket] | null {
  const [before, now] = points.slice(-2);
  return before && now && now.atMs + BUCKET_MS[bucket] >= toMs ? [before, now] : null;
}

/**
 * Off the line: under the dot where the line comes down to it, else above. Beside the dot at the top and at the foot, so that it is
 * never cut; to the left, since now is at the right edge.
 */
function labelSide(last: SeriesBucket, points: readonly SeriesBucket[], top: number): 'top' | 'bottom' | 'left' {
  if (last.value! > top * 0.85) return 'left';
  const before = points[points.indexOf(last) - 1]?.value ?? 0;
  if (before <= last.value!) return 'top';
  return last.value! > top * 0.3 ? 'bottom' : 'left';
}

/** One measure over time, with the usual band behind and the newest figure named. Times are the city's own. */
export function seriesOption(input: SeriesInput, tokens: ChartTokens): ChartOption {
  const { points, usual = [], bucket, timeZone, language } = input;
  // A day stands at its beginning: the axis ends where the last one begins.
  const [fromMs, toMs] = bucket === 'day' && points.length > 1 ? [points[0]!.atMs, points.at(-1)!.atMs] : [input.fromMs, input.toMs];
  const running = runningPart(input);
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 1 });
  const ticks = timeTicks({ fromMs: input.fromMs, toMs: input.toMs, timeZone, language }, bucket);
  const top = axisTop(Math.max(0, ...points.map(({ value }) => value ?? 0), ...usual.map(({ high }) => high)));
  const last = lastKnown(points);
  const text = { color: tokens.text, fontFamily: tokens.font, fontSize: tokens.fontSize };
  // Lengths are those of 14 px type.
  const scale = tokens.fontSize / 14;
  const side = last ? labelSide(last, points, top) : 'top';
  return {
    animation: false,
    grid: { left: 34 * scale, right: (bucket === 'day' ? 22 : 12) * scale, top: 12 * scale, bottom: 26 * scale },
    tooltip: {
      ...tipOverTime(tokens),
      formatter: (params) => tipText(params, input, number),
    },
    xAxis: timeAxis(ticks, [fromMs, toMs], tokens),
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
        lineStyle: { color: tokens.strong, width: 1.6 * scale },
        itemStyle: { color: tokens.strong },
        data: (running ? points.slice(0, -1) : points).map(({ atMs, value }) => [atMs, value]),
      },
      {
        type: 'line',
        id: 'running',
        z: 3,
        silent: true,
        symbol: 'none',
        lineStyle: { color: tokens.strong, width: 1.6 * scale, type: 'dotted' },
        data: (running ?? []).map(({ atMs, value }) => [atMs, value]),
      },
      {
        type: 'line',
        id: 'last',
        z: 4,
        silent: true,
        symbol: 'circle',
        symbolSize: 7 * scale,
        itemStyle: running
          ? { color: tokens.ground, borderColor: tokens.strong, borderWidth: 1.5 * scale }
          : { color: tokens.strong, borderColor: tokens.ground, borderWidth: 1.5 * scale },
        label: {
          show: true,
          position: side,
          align: side === 'left' ? 'right' : 'center',
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
