import { describe, expect, it } from 'vitest';
import { periodsOf } from '../../shared/periods.ts';
import { NOON_MS } from '../testing/factories.ts';
import { testTree } from '../testing/test-city.ts';
import { resolvePeriods } from './periods.ts';

const of = (given: Parameters<typeof resolvePeriods>[0], ...nodes: string[]) => {
  const resolved = resolvePeriods(given, testTree, NOON_MS);
  return nodes.map((node) => Object.values(periodsOf(resolved, node)));
};

describe('duty days and scoring months', () => {
  it('are the calendar’s, and no month of its own, where a city says nothing', () => {
    expect(of(null, '90', '9001001')).toEqual([
      [0, null],
      [0, null],
    ]);
  });
  it('are the nearest node’s that says so, each for itself', () => {
    const given = {
      dutyDayStart: '08:00',
      scoringDay: 26,
      nodes: { '9001001': { dutyDayStart: '07:00' }, '9001': { dutyDayStart: '09:00', scoringDay: 21 }, gone: { scoringDay: 2 } },
    };
    expect(of(given, '90', '9002001', '9001', '9001002', '9001001', 'group')).toEqual([
      [8, 26],
      [8, 26],
      [9, 21],
      [9, 21],
      [7, 21],
      [8, 26],
    ]);
  });
});
