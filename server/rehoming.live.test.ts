import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Summary } from '../shared/summary.ts';
import { putSettings } from './db/city.writer.ts';
import { HOUR_MS, MINUTE_MS } from './testing/factories.ts';
import { putReform } from './testing/reform.ts';
import { CITY, pointIn, shanghai } from './testing/test-city.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';
import { ENGINES } from './testing/test-store.ts';

/** Midnight in Shanghai, and the evening before. */
const REFORM_MS = Date.UTC(2026, 2, 4, 16);

describe.each(ENGINES)('an edition that begins while the server runs on %s', (engine) => {
  let test: TestHouse;
  let desk: Caller;
  beforeAll(async () => {
    test = await openTestHouse({ engine, nowMs: REFORM_MS - HOUR_MS });
    desk = await test.as('dispatcher');
  });
  afterAll(() => test.close());

  const post = async (body: object): Promise<number> => (await desk.post('/incidents', { category: 'pothole', ...body })).body.id;
  const summary = async (area: string, query = ''): Promise<Summary> => {
    await test.settled();
    return (await desk.get(`/areas/${area}/summary${query}`)).body;
  };
  const open = async (area: string): Promise<number> => (await summary(area)).totals.open;
  const timeline = async (id: number) => (await desk.get(`/incidents/${id}/timeline`)).body.entries;

  it('is followed at its instant: sums, homes and what a screen may ask', async () => {
    const moved = await post({ lngLat: pointIn('9001003') });
    const placeless = await post({ area: '9001003' });
    const held = await post({ lngLat: pointIn('9002002') });
    await desk.post(`/incidents/${held}/commands/register`, { seenVersion: 1 });
    await desk.post(`/incidents/${held}/commands/dispatch`, { seenVersion: 2, unit: '9002-cleaning' });
    const untouched = await post({ lngLat: pointIn('9003001') });
    const { connection, queue } = test.house.database;
    const zone = { code: 'zone', names: { zh: '开发区', en: 'Zone' }, kind: 'other', members: ['9001002', '9001003', '9003001'] };
    await queue.write(() => putSettings(connection.writer, connection.schema, { groups: [zone] }));
    await putReform(test.house.database.connection, test.house.database.queue, REFORM_MS);
    test.clock.nowMs = REFORM_MS - MINUTE_MS;
    // The tree has been read anew, and it is still yesterday's.
    await expect.poll(async () => (await desk.get('/city')).body.editions).toEqual([new Date(REFORM_MS).toISOString()]);
    expect(await Promise.all(['9001', '9002', '9003'].map(open))).toEqual([2, 1, 1]);

    test.clock.nowMs = REFORM_MS + 1_000;
    const rehomed = async (id: number) => (await timeline(id)).find(({ type }: { type: string }) => type === 'IncidentRehomed');
    await expect.poll(() => rehomed(placeless), { timeout: 10_000 }).toBeDefined();
    await expect.poll(() => open('9009'), { timeout: 10_000 }).toBe(1);
    expect(await Promise.all(['9001', '9002', '9003', '9009', '9001002', CITY].map(open))).toEqual([3, 0, 0, 1, 1, 4]);
    const at = new Date(REFORM_MS).toISOString();
    expect(await rehomed(moved)).toMatchObject({
      occurredAt: at,
      place: '9001002',
      actor: 'system:tree',
    });
    expect((await rehomed(moved)).detail.was).toEqual({ place: '9001003', located: 'point', holder: expect.anything() });
    // Beside it the clock says that the unit is silent, and stages that ran out.
    expect(await rehomed(held)).toMatchObject({
      place: '9002002',
      holder: { node: '9001', unit: '9002-cleaning' },
    });
    expect(await rehomed(untouched)).toBeUndefined();
    expect((await desk.get(`/incidents/${placeless}`)).body.incident).toMatchObject({ place: '9001', flags: ['place-ended'] });
  }, 40_000);

  it('leaves yesterday as it was, and marks who was there for a part of the window', async () => {
    const at = new Date(REFORM_MS).toISOString();
    const yesterday = await summary(CITY, `?from=${new Date(shanghai.addDays(REFORM_MS, -1)).toISOString()}&to=${at}`);
    const rows = yesterday.children.map(({ area, totals, validFrom, validTo }) => [area, totals.received, totals.open, validFrom, validTo]);
    expect(rows).toEqual([
      ['9001', 2, 3, undefined, undefined],
      ['9002', 1, 0, undefined, undefined],
      ['9003', 1, 0, undefined, undefined],
      ['9009', 0, 1, at, undefined],
    ]);
    const ended = await summary('9001003', `?at=${new Date(REFORM_MS - 1).toISOString()}`);
    expect(ended.totals).toMatchObject({ received: 2, open: 0 });
    const then = await desk.get(`/areas/${CITY}/children?geometry=false&at=${new Date(REFORM_MS - 1).toISOString()}`);
    expect(then.body.features.map((each: { properties: { code: string } }) => each.properties.code)).toEqual(['9001', '9002', '9003']);
    const now = await desk.get(`/areas/${CITY}/children?geometry=false`);
    expect(now.body.features.map((each: { properties: { code: string } }) => each.properties.code)).toEqual(['9001', '9009']);
  });

  it('names groups of areas, and sums them like an area', async () => {
    const viewer = await test.as('viewer', '9002002');
    expect((await viewer.get('/groups')).body).toMatchObject([{ code: 'zone', members: ['9001002', '9001003', '9003001'] }]);
    const day = `?from=${new Date(shanghai.addDays(REFORM_MS, -1)).toISOString()}&to=${new Date(REFORM_MS + HOUR_MS).toISOString()}`;
    const { status, body } = await viewer.get(`/groups/zone/summary${day}`);
    expect([status, body.area, body.totals.received, body.totals.open, body.own.totals.received]).toEqual([200, 'zone', 3, 2, 0]);
    expect(body.children.map((each: { area: string; totals: { received: number } }) => [each.area, each.totals.received])).toEqual([
      ['9001002', 0],
      ['9001003', 2],
      ['9003001', 1],
    ]);
    expect(await viewer.get('/groups/none/summary')).toMatchObject({ status: 404, body: { code: 'group.unknown' } });
  });
});
