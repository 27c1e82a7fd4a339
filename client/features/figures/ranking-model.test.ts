import { expect, it } from 'vitest';
import type { ChildSummary } from '../../../shared/summary.ts';
import { toRanking } from './ranking-model.ts';

const child = (area: string, value: number | null, n: number): ChildSummary =>
  ({ area, totals: {}, rates: { reworkRate: { value, n }, onTimeClosingRate: { value, n } } }) as unknown as ChildSummary;
const children = [child('a', 0.95, 60), child('b', 0.8, 40), child('c', 0.1, 5), child('d', null, 0)];

it('puts the worst first, keeps few cases apart and leaves out what has none', () => {
  const { rows, small } = toRanking(children, 'onTimeClosingRate', 'higher', 30);
  expect(rows.map((row) => [row.area, row.rank])).toEqual([
    ['b', 2],
    ['a', 1],
  ]);
  expect(small).toEqual([{ area: 'c', value: 0.1, n: 5 }]);
});
it('knows that less rework is better', () => {
  expect(toRanking(children, 'reworkRate', 'lower', 30).rows[0]?.area).toBe('a');
});
