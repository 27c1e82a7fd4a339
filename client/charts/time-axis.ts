import type { ChartTokens } from './chart-tokens.ts';
import type { ChartOption } from './echarts-parts.ts';
import type { timeTicks } from './time-ticks.ts';

/** The x axis of a chart over time: labels where the ticks are, a line, and nothing else. */
export function timeAxis(
  ticks: ReturnType<typeof timeTicks>,
  [fromMs, toMs]: readonly [number, number],
  tokens: ChartTokens,
): NonNullable<ChartOption['xAxis']> {
  const labels = new Map(ticks.map(({ atMs, label }) => [atMs, label]));
  return {
    type: 'value',
    min: fromMs,
    max: toMs,
    axisLine: { lineStyle: { color: tokens.axis } },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      color: tokens.text,
      fontFamily: tokens.font,
      fontSize: tokens.fontSize,
      customValues: [...labels.keys()],
      formatter: (atMs: number) => labels.get(atMs) ?? '',
      hideOverlap: true,
      margin: 8,
    },
  };
}
