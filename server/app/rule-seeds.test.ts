import { describe, expect, it } from 'vitest';
import type { RuleContent } from '../../shared/rule-wire.ts';
import type { Rule, Sample } from '../domain/rules/rule.ts';
import { CITY, DISTRICTS, STREETS, testTree } from '../testing/test-city.ts';
import { keptReadings } from '../testing/kept-readings.ts';
import { ruleSeeds } from './rule-seeds.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEEK = 7 * 24 * HOUR;
const NOON = Date.parse('2026-11-26T12:00:00+08:00');

function ruleOf(subject: RuleContent['subject']): Rule {
  const content: RuleContent = {
    names: { zh: '雨', en: 'Rain' },
    subject,
    levels: [{ state: 'attention', above: 1 }],
    overrides: [],
    waitS: 0,
    holeS: null,
    actions: {},
  };
  return { id: 1, version: 1, node: CITY, isOn: true, content, by: 'a', atMs: NOON };
}
const sampleOf = (device: string, atMs: number): Sample => ({ id: 1, device, area: STREETS[0], atMs, seenMs: atMs, value: 1 });

function open() {
  const kept = keptReadings();
  const asked: string[] = [];
  const readings = {
    latest: kept.latest,
    buckets: (ask: Parameters<typeof kept.buckets>[0]) => {
      asked.push(`${ask.step} ${ask.devices?.length}`);
      return kept.buckets(ask);
    },
  };
  const rain = (device: string, minutesBefore: number, value: number) =>
    kept.keep({ device, indicator: 'rain', area: STREETS[0], atMs: NOON - minutesBefore * MINUTE, value });
  return { rain, asked, seeds: ruleSeeds({ rows: { hasStates: async () => false }, readings, breathe: async () => undefined }) };
}

describe('a rolling sum that begins amid the rain', () => {
  const area = ruleOf({ kind: 'sum', indicator: 'rain', hours: 3, of: 'max', tier: 'district' });
  const place = { subject: DISTRICTS[0], area: DISTRICTS[0] };

  it('has what fell at each station within its window, by minutes', async () => {
    const { rain, seeds } = open();
    rain('a', 185, 9);
    rain('a', 130, 2);
    rain('a', 129, 3);
    rain('b', 10, 4);
    const { windows } = await seeds.windowsOf(area, place, sampleOf('b', NOON + MINUTE), testTree);
    expect(windows).toEqual({
      a: {
        lastAtMs: NOON - 129 * MINUTE,
        lastId: 0,
        rows: [
          [NOON - 130 * MINUTE, 2, 0],
          [NOON - 129 * MINUTE, 3, 0],
        ],
      },
      b: { lastAtMs: NOON - 10 * MINUTE, lastId: 0, rows: [[NOON - 10 * MINUTE, 4, 0]] },
    });
  });
  it('of dry hours it asks no minutes, and knows who was heard', async () => {
    const { rain, asked, seeds } = open();
    rain('a', 90, 0);
    rain('b', 30, 0);
    const { windows } = await seeds.windowsOf(area, place, sampleOf('b', NOON + MINUTE), testTree);
    expect(windows).toEqual({
      a: { lastAtMs: NOON - 90 * MINUTE, lastId: 0, rows: [] },
      b: { lastAtMs: NOON - 30 * MINUTE, lastId: 0, rows: [] },
    });
    expect(asked).toEqual(['hour 2']);
  });
  it('is empty where the window lies after its beginning', async () => {
    const { rain, seeds } = open();
    rain('a', 5, 4);
    expect((await seeds.windowsOf(area, place, sampleOf('a', NOON + 4 * HOUR), testTree)).windows).toEqual({});
  });
});

it('what is usual is the mean of the same hour of the weeks before, asked of all that speak at once, and only once', async () => {
  const { rain, asked, seeds } = open();
  const rule = ruleOf({ kind: 'deviation', indicator: 'rain' });
  for (const [weeks, value] of [
    [1, 4],
    [2, 6],
    [3, 8],
  ] as const)
    rain('a', (weeks * WEEK) / MINUTE - 20, value);
  rain('b', WEEK / MINUTE - 20, 5);
  const wanted = ['a', 'b', 'a'].map((device) => ({ rule, sample: sampleOf(device, NOON + 30 * MINUTE) }));
  await seeds.usualOf(wanted);
  // Of b one week alone is known: that is no habit.
  expect(wanted.map(({ sample }) => sample.usual)).toEqual([6, null, 6]);
  expect(asked).toEqual(Array.from({ length: 4 }, () => 'hour 2'));
  await seeds.usualOf([{ rule, sample: sampleOf('a', NOON + 40 * MINUTE) }]);
  expect(asked).toHaveLength(4);
});
