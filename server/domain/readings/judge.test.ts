import { describe, expect, it } from 'vitest';
import { assertTimely } from './arrival.ts';
import { deviceState } from './device-state.ts';
import { limitsOf } from './device.ts';
import { bitOf, flagsOf } from './flags.ts';
import { evolveChannel, flagsFor, SILENT, type ChannelState } from './judge.ts';

const MINUTE = 60_000;
const limits = { possible: { min: 0, max: 100 }, jumpPerMin: 2, frozenS: 600, promiseS: 300 };
const told = (minute: number, value: number, isStale = false) => ({ atMs: minute * MINUTE, value, isStale });
const judged = (
  minute: number,
  value: number,
  { good = null as ReturnType<typeof told> | null, sameSinceMs = null as number | null, isStale = false } = {},
) =>
  flagsOf(flagsFor(told(minute, value, isStale), limits, { before: good, sameSinceMs, suspect: [{ fromMs: 1_000 * MINUTE, toMs: null }] }));

describe('flagsFor', () => {
  it.each([
    ['within what it can be', judged(1, 100), []],
    ['above', judged(1, 100.1), ['impossible']],
    ['below', judged(1, -0.1), ['impossible']],
    [
      'what no instrument tells',
      flagsOf(
        flagsFor(told(1, -1e16), { ...limits, possible: { min: null, max: null } }, { before: null, sameSinceMs: null, suspect: [] }),
      ),
      ['impossible'],
    ],
    ['the largest credible change', judged(5, 20, { good: told(0, 10) }), []],
    ['more than that', judged(5, 20.1, { good: told(0, 10) }), ['jump']],
    ['within a minute a whole minute’s change', judged(0.1, 12, { good: told(0, 10) }), []],
    ['after long enough any change is credible', judged(60, 100, { good: told(0, 10) }), []],
    ['what cannot be is no jump as well', judged(1, 500, { good: told(0, 10) }), ['impossible']],
    ['it may stand still for so long', judged(9.9, 5, { sameSinceMs: 0 }), []],
    ['and no longer', judged(10, 5, { sameSinceMs: 0 }), ['frozen']],
    ['the source says so', judged(1, 5, { isStale: true }), ['source-stale']],
    ['a person said so', judged(1_000, 5), ['suspect']],
    ['until then', judged(999.9, 5), []],
  ])('%s', (_what, flags, expected) => {
    expect(flags).toEqual(expected);
  });

  it('takes a new level for a jump only until it may have been reached', () => {
    let state: ChannelState = SILENT;
    const flags = Array.from({ length: 8 }, (_, i) => {
      const next = told(i, i === 0 ? 10 : 20);
      const bits = flagsFor(next, limits, { before: state.good, sameSinceMs: null, suspect: [] });
      state = evolveChannel(state, { id: i + 1, ...next, receivedMs: 0, flags: bits });
      return flagsOf(bits);
    });
    expect(flags).toEqual([[], ['jump'], ['jump'], ['jump'], ['jump'], [], [], []]);
    expect(state.good).toMatchObject({ value: 20, id: 8 });
  });

  it('knows since when a value has stood', () => {
    const run = [5, 5, 6, 6, 6].reduce(
      (state, value, i) => evolveChannel(state, { id: i, ...told(i, value), receivedMs: 0, flags: 0 }),
      SILENT,
    );
    expect(run.sameSinceMs).toBe(2 * MINUTE);
  });

  it('goes by what is known of the instrument rather than of the indicator', () => {
    expect(limitsOf(limits, { jumpPerMin: null, possible: { min: null, max: 500 } })).toEqual({
      ...limits,
      jumpPerMin: null,
      possible: { min: null, max: 500 },
    });
    expect(limitsOf(limits, null)).toEqual(limits);
  });
});

describe('assertTimely', () => {
  const NOW = 1_000_000_000_000;
  it.each([
    ['five minutes ahead', NOW + 300_000],
    ['as old as the rule', NOW - 30 * 86_400_000],
  ])('takes what is %s', (_what, atMs) => {
    expect(() => assertTimely(atMs, NOW, 30)).not.toThrow();
  });
  it.each([
    ['further ahead', NOW + 300_001, 'reading.future'],
    ['older', NOW - 30 * 86_400_000 - 1, 'reading.too-old'],
  ])('refuses what is %s', (_what, atMs, code) => {
    expect(() => assertTimely(atMs, NOW, 30)).toThrow(expect.objectContaining({ code }));
  });
  it('takes anything old where raw rows are kept for ever', () => {
    expect(() => assertTimely(0, NOW, null)).not.toThrow();
  });
});

describe('deviceState', () => {
  const channel = (agoS: number | null, flags = 0) => ({ promiseS: 60, last: agoS === null ? null : { atMs: NOW - agoS * 1000, flags } });
  const NOW = 1_000_000_000;
  it.each([
    ['keeps its promise', [channel(60)], 'online'],
    ['does not', [channel(61)], 'late'],
    ['is silent for twice as long', [channel(10), channel(121)], 'fault'],
    ['tells what cannot be', [channel(1, bitOf('impossible'))], 'fault'],
    ['repeats itself', [channel(1, bitOf('frozen'))], 'fault'],
    ['is only doubted', [channel(1, bitOf('suspect'))], 'online'],
    ['was registered a moment ago', [channel(null)], 'online'],
  ])('%s', (_what, channels, state) => {
    expect(deviceState(channels, NOW - 30_000, NOW)).toBe(state);
  });
  it('was registered long ago and never spoke', () => expect(deviceState([channel(null)], 0, NOW)).toBe('fault'));
});
