import { describe, expect, it } from 'vitest';
import { axisSpan } from './vital.chart.ts';

const line = (...values: (number | null)[]) => values.map((value, i) => ({ atMs: i, value }));
const limit = (value: number) => ({ value, state: 'alarm' as const, label: '' });

describe('axisSpan', () => {
  it('holds the line, what is usual, and limits that are near', () => {
    const [low, high] = axisSpan({ points: line(4, null, 6), usual: [{ atMs: 0, low: 3, high: 5 }], limits: [limit(8)] });
    expect([low < 3, low >= 0, high > 8]).toEqual([true, true, true]);
  });
  it('is not pressed flat by a limit that is far off', () => {
    expect(axisSpan({ points: line(4, 6), usual: [], limits: [limit(10_000)] })[1]).toBeLessThan(10);
  });
  it('is not pressed flat by what is not believed, but is of it where there is nothing else', () => {
    const apart = [{ atMs: 1, value: 900, why: '' }];
    expect(axisSpan({ points: line(4, 6), usual: [], limits: [], apart })[1]).toBeLessThan(10);
    const [low, high] = axisSpan({ points: [], usual: [], limits: [], apart });
    expect([low < 900, high > 900]).toEqual([true, true]);
  });
  it('goes below nothing only where values do', () => {
    expect(axisSpan({ points: line(0, 1), usual: [], limits: [] })[0]).toBe(0);
    expect(axisSpan({ points: line(-2, 1), usual: [], limits: [limit(-3)] })[0]).toBeLessThan(-3);
  });
  it('has room where there is no value, or one that stands still', () => {
    for (const points of [line(), line(null), line(0, 0), line(7, 7)]) {
      const [low, high] = axisSpan({ points, usual: [], limits: [] });
      expect(high).toBeGreaterThan(low);
    }
  });
});
