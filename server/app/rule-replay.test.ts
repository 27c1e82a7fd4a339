import { expect, it } from 'vitest';
import type { RuleContent } from '../../shared/rule-wire.ts';
import { MINUTE_MS, NOON_MS } from '../testing/factories.ts';
import { CITY, STREETS, testTree } from '../testing/test-city.ts';
import { toldReadings } from '../testing/told-readings.ts';
import { ruleReplay } from './rule-replay.ts';

const content: RuleContent = {
  names: { zh: '人数', en: 'People' },
  subject: { kind: 'sum', indicator: 'people.count', hours: 1, of: 'station' },
  levels: [{ state: 'alarm', above: 2 }],
  overrides: [],
  waitS: 0,
  holeS: null,
  actions: {},
};
const beginMs = NOON_MS - 600 * MINUTE_MS;
const rule = { id: 1, version: 1, node: CITY, isOn: true, content, by: 'x', atMs: beginMs };

/** One reading of 1 every ten minutes for ten hours, gone over with room for so many. */
async function replayed(readingsMost: number) {
  const { reads, tell } = toldReadings();
  for (let minute = 10; minute <= 600; minute += 10) {
    const atMs = beginMs + minute * MINUTE_MS;
    tell({ device: 'a', area: STREETS[0], atMs, receivedMs: atMs, value: 1 });
  }
  const replay = ruleReplay({
    rows: { alarmsOf: async () => [], states: async () => [] },
    readings: reads,
    seeds: { usualOf: async () => undefined, windowsOf: async () => ({ core: ground, windows: {} }) },
    breathe: async () => undefined,
    readingsMost,
  });
  const mark = { device: 'a', area: STREETS[0], indicators: ['people.count'], fromMs: beginMs, act: 'trust' as const, revision: 2 };
  return replay({ rule, subject: 'a', area: STREETS[0], mark }, { cursor: 60, nowMs: NOON_MS }, testTree);
}
const ground = {
  ladder: { level: -1, since: [null, null, null], lastMs: null, n: 0, trail: [] },
  pending: [],
  newestMs: null,
  judgedMs: null,
  late: 0,
};

it('goes over all that was told since the rule began, and tells what was told', async () => {
  const { happenings, sinceMs, state } = await replayed(1_000);
  expect(happenings.map(({ change, atMs }) => [change, (atMs - beginMs) / MINUTE_MS])).toEqual([['raised', 30]]);
  expect(sinceMs).toBeLessThan(beginMs);
  expect(state.windows['a']?.rows).toHaveLength(6);
});

it('where there is too much it begins later, with the window filled, and only that time is told anew', async () => {
  const { happenings, sinceMs, state } = await replayed(20);
  const lastMs = NOON_MS - 19 * 10 * MINUTE_MS;
  // An hour's sum, of minutes that leave it together: the next reading after that is the first that is told.
  expect(sinceMs).toBe(lastMs + 61 * MINUTE_MS);
  expect(happenings.map(({ change, atMs, value }) => [change, atMs, value])).toEqual([['raised', lastMs + 70 * MINUTE_MS, 6]]);
  expect(state).toEqual(
    await replayed(1_000).then(({ state: whole }) => ({ ...whole, core: { ...whole.core, ladder: state.core.ladder } })),
  );
});
