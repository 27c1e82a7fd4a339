import { expect, it } from 'vitest';
import { byClass, toBreakdown } from './breakdown-model.ts';

const row = (key: string, count: number) => ({ key, name: { zh: key, en: key }, count });

it('keeps the largest, says the change in words of percent and how many are left out', () => {
  const { shown, rest } = toBreakdown([row('a', 5), row('b', 50), row('c', 1)], [row('a', 5), row('b', 31)], 2);
  expect(shown.map(({ key, share, change, isUnusual }) => ({ key, share, change, isUnusual }))).toEqual([
    { key: 'b', share: 1, change: '+61 %', isUnusual: true },
    { key: 'a', share: 0.1, change: '±0 %', isUnusual: false },
  ]);
  expect(rest.n).toBe(1);
});
it('has no percentage of nothing', () => {
  expect(toBreakdown([row('a', 5)], [], 3).shown[0]?.change).toBe('—');
});

it('gathers categories under their class, and opens a class that was picked', () => {
  const names = (code: string) => ({ zh: code, en: code });
  const city = {
    majorCategories: [{ code: 'E01', names: names('E01') }],
    categories: [
      { code: 'E01-1', major: 'E01' },
      { code: 'E01-2', major: 'E01' },
      { code: 'x', major: null },
    ],
  } as never;
  const rows = [row('E01-1', 2), row('E01-2', 3), row('x', 1)];
  expect(byClass(rows, city, null).map(({ key, count }) => [key, count])).toEqual([
    ['E01', 5],
    ['x', 1],
  ]);
  expect(byClass(rows, city, 'E01')).toEqual(rows);
});
