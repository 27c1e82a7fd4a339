import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DevicePage } from '../shared/readings.ts';
import type { RuleContent } from '../shared/rule-wire.ts';
import { MINUTE_MS, NOON_MS } from './testing/factories.ts';
import { CITY, DISTRICTS, pointIn, STREETS } from './testing/test-city.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
/** Waits for a condition, never for a time. */
async function until<T>(ask: () => Promise<T | null | undefined | false>): Promise<T> {
  for (;;) {
    const found = await ask();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('devices over HTTP', () => {
  let house: TestHouse;
  let leader: Caller;
  let machine: Caller;
  const tell = async (device: string, minute: number, value: number): Promise<void> => {
    house.clock.nowMs = NOON_MS + minute * MINUTE_MS;
    const { body } = await machine.post('/readings', { readings: [{ device, indicator: 'rain.hour', at: iso(house.clock.nowMs), value }] });
    expect(body.refused).toBe(0);
  };
  beforeAll(async () => {
    house = await openTestHouse({ nowMs: NOON_MS });
    [leader, machine] = [await house.as('shift-leader'), await house.as('system')];
    for (const [i, street] of [...STREETS.slice(0, 3), STREETS[3]].entries())
      await machine.put(`/devices/gauge-${i}`, {
        names: { zh: `雨量站 ${i}`, en: `Gauge ${i}` },
        kind: i === 3 ? 'weather' : 'rain-gauge',
        owner: i === 0 ? '水文' : '气象',
        lngLat: pointIn(street),
        channels: [{ indicator: i === 2 ? 'people.count' : 'rain.hour' }],
      });
  });
  afterAll(() => house.close());

  const list = async (query: string, by = leader): Promise<DevicePage> => (await by.get(`/devices?${query}`)).body;
  const codes = async (query: string, by = leader): Promise<string[]> => (await list(query, by)).devices.map(({ code }) => code);

  it('are listed by how they stand, by kind, owner, sign and text, page after page, with what there is to choose from', async () => {
    await tell('gauge-0', 0, 3);
    await tell('gauge-1', 0, 500);
    const { facets } = await list('limit=2');
    expect(facets).toEqual({
      n: 4,
      standings: [
        { value: 'never', n: 2 },
        { value: 'fault', n: 1 },
        { value: 'online', n: 1 },
      ],
      kinds: [
        { value: 'rain-gauge', n: 3 },
        { value: 'weather', n: 1 },
      ],
      owners: [
        { value: '气象', n: 3 },
        { value: '水文', n: 1 },
      ],
      indicators: [
        { value: 'rain.hour', n: 3 },
        { value: 'people.count', n: 1 },
      ],
    });
    expect(await codes('state=never')).toEqual(['gauge-2', 'gauge-3']);
    expect(await codes('state=fault')).toEqual(['gauge-1']);
    expect(await codes('kind=weather')).toEqual(['gauge-3']);
    expect(await codes(`owner=${encodeURIComponent('水文')}`)).toEqual(['gauge-0']);
    expect(await codes('indicator=people.count')).toEqual(['gauge-2']);
    expect(await codes('text=GAUGE%202')).toEqual(['gauge-2']);
    expect(await codes(`area=${DISTRICTS[1]}`)).toEqual(['gauge-3']);
    const first = await list('kind=rain-gauge&limit=2');
    expect([first.devices.map(({ code }) => code), first.next]).toEqual([['gauge-0', 'gauge-1'], 'gauge-1']);
    const second = await list('kind=rain-gauge&limit=2&after=gauge-1');
    expect([second.devices.map(({ code }) => code), second.next, second.facets]).toEqual([['gauge-2'], null, undefined]);
    // What time alone makes of them.
    house.clock.nowMs = NOON_MS + 6 * MINUTE_MS;
    expect(await codes('state=late')).toEqual(['gauge-0']);
    const elsewhere = await house.as('shift-leader', DISTRICTS[1]);
    expect((await elsewhere.get(`/devices?area=${DISTRICTS[0]}`)).body.code).toBe('scope.denied');
    expect(await codes('', elsewhere)).toEqual(['gauge-3']);
  });

  it('tell what of theirs is not believed, and why', async () => {
    await tell('gauge-1', 7, 4);
    await machine.post('/readings', {
      readings: [{ device: 'gauge-1', indicator: 'rain.hour', at: iso(NOON_MS + MINUTE_MS), value: -5, isStale: true }],
    });
    const { body } = await leader.get('/devices/gauge-1');
    expect(body.flagged).toEqual([
      { flag: 'impossible', n: 2 },
      { flag: 'source-stale', n: 1 },
    ]);
    const of = (from: number) =>
      leader.get(`/devices/gauge-1/flagged?indicator=rain.hour&from=${iso(NOON_MS + from * MINUTE_MS)}&to=${iso(NOON_MS + 9 * MINUTE_MS)}`);
    expect((await of(0)).body).toEqual({
      readings: [
        { at: iso(NOON_MS + MINUTE_MS), value: -5, flags: ['impossible', 'source-stale'] },
        { at: iso(NOON_MS), value: 500, flags: ['impossible'] },
      ],
      isCut: false,
    });
    expect((await of(2)).body.readings).toEqual([]);
    house.clock.nowMs = NOON_MS + 26 * 3_600_000;
    expect((await leader.get('/devices/gauge-1')).body.flagged).toEqual([]);
    expect(
      (
        await (
          await house.as('shift-leader', DISTRICTS[1])
        ).get('/devices/gauge-1/flagged?indicator=rain.hour&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z')
      ).body.code,
    ).toBe('scope.denied');
  });

  it('marked, they take their alarm back and leave the incident that it opened; believed again, it is the same alarm', async () => {
    const soaked: RuleContent = {
      names: { zh: '暴雨', en: 'Rainstorm' },
      subject: { kind: 'sum', indicator: 'rain.hour', hours: 3, of: 'stations', tier: 'district', atLeast: 50 },
      levels: [{ state: 'alarm', above: 2, isInclusive: true }],
      overrides: [],
      waitS: 0,
      holeS: null,
      actions: { incident: { from: 'alarm', category: 'burst-pipe' } },
    };
    const minute = 27 * 60;
    house.clock.nowMs = NOON_MS + minute * MINUTE_MS;
    expect((await leader.post('/rules', { node: CITY, isOn: true, content: soaked })).status).toBe(201);
    await tell('gauge-0', minute + 1, 60);
    await tell('gauge-1', minute + 2, 70);
    const alarm = await until(async () =>
      (await leader.get('/alarms')).body.alarms.find((each: { incident: number | null }) => each.incident),
    );
    const mark = { from: iso(NOON_MS + minute * MINUTE_MS), reason: '雨量筒堵塞' };
    expect((await (await house.as('viewer')).post('/devices/gauge-0/suspect', mark)).body.code).toBe('role.denied');
    await leader.post('/devices/gauge-0/suspect', mark);
    const taken = await until(async () => {
      const { alarms, open } = (await leader.get('/alarms')).body;
      return open === 0 && alarms[0];
    });
    expect(taken).toMatchObject({ id: alarm.id, withdrawn: true, incident: alarm.incident });
    expect((await leader.get('/devices?state=suspect')).body.devices.map(({ code }: { code: string }) => code)).toEqual(['gauge-0']);
    await house.restart();
    await leader.post('/devices/gauge-0/trust', { reason: '已清理' });
    await until(async () => (await leader.get('/alarms')).body.open === 1);
    const { alarm: back, steps } = (await leader.get(`/alarms/${alarm.id}`)).body;
    expect(back).toMatchObject({ withdrawn: false, clearedAt: null, value: 2, raisedAt: alarm.raisedAt });
    expect(steps.map(({ change, detail }: { change: string; detail: string }) => [change, detail])).toEqual([
      ['raised', null],
      ['incident', String(alarm.incident)],
      ['withdrawn', 'gauge-0#1'],
      ['restored', 'gauge-0#2'],
    ]);
    expect((await leader.get('/incidents?status=open')).body.total).toBe(1);
    const acts = (await leader.get('/devices/gauge-0/acts')).body;
    expect(acts.map(({ act }: { act: string }) => act)).toEqual(['trust', 'suspect', 'register']);
  });
});
