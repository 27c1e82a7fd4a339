import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Summary } from '../shared/summary.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';
import { ENGINES } from './testing/test-store.ts';
import { CITY, pointIn, STREETS } from './testing/test-city.ts';

const [street, district] = [STREETS[0], STREETS[0].slice(0, 4)];

describe.each(ENGINES)('sums by responsibility on %s', (engine) => {
  let test: TestHouse;
  let officer: Caller;
  beforeAll(async () => {
    test = await openTestHouse({ engine });
    officer = await test.as('officer');
    const desk = await test.as('dispatcher');
    const reported = async (): Promise<number> => (await desk.post('/incidents', { category: 'rubbish', lngLat: pointIn(street) })).body.id;
    await reported();
    const id = await reported();
    const give = async (command: string, seenVersion: number, more: object): Promise<void> =>
      expect((await desk.post(`/incidents/${id}/commands/${command}`, { seenVersion, ...more })).status).toBe(200);
    await give('register', 1, {});
    await give('escalate', 2, { reason: 'too big for a street' });
    await give('escalate', 3, { reason: 'and for a district' });
    await test.settled();
  });
  afterAll(() => test.close());

  const summary = async (area: string, query = ''): Promise<Summary> =>
    (await officer.get(`/areas/${area}/summary?${query.slice(1)}`)).body;

  it('what was handed up is open at the node that holds it, and still lies where it lies', async () => {
    for (const filter of ['', '&category=rubbish', '&severity=normal']) {
      for (const area of [street, district, CITY]) expect((await summary(area, filter)).totals.open, area + filter).toBe(2);
      const held = async (area: string): Promise<number> => (await summary(area, `&by=responsible${filter}`)).totals.open;
      expect([await held(street), await held(district), await held(CITY)], filter).toEqual([1, 1, 2]);
    }
    const city = await summary(CITY, '&by=responsible');
    expect([city.by, city.own.totals.open, city.children.map(({ area, totals }) => [area, totals.open])]).toEqual([
      'responsible',
      1,
      expect.arrayContaining([[district, 1]]),
    ]);
  });

  it('says by what it counted, and refuses what it does not know', async () => {
    expect((await summary(CITY)).by).toBe('location');
    expect((await officer.get(`/areas/${CITY}/summary?by=colour`)).status).toBe(400);
  });
});
