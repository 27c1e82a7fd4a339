import { describe, expect, it } from 'vitest';
import { standingOf } from './device-terms.ts';

const at = (minute: number): string => new Date(minute * 60_000).toISOString();
const channel = (last: number | null) => ({
  indicator: 'rain.hour',
  promiseS: 300,
  isComparable: true,
  last: last === null ? null : { at: at(last), value: 1, flags: [] },
});
const now = 10 * 60_000;

describe('how a device stands for people', () => {
  it('is as it keeps its promise', () => {
    expect(standingOf({ suspect: [], channels: [channel(9)], state: 'late' }, now)).toBe('late');
  });
  it('was never heard until one of its signs was', () => {
    expect(standingOf({ suspect: [], channels: [channel(null), channel(null)], state: 'fault' }, now)).toBe('never');
    expect(standingOf({ suspect: [], channels: [channel(null), channel(2)], state: 'fault' }, now)).toBe('fault');
  });
  it('is doubted from the first instant of a mark up to its last, whatever it tells', () => {
    const suspect = [{ from: at(10), to: at(20) }];
    const of = (minute: number) => standingOf({ suspect, channels: [channel(9)], state: 'online' }, minute * 60_000);
    expect([of(9.99), of(10), of(19.99), of(20)]).toEqual(['online', 'suspect', 'suspect', 'online']);
    expect(standingOf({ suspect: [{ from: at(1), to: null }], channels: [channel(null)], state: 'fault' }, now)).toBe('suspect');
  });
});
