import type { Language } from '../../shared/terms.ts';
import type { ChartTokens } from './chart-tokens.ts';
import type { ChartOption } from './echarts-parts.ts';
import { timeAxis, tipOverTime } from './over-time.ts';
import { timeText, timeTicks } from './time-ticks.ts';

export interface TriedInput {
  points: readonly { atMs: number; value: number }[];
  /** Limits, drawn as lines across. */
  limits: readonly number[];
  firings: readonly { fromMs: number; toMs: number }[];
  fromMs: number;
  toMs: number;
  timeZone: string;
  language: Language;
}

/** What was judged over time, with the limits across, and a bar at the foot for each firing. */
export function triedOption(input: TriedInput, tokens: ChartTokens): ChartOption {
  const { points, limits, firings, fromMs, toMs, timeZone, language } = input;
  const ticks = timeTicks({ fromMs, toMs, timeZone, language }, 'day');
  const values = [...points.map(({ value }) => value), ...limits];
  const [low, high] = [Math.min(0, ...values), Math.max(1, ...values)];
  const foot = low - (high - low) * 0.06;
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 2 });
  const text = { color: tokens.text, fontFamily: tokens.font, fontSize: tokens.fontSize };
  const scale = tokens.fontSize / 14;
  // A firing of minutes in a month would be thinner than a line: it is drawn as wide as can be seen.
  const leastMs = (toMs - fromMs) / 150;
  return {
    animation: false,
    grid: { left: 46 * scale, right: 14 * scale, top: 12 * scale, bottom: 26 * scale },
    tooltip: {
      ...tipOverTime(tokens),
      formatter: (params) => {
        const first = (params as unknown as { seriesId?: string; value: [number, number] }[]).find(({ seriesId }) => seriesId === 'value');
        return first ? `${timeText(first.value[0], 'hour', timeZone, language)}<br><b>${number.format(first.value[1])}</b>` : '';
      },
    },
    xAxis: timeAxis(ticks, [fromMs, toMs], tokens),
    yAxis: {
      type: 'value',
      min: foot,
      max: high + (high - low) * 0.05,
      axisLabel: { ...text, margin: 8, showMinLabel: false, showMaxLabel: false, formatter: (value: number) => number.format(value) },
      splitLine: { lineStyle: { color: tokens.grid } },
    },
    series: [
      {
        type: 'line',
        id: 'value',
        z: 3,
        symbol: 'none',
        lineStyle: { color: tokens.strong, width: 1.4 * scale },
        itemStyle: { color: tokens.strong },
        data: points.map(({ atMs, value }) => [atMs, value]),
      },
      ...limits.map((limit, i) => ({
        type: 'line' as const,
        id: `limit-${i}`,
        z: 2,
        silent: true,
        symbol: 'none',
        lineStyle: { color: tokens.text, width: 1 * scale, type: 'dashed' as const },
        data: [
          [fromMs, limit],
          [toMs, limit],
        ],
      })),
      {
        type: 'line',
        id: 'firings',
        z: 4,
        silent: true,
        symbol: 'none',
        connectNulls: false,
        lineStyle: { color: tokens.strong, width: 6 * scale, cap: 'butt' },
        data: firings.flatMap(({ fromMs: from, toMs: to }) => [
          [Math.min(from, toMs - leastMs), foot],
          [Math.min(toMs, Math.max(to, from + leastMs)), foot],
          [from, null] as unknown as [number, number],
        ]),
      },
    ],
  };
}
