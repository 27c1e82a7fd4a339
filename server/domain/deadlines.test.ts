import { describe, expect, it } from 'vitest';
import { limitsAt } from '../../shared/limits.ts';
import { testClock } from '../testing/test-city.ts';
import { categoryFacts, dispatchClocks, totalDueAt, totalLimit } from './deadlines.ts';

const CITY = {
  critical: { accept: { amount: 0.25, unit: 'emergency-hour' }, contact: { amount: 0.5, unit: 'emergency-hour' } },
  normal: { accept: { amount: 1, unit: 'working-hour' }, contact: { amount: 2, unit: 'working-hour' } },
} as const;
const category = categoryFacts(
  'rubbish',
  'normal',
  { contact: null, total: { amount: 1, unit: 'working-day' }, bySeverity: { critical: { total: { amount: 2, unit: 'emergency-hour' } } } },
  CITY,
);
/** A Wednesday evening after work. */
const EVENING = Date.parse('2026-03-04T20:00+08:00');
const at = (text: string): number => Date.parse(`2026-03-${text}+08:00`);

describe('limits of a category', () => {
  it('stand before the city’s, and those of a severity before both', () => {
    expect(totalDueAt(category, 'normal', EVENING, testClock)).toBe(at('05T18:00'));
    expect(totalDueAt(category, 'critical', EVENING, testClock)).toBe(at('04T22:00'));
    expect(dispatchClocks(category, 'normal', EVENING, testClock)).toEqual({ acceptDueAtMs: at('05T10:00'), contactDueAtMs: null });
    expect(dispatchClocks(category, 'critical', EVENING, testClock).acceptDueAtMs).toBe(at('04T20:15'));
  });
  it('are none where neither says one', () => {
    expect(dispatchClocks(category, 'low', EVENING, testClock)).toEqual({ acceptDueAtMs: null, contactDueAtMs: null });
    expect(totalLimit(category, 'low')).toEqual({ amount: 1, unit: 'working-day' });
  });
  it('are none at all for what an import found', () => {
    expect(limitsAt(CITY, null, 'critical')).toEqual({});
    const found = categoryFacts('found', 'normal', null, CITY);
    expect(totalDueAt(found, 'normal', EVENING, testClock)).toBeNull();
  });
});

it('stays in whole milliseconds, since stored times are integers', () => {
  const odd = categoryFacts('c', 'normal', { total: { amount: 0.0333 / 60, unit: 'emergency-hour' } }, {});
  expect(totalDueAt(odd, 'normal', 1000, testClock)).toBe(2998);
});
