import { describe, expect, it } from 'vitest';
import { isNewer, isOverdue, periodEnd, plainPeriod, yearPoint } from './plan-period.ts';

describe('periods', () => {
  it.each([
    ['2026', '2026', '2026-12-31'],
    ['2026年', '2026', '2026-12-31'],
    [' 2026q2 ', '2026-Q2', '2026-06-30'],
    ['2026-Q4', '2026-Q4', '2026-12-31'],
    ['2026年3季度', '2026-Q3', '2026-09-30'],
    ['2026年第1季度', '2026-Q1', '2026-03-31'],
    ['2024/2', '2024-02', '2024-02-29'],
    ['2026年5月', '2026-05', '2026-05-31'],
    ['2026.5.20', '2026-05-20', '2026-05-20'],
    ['2026年5月20日', '2026-05-20', '2026-05-20'],
  ])('%s is %s and ends on %s', (typed, period, end) => {
    expect([plainPeriod(typed), periodEnd(plainPeriod(typed))]).toEqual([period, end]);
  });
  it.each(['', '26', '202605', '2026-13', '2026-02-30', '2026-Q5', 'Mai 2026', '2026-05-00'])('“%s” is none', (typed) => {
    expect(periodEnd(plainPeriod(typed))).toBeNull();
  });
  it('the end of a year is the beginning of the next', () => {
    expect([yearPoint('2025-12-31'), yearPoint('2024-12-31')]).toEqual([2026, 2025]);
    expect(yearPoint('2024-06-30')).toBeCloseTo(2024 + 182 / 366, 9);
  });
  it('of two that end on a day the longer one says more', () => {
    const [year, quarter, june] = [
      { period: '2026', asOf: '2026-12-31' },
      { period: '2026-Q4', asOf: '2026-12-31' },
      { period: '2026-06', asOf: '2026-06-30' },
    ];
    expect([isNewer(year, quarter), isNewer(quarter, year), isNewer(quarter, june)]).toEqual([true, false, true]);
  });
  it('is overdue after twice what was promised', () => {
    expect([isOverdue('2025-12-31', 3, '2026-06-30'), isOverdue('2025-12-31', 3, '2026-07-01')]).toEqual([false, true]);
  });
});
