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

type Tooltip = Extract<NonNullable<ChartOption['tooltip']>, { trigger?: unknown }>;
/** What stands beside the pointer on such a chart, but for its words. */
export const tipOverTime = (tokens: ChartTokens): Tooltip => ({
  trigger: 'axis',
  confine: true,
  transitionDuration: 0,
  backgroundColor: tokens.raised,
  borderColor: tokens.hairline,
  padding: [6, 10],
  textStyle: { color: tokens.strong, fontFamily: tokens.font, fontSize: tokens.fontSize },
  axisPointer: { type: 'line', lineStyle: { color: tokens.axis, type: 'solid' } },
});
