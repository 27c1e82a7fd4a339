import type { Language } from '../../shared/terms.ts';
import type { ChartTokens } from './chart-tokens.ts';
import type { ChartOption } from './echarts-parts.ts';
import { timeAxis, tipOverTime } from './over-time.ts';

/** A point of time by its day, ms UTC of that day's start: plans know no hours. */
export interface PlanChartInput {
  path: readonly { atMs: number; low: number | null; high: number | null }[];
  values: readonly { atMs: number; value: number }[];
  /** Ends of years with a target of their own. */
  targets: readonly { atMs: number; value: number }[];
  decimals: number;
  unit: string;
  language: Language;
}
const DAY_MS = 86_400_000;
type Series = Exclude<NonNullable<ChartOption['series']>, unknown[]>;

/** Whole years that hold everything that is drawn. */
export function planYears({ path, values }: Pick<PlanChartInput, 'path' | 'values'>): [from: number, to: number] {
  const days = [...path, ...values].map(({ atMs }) => atMs);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  // The end of a year is the beginning of the next.
  return [new Date(first + DAY_MS).getUTCFullYear(), new Date(last).getUTCFullYear()];
}

/** Where the path leads, dashed, with a mark at each target, and what was reached on it. */
export function planPathOption(input: PlanChartInput, tokens: ChartTokens): ChartOption {
  const { path, values, targets, decimals, unit, language } = input;
  const scale = tokens.fontSize / 14;
  const text = { color: tokens.text, fontFamily: tokens.font, fontSize: tokens.fontSize };
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: decimals });
  const [from, to] = planYears(input);
  const edges = [Date.UTC(from, 0, 1) - DAY_MS, Date.UTC(to + 1, 0, 1)] as const;
  const years = Array.from({ length: to - from + 1 }, (_, i) => ({ atMs: Date.UTC(from + i, 6, 1), label: String(from + i) }));
  const drawn = [...path.flatMap(({ low, high }) => [low, high]), ...values.map(({ value }) => value)].filter((each) => each !== null);
  const [least, most] = [Math.min(...drawn), Math.max(...drawn)];
  const air = (most - least || Math.abs(most) || 1) * 0.12;
  const edge = (side: 'low' | 'high'): Series[] =>
    path.some((corner) => corner[side] !== null)
      ? [
          {
            type: 'line',
            id: `path-${side}`,
            z: 2,
            silent: true,
            symbol: 'none',
            lineStyle: { color: tokens.text, width: 1.4 * scale, type: [6, 4] },
            data: path.flatMap((corner) => (corner[side] === null ? [] : [[corner.atMs, corner[side]]])),
          },
        ]
      : [];
  return {
    animation: false,
    grid: { left: 52 * scale, right: 16 * scale, top: 12 * scale, bottom: 26 * scale },
    tooltip: {
      ...tipOverTime(tokens),
      formatter: (params) => {
        const at = (params as unknown as { seriesId?: string; value: [number, number] }[]).find(({ seriesId }) => seriesId === 'value');
        return at ? `${new Date(at.value[0]).toISOString().slice(0, 10)}  ${number.format(at.value[1])} ${unit}` : '';
      },
    },
    xAxis: timeAxis(years, edges, tokens),
    yAxis: {
      type: 'value',
      min: least >= 0 ? Math.max(0, least - air) : least - air,
      max: most + air,
      splitNumber: 3,
      axisLabel: { ...text, margin: 8, formatter: (value: number) => number.format(value), showMinLabel: false, showMaxLabel: false },
      splitLine: { lineStyle: { color: tokens.grid } },
    },
    series: [
      ...edge('low'),
      ...edge('high'),
      {
        type: 'line',
        id: 'targets',
        z: 3,
        silent: true,
        symbol: 'diamond',
        symbolSize: 9 * scale,
        lineStyle: { opacity: 0 },
        itemStyle: { color: tokens.ground, borderColor: tokens.text, borderWidth: 1.6 * scale },
        data: targets.map(({ atMs, value }) => [atMs, value]),
      },
      {
        type: 'line',
        id: 'value',
        z: 4,
        symbol: 'circle',
        symbolSize: 7 * scale,
        lineStyle: { color: tokens.strong, width: 2 * scale },
        itemStyle: { color: tokens.strong },
        data: values.map(({ atMs, value }) => [atMs, value]),
      },
    ],
  };
}
