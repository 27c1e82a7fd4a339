import { describe, expect, it } from 'vitest';
import { HOUR_MS, incident, MINUTE_MS, NOON_MS } from '../testing/factories.ts';
import { shanghai } from '../testing/test-city.ts';
import type { Incident } from './incident.ts';
import { DURATION_LIMITS_MS, durationBucket, metricName, STOCK_HOUR } from './metrics.ts';
import { CLOSED_BEFORE_OPENED, cellChanges, weigh } from './weigh.ts';

/** `metric@hours after noon` of everything that an incident weighs; stocks as `metric`. */
const weights = (state: Incident): string[] =>
  weigh(state, shanghai.hourOf)
    .map(({ metric, hourMs }) => (hourMs === STOCK_HOUR ? metricName(metric) : `${metricName(metric)}@${(hourMs - NOON_MS) / HOUR_MS}`))
    .sort();

const closed = (changes: Partial<Incident> = {}): Incident =>
  incident({
    status: 'closed',
    registeredAtMs: NOON_MS + MINUTE_MS,
    firstDispatchedAtMs: NOON_MS + 2 * MINUTE_MS,
    dispatchedAtMs: NOON_MS + 2 * MINUTE_MS,
    acceptDueAtMs: NOON_MS + 32 * MINUTE_MS,
    contactDueAtMs: NOON_MS + 62 * MINUTE_MS,
    acceptedAtMs: NOON_MS + 12 * MINUTE_MS,
    contactedAtMs: NOON_MS + 20 * MINUTE_MS,
    startedAtMs: NOON_MS + 30 * MINUTE_MS,
    closedAtMs: NOON_MS + 2 * HOUR_MS,
    ...changes,
  });

describe('weigh', () => {
  it('counts a report where it was received, its cohort where it is due, and what is open now', () => {
    expect(weights(incident())).toEqual(['dueN@4', 'open', 'originalN@4', 'received@0', 'registrationN@0']);
  });
  it('keys each rate by its own clock and durations by closing', () => {
    expect(weights(closed())).toEqual(
      [
        'received@0',
        'registrationN@0',
        'registrationNumerator@0',
        'dispatchN@0',
        'dispatchNumerator@0',
        'acceptanceN@0',
        'acceptanceNumerator@0',
        'responseN@1',
        'responseNumerator@1',
        'dueN@4',
        'dueClosed@4',
        'dueOnTime@4',
        'originalN@4',
        'originalOnTime@4',
        `close bucket ${durationBucket(2 * HOUR_MS)}@2`,
        `accept bucket ${durationBucket(10 * MINUTE_MS)}@2`,
        `arrive bucket ${durationBucket(28 * MINUTE_MS)}@2`,
      ].sort(),
    );
  });
  it.each([
    ['late by the extended deadline', { closedAtMs: NOON_MS + 5 * HOUR_MS }, ['dueOnTime@4', 'originalOnTime@4'], []],
    [
      'on time by the extended, late by the original',
      { closedAtMs: NOON_MS + 5 * HOUR_MS, dueAtMs: NOON_MS + 6 * HOUR_MS },
      ['originalOnTime@4'],
      ['dueOnTime@6'],
    ],
    ['upheld return', { hasUpheldReturn: true }, ['dispatchNumerator@0'], ['dispatchN@0']],
    [
      'accepted too late',
      { acceptedAtMs: NOON_MS + 33 * MINUTE_MS },
      ['acceptanceNumerator@0', 'responseNumerator@1'],
      ['acceptanceN@0', 'responseN@1'],
    ],
    ['caller not contacted', { contactedAtMs: null }, ['responseNumerator@1'], ['responseN@1', 'acceptanceNumerator@0']],
    ['urgent', { severity: 'urgent' as const }, [], ['urgentN@4', 'urgentOnTime@4']],
    ['no due time', { dueAtMs: null, originalDueAtMs: null }, ['dueN@4', 'originalN@4'], ['noDue@0']],
    [
      'suspended',
      { status: 'handling' as const, closedAtMs: null, suspended: true },
      ['dueN@4'],
      ['dueSuspended@4', 'originalSuspended@4', 'suspended', 'open'],
    ],
    ['overdue and open', { status: 'handling' as const, closedAtMs: null, overdue: true }, ['dueClosed@4'], ['overdue', 'open']],
    ['overdue but over', { overdue: true }, ['overdue', 'open'], []],
    ['merged', { status: 'merged' as const }, ['registrationN@0', 'dueN@4'], ['received@0']],
    ['answered', { status: 'answered' as const }, ['registrationN@0', 'dueN@4'], ['received@0']],
    ['rejected', { status: 'rejected' as const }, ['dueN@4'], ['registrationN@0']],
    ['imported', { isImported: true }, ['registrationN@0', 'registrationNumerator@0'], ['dueN@4']],
    [
      'closed before opened',
      { flags: [CLOSED_BEFORE_OPENED] },
      ['dueN@4', 'dueClosed@4', `close bucket ${durationBucket(2 * HOUR_MS)}@2`],
      ['received@0'],
    ],
  ])('%s', (_case, changes, without, withThese) => {
    const all = weights(closed(changes));
    for (const name of without) expect(all).not.toContain(name);
    for (const name of withThese) expect(all).toContain(name);
  });
  it('weighs nothing of an exercise', () => {
    expect(weights(closed({ exercise: true }))).toEqual([]);
  });
});

describe('cellChanges', () => {
  it('moves all weight when the place is corrected', () => {
    const before = closed();
    const changes = cellChanges(before, { ...before, place: '9003001' }, shanghai.hourOf);
    const total = weigh(before, shanghai.hourOf).length;
    expect(changes.filter(({ place, n }) => place === '9001001' && n === -1)).toHaveLength(total);
    expect(changes.filter(({ place, n }) => place === '9003001' && n === 1)).toHaveLength(total);
  });
  it('says nothing of what stays', () => {
    expect(cellChanges(closed(), closed(), shanghai.hourOf)).toEqual([]);
  });
});

describe('durationBucket', () => {
  it('puts a limit itself into the lower bucket, and everything longer into the last', () => {
    for (const [i, limit] of DURATION_LIMITS_MS.entries()) {
      expect(durationBucket(limit)).toBe(i);
      expect(durationBucket(limit + 1)).toBe(Math.min(i + 1, DURATION_LIMITS_MS.length - 1));
    }
    expect(durationBucket(-5)).toBe(0);
    expect(DURATION_LIMITS_MS.at(-1)! / 86_400_000).toBeGreaterThan(180);
  });
});
