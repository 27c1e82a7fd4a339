import { expect, it } from 'vitest';
import type { PlanValueWire } from '../../../shared/plan-wire.ts';
import { planYears } from '../../charts/plan-path.chart.ts';
import { askedOn, holdingOf, measuredOf } from './path-points.ts';

const value = (period: string, asOf: string, said: number | null, revision = 1): PlanValueWire => ({
  kind: 'measured',
  period,
  asOf,
  revision,
  value: said,
  judged: null,
  source: '',
  note: '',
  by: '',
  at: '',
});

it('the last revision of a period holds, and one that was taken back holds nothing', () => {
  const values = [
    value('2025', '2025-12-31', 1),
    value('2025', '2025-12-31', 2, 2),
    value('2026', '2026-12-31', 3),
    value('2026', '2026-12-31', null, 2),
  ];
  expect(holdingOf(values).map(({ value: said }) => said)).toEqual([2]);
});
it('one value a day in the order of time, the year’s rather than its last quarter’s', () => {
  const values = [value('2026-06', '2026-06-30', 4), value('2025-Q4', '2025-12-31', 2), value('2025', '2025-12-31', 3)];
  expect(measuredOf(values).map(({ period }) => period)).toEqual(['2025', '2026-06']);
});
it('the path is straight between its corners, and stays where it ends', () => {
  const path = [
    { day: '2024-12-31', low: 60, high: null },
    { day: '2026-12-31', low: 80, high: null },
  ];
  expect(['2024-06-30', '2024-12-31', '2025-12-31', '2027-05-01'].map((day) => askedOn(path, day)?.low)).toEqual([undefined, 60, 70, 80]);
});
it('a chart shows the whole years of what it draws: the base is the end of its year', () => {
  const at = (day: string) => Date.parse(day);
  const path = [
    { atMs: at('2024-12-31'), low: 60, high: null },
    { atMs: at('2027-12-31'), low: 90, high: null },
  ];
  expect(planYears({ path, values: [] })).toEqual([2025, 2027]);
  expect(planYears({ path, values: [{ atMs: at('2023-06-30'), value: 1 }] })).toEqual([2023, 2027]);
});
