import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putSettings } from './db/city.writer.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';
import { ENGINES } from './testing/test-store.ts';
import { CITY, DISTRICTS, pointIn, STREETS } from './testing/test-city.ts';

const [first, second] = DISTRICTS;
const inFirst = STREETS.filter((code) => code.startsWith(first));
const inSecond = STREETS.filter((code) => code.startsWith(second));
/** Streets of two districts, two of them neighbours. */
const MEMBERS = [inFirst[0]!, inFirst[1]!, inSecond[0]!];
const GROUP = { code: 'zone', names: { zh: '开发区', en: 'Zone' }, kind: 'development-zone' as const, members: MEMBERS, isExample: true };

describe.each(ENGINES)('groups on %s', (engine) => {
  let test: TestHouse;
  let officer: Caller;
  beforeAll(async () => {
    test = await openTestHouse({ engine });
    const { connection } = test.house.database;
    await putSettings(connection.writer, connection.schema, { groups: [GROUP] });
    officer = await test.as('officer');
    const desk = await test.as('dispatcher');
    for (const place of [...MEMBERS, inSecond[1]!])
      expect((await desk.post('/incidents', { category: 'rubbish', lngLat: pointIn(place) })).status).toBe(201);
    await test.settled();
  });
  afterAll(() => test.close());

  it('a group is drawn as one outline below the city, with its members as children', async () => {
    const { body } = await officer.get('/groups/zone');
    expect(body.properties).toMatchObject({ code: 'zone', name: GROUP.names, tier: 'district', parent: CITY, children: 3 });
    expect(body.properties.ancestors.map(({ code }: { code: string }) => code)).toEqual([CITY]);
    // Neighbours grow together: fewer parts than members.
    expect(body.geometry.type).toBe('MultiPolygon');
    expect(body.geometry.coordinates.length).toBeLessThan(MEMBERS.length);
    const members = (await officer.get('/groups/zone/children')).body.features;
    expect(members.map(({ properties }: { properties: { code: string } }) => properties.code)).toEqual([...MEMBERS].sort());
    expect((await officer.get('/groups/nowhere')).status).toBe(404);
  });

  it('its list holds the incidents of its members and no other', async () => {
    const { body } = await officer.get('/incidents?group=zone');
    expect(body.rows.map(({ place }: { place: string }) => place).sort()).toEqual([...MEMBERS].sort());
    expect(body.total).toBe((await officer.get('/groups/zone/summary')).body.totals.open);
    expect(await officer.get(`/incidents?group=zone&area=${first}`)).toMatchObject({ status: 400, body: { detail: { field: 'group' } } });
  });

  it('its series and breakdown add up to its summary', async () => {
    const received = (await officer.get('/groups/zone/summary')).body.totals.received;
    const points = (await officer.get('/groups/zone/series?metric=received&bucket=hour')).body;
    expect(points.reduce((sum: number, { value }: { value: number | null }) => sum + (value ?? 0), 0)).toBe(received);
    const filtered = (await officer.get('/groups/zone/series?metric=received&bucket=hour&category=rubbish')).body;
    expect(filtered).toEqual(points);
    expect((await officer.get('/groups/zone/breakdown?by=category')).body).toMatchObject([{ key: 'rubbish', count: received }]);
  });

  it('who may read only some of the members may read none of its rows, and still its figures', async () => {
    const local = await test.as('officer', first);
    expect(await local.get('/incidents?group=zone')).toMatchObject({ status: 403, body: { code: 'scope.denied' } });
    expect((await local.get('/groups/zone/summary')).body.totals.received).toBe(3);
  });
});
