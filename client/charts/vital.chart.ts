import type { Language } from '../../shared/terms.ts';
import type { LimitState } from '../../shared/vital-terms.ts';
import type { ChartTokens } from './chart-tokens.ts';
import type { ChartOption } from './echarts-parts.ts';
import { timeAxis, tipOverTime } from './over-time.ts';
import { timeText, timeTicks } from './time-ticks.ts';

export interface VitalChartInput {
  /** ms UTC; null = a gap. */
  points: readonly { atMs: number; value: number | null }[];
  usual: readonly { atMs: number; low: number; high: number }[];
  /** Lines to be compared with, with the word that stands at their end. */
  limits: readonly { value: number; state: LimitState; label: string }[];
  /** Readings that are not believed, marked apart; `why` in words. */
  apart?: readonly { atMs: number; value: number; why: string }[];
  fromMs: number;
  toMs: number;
  timeZone: string;
  language: Language;
  unit: string;
  decimals: number;
}
const HOUR_MS = 3_600_000;
const DASH: Record<LimitState, [number, number] | 'solid'> = { attention: [2, 4], abnormal: [7, 4], alarm: 'solid' };
type Series = Exclude<NonNullable<ChartOption['series']>, unknown[]>;

/** From the lowest to the highest of all that is drawn, with a little air; limits far off the line are left out rather than pressing it flat. */
export function axisSpan({
  points,
  usual,
  limits,
  apart = [],
}: Pick<VitalChartInput, 'points' | 'usual' | 'limits' | 'apart'>): [number, number] {
  const believed = [...points.flatMap(({ value }) => value ?? []), ...usual.flatMap(({ low, high }) => [low, high])];
  const drawn = believed.length > 0 ? believed : apart.map(({ value }) => value);
  const [low, high] = drawn.length === 0 ? [0, 1] : [Math.min(...drawn), Math.max(...drawn)];
  const room = Math.max(high - low, Math.abs(high) * 0.2, 1e-6);
  const near = [...limits, ...apart].map(({ value }) => value).filter((value) => value > low - 2 * room && value < high + 2 * room);
  const [least, most] = [Math.min(low, ...near), Math.max(high, ...near)];
  const air = (most - least || Math.abs(most) || 1) * 0.08;
  return [least >= 0 ? Math.max(0, least - air) : least - air, most + air];
}

/** One sign over time: its line with gaps, what is usual behind it, and its limits across, told apart by dash and word. */
export function vitalOption(input: VitalChartInput, tokens: ChartTokens): ChartOption {
  const { points, usual, limits, apart = [], fromMs, toMs, timeZone, language, decimals, unit } = input;
  const scale = tokens.fontSize / 14;
  const text = { color: tokens.text, fontFamily: tokens.font, fontSize: tokens.fontSize };
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: decimals });
  const ticks = timeTicks({ fromMs, toMs, timeZone, language });
  const [min, max] = axisSpan(input);
  // The band is an unseen line at its low edge with the height stacked on it; it breaks where an hour has no usual.
  const unseen = {
    type: 'line',
    stack: 'usual',
    stackStrategy: 'all',
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
    connectNulls: false,
    z: 1,
  } as const;
  const band = usual.flatMap((each, i): { atMs: number; low: number | null; high: number | null }[] => {
    const before = usual[i - 1];
    return before && each.atMs - before.atMs > 2 * HOUR_MS ? [{ atMs: before.atMs + 1, low: null, high: null }, each] : [each];
  });
  return {
    animation: false,
    grid: { left: 48 * scale, right: (language === 'en' ? 76 : 44) * scale, top: 12 * scale, bottom: 26 * scale },
    tooltip: {
      ...tipOverTime(tokens),
      formatter: (params) => {
        const near = params as unknown as { seriesId?: string; dataIndex: number; value: [number, number | null] }[];
        const textOf = (atMs: number, value: number): string =>
          `${timeText(atMs, 'hour', timeZone, language)}  ${number.format(value)} ${unit}`;
        const at = near.find(({ seriesId }) => seriesId === 'value')?.value;
        const flagged = apart[near.find(({ seriesId }) => seriesId === 'apart')?.dataIndex ?? -1];
        return [
          ...(at && at[1] !== null ? [textOf(at[0], at[1])] : []),
          ...(flagged ? [`${textOf(flagged.atMs, flagged.value)}  ${flagged.why}`] : []),
        ].join('<br>');
      },
    },
    xAxis: timeAxis(ticks, [fromMs, toMs], tokens),
    yAxis: {
      type: 'value',
      min,
      max,
      splitNumber: 3,
      axisLabel: { ...text, margin: 8, formatter: (value: number) => number.format(value), showMinLabel: false, showMaxLabel: false },
      splitLine: { lineStyle: { color: tokens.grid } },
    },
    series: [
      { ...unseen, id: 'usual-low', data: band.map(({ atMs, low }) => [atMs, low]) },
      {
        ...unseen,
        id: 'usual',
        data: band.map(({ atMs, low, high }) => [atMs, low === null || high === null ? null : high - low]),
        areaStyle: { color: tokens.band, opacity: 0.55 },
      },
      ...limits
        .filter(({ value }) => value >= min && value <= max)
        .map(
          ({ value, state, label }, i): Series => ({
            type: 'line',
            id: `limit-${i}`,
            z: 2,
            silent: true,
            symbol: 'none',
            lineStyle: { color: tokens.text, width: scale, type: DASH[state] },
            endLabel: { show: true, formatter: () => label, ...text, distance: 6 },
            data: [
              [fromMs, value],
              [toMs, value],
            ],
          }),
        ),
      {
        type: 'line',
        id: 'value',
        z: 3,
        symbol: points.length === 1 ? 'circle' : 'none',
        connectNulls: false,
        lineStyle: { color: tokens.strong, width: 1.6 * scale },
        itemStyle: { color: tokens.strong },
        data: points.map(({ atMs, value }) => [atMs, value]),
      },
      {
        type: 'line',
        id: 'apart',
        z: 4,
        // One that lies far off stands at the edge: the line would be pressed flat.
        data: apart.map(({ atMs, value }) => [atMs, Math.min(max, Math.max(min, value))]),
        symbol: 'rect',
        symbolSize: 7 * scale,
        showSymbol: true,
        showAllSymbol: true,
        lineStyle: { opacity: 0 },
        itemStyle: { color: tokens.raised, borderColor: tokens.strong, borderWidth: 1.4 * scale },
      },
    ],
  };
}
