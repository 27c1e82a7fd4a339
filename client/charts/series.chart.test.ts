import { describe, expect, it } from 'vitest';
import type { ChartTokens } from './chart-tokens.ts';
import { axisTop, lastKnown, seriesOption } from './series.chart.ts';

const HOUR = 3_600_000;
const start = Date.parse('2025-07-10T00:00:00+08:00');
const tokens: ChartTokens = {
  theme: 'dark',
  strong: '#edf1f1',
  text: '#a2abab',
  grid: '#202828',
  axis: '#454f4f',
  ground: '#0f1515',
  raised: '#171e1e',
  hairline: '#2d3636',
  band: '#454f4f',
  series: [],
  font: 'Inter',
  fontSize: 14,
};
const points = [4, null, 0, 9, null].map((value, i) => ({ atMs: start + i * HOUR, value }));
const input = { points, bucket: 'hour', fromMs: start, toMs: start + 7 * 24 * HOUR, timeZone: 'Asia/Shanghai', language: 'en' } as const;
const seriesOf = (option: ReturnType<typeof seriesOption>) =>
  option.series as { id: string; data: [number, number | null][]; connectNulls?: boolean }[];

describe('axisTop', () => {
  it.each([
    [0, 2],
    [1, 2],
    [3, 4],
    [9, 10],
    [11, 12],
    [74, 80],
    [80, 80],
    [1005, 1200],
  ])('%d → %d', (highest, top) => {
    expect(axisTop(highest)).toBe(top);
  });
  it('never cuts a figure and has a whole middle', () => {
    for (let highest = 0; highest < 3_000; highest += 7) {
      expect(axisTop(highest)).toBeGreaterThanOrEqual(highest);
      expect(Number.isInteger(axisTop(highest) / 2)).toBe(true);
    }
  });
});

describe('seriesOption', () => {
  it('keeps a gap a gap and a zero a zero', () => {
    const value = seriesOf(seriesOption(input, tokens)).find(({ id }) => id === 'value')!;
    expect(value.data.map(([, v]) => v)).toEqual([4, null, 0, 9, null]);
    expect(value.connectNulls).toBe(false);
  });

  it('ends the line at the last known bucket', () => {
    expect(lastKnown(points)).toEqual({ atMs: start + 3 * HOUR, value: 9 });
    expect(seriesOf(seriesOption(input, tokens)).find(({ id }) => id === 'last')!.data).toEqual([[start + 3 * HOUR, 9]]);
  });

  it('draws no last figure where nothing is known', () => {
    const option = seriesOption({ ...input, points: points.map((point) => ({ ...point, value: null })) }, tokens);
    expect(seriesOf(option).find(({ id }) => id === 'last')!.data).toEqual([]);
  });

  it('stacks the height of the usual band on its low edge', () => {
    const series = seriesOf(seriesOption({ ...input, usual: [{ atMs: start, low: 3, high: 8 }] }, tokens));
    expect(series.map(({ id }) => id)).toEqual(['usual-low', 'usual', 'value', 'running', 'last']);
    expect(series[0]!.data).toEqual([[start, 3]]);
    expect(series[1]!.data).toEqual([[start, 5]]);
  });

  it('draws the day that runs apart from whole ones', () => {
    const days = [40, 42, 9].map((value, i) => ({ atMs: start + i * 24 * HOUR, value }));
    const data = (toMs: number) =>
      Object.fromEntries(
        seriesOf(seriesOption({ ...input, bucket: 'day', points: days, toMs }, tokens)).map(({ id, data: drawn }) => [
          id,
          drawn.map(([, v]) => v),
        ]),
      );
    expect(data(start + 53 * HOUR)).toMatchObject({ value: [40, 42], running: [42, 9] });
    expect(data(start + 73 * HOUR)).toMatchObject({ value: [40, 42, 9], running: [] });
  });

  it('keeps the last figure off the line: under it where the line comes down, beside it at top and foot', () => {
    const sideOf = (...values: number[]) => {
      const drawn = values.map((value, i) => ({ atMs: start + i * HOUR, value }));
      const last = seriesOf(seriesOption({ ...input, points: drawn }, tokens)).find(({ id }) => id === 'last')!;
      return (last as unknown as { label: { position: string } }).label.position;
    };
    expect([sideOf(80, 20, 50), sideOf(80, 50), sideOf(80, 4), sideOf(40, 80)]).toEqual(['top', 'bottom', 'left', 'left']);
  });

  it('never animates: live series would cost half the frames', () => {
    expect(seriesOption(input, tokens).animation).toBe(false);
  });
});
