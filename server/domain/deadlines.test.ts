import { expect, it } from 'vitest';
import { dispatchClocks, totalDueAt } from './deadlines.ts';

const clocks = { code: 'c', severity: 'normal' as const, acceptMin: 30, contactMin: null, totalMin: 0.0333 };

it('stays in whole milliseconds, since stored times are integers', () => {
  expect(totalDueAt(clocks, 1000)).toBe(2998);
});
it('knows no clock where the category has none', () => {
  expect(totalDueAt({ ...clocks, totalMin: null }, 0)).toBeNull();
  expect(dispatchClocks(clocks, 5)).toEqual({ acceptDueAtMs: 1_800_005, contactDueAtMs: null });
});
