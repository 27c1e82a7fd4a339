import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { downSample } from './down-sample.ts';
import { rollUp } from './roll-up.ts';
import { usualBand } from './usual-band.ts';

const WEEK = 7 * 86_400_000;
const line = (values: readonly (number | null)[]) => values.map((value, i) => ({ atMs: i * 1000, value }));

describe('a line in fewer points', () => {
  it('is as it was where it is short enough', () => expect(downSample(line([1, null, 3]), 3)).toEqual(line([1, null, 3])));

  it('keeps every point it has in time, its lowest and its highest, and no more than were asked for', () => {
    const value = fc.oneof({ weight: 5, arbitrary: fc.double({ noNaN: true }) }, { weight: 1, arbitrary: fc.constant(null) });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 300 }), fc.integer({ min: 2, max: 60 }), (values, most) => {
        const points = line(values);
        const kept = downSample(points, most);
        expect(kept.length).toBeLessThanOrEqual(most);
        expect(kept.every((point, i) => i === 0 || kept[i - 1]!.atMs < point.atMs)).toBe(true);
        const known = values.filter((each) => each !== null);
        const [least, greatest] = [Math.min(...known), Math.max(...known)];
        const shown = kept.flatMap((point) => point.value ?? []);
        expect([Math.min(...shown), Math.max(...shown)]).toEqual([least, greatest]);
      }),
    );
  });

  it('leaves a gap a gap', () => {
    const values = [...Array<number>(50).fill(1), ...Array<null>(50).fill(null)];
    expect(downSample(line(values), 10).filter(({ value }) => value === null)).toHaveLength(2);
  });
});

describe('the usual of an hour', () => {
  const known = new Map([1, 2, 3, 4].map((week) => [-week * WEEK, week]));
  it('is the range of the last four weeks', () => {
    expect(usualBand([0], (atMs) => known.get(atMs))).toEqual([{ atMs: 0, low: 1, high: 4 }]);
  });
  it('is told of three, and of two no more', () => {
    known.delete(-2 * WEEK);
    expect(usualBand([0], (atMs) => known.get(atMs))).toEqual([{ atMs: 0, low: 1, high: 4 }]);
    known.delete(-4 * WEEK);
    expect(usualBand([0], (atMs) => known.get(atMs))).toEqual([]);
  });
});

it.each([
  ['sum', 9],
  ['mean', 3],
  ['max', 5],
  ['min', 1],
  ['last', 1],
  ['none', null],
] as const)('rolls up by %s', (how, value) => {
  const values = [
    { value: 3, atMs: 1 },
    { value: 1, atMs: 3 },
    { value: 5, atMs: 2 },
  ];
  expect(rollUp(how, values)).toBe(value);
  expect(rollUp(how, [])).toBeNull();
  expect(rollUp(how, values.slice(0, 1))).toBe(3);
});
