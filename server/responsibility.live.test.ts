import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RatesTable, Summary } from '../shared/summary.ts';
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

  it('of units: what each held when it counted, in its own area alone, with the rows behind it', async () => {
    const desk = await test.as('dispatcher');
    const { id } = (await desk.post('/incidents', { category: 'rubbish', lngLat: pointIn(street) })).body;
    const give = async (command: string, seenVersion: number, more: object): Promise<void> =>
      expect((await desk.post(`/incidents/${id}/commands/${command}`, { seenVersion, ...more })).status).toBe(200);
    await give('register', 1, {});
    await give('dispatch', 2, { unit: '9001-cleaning' });
    await give('reassign', 3, { unit: '9001-water', reason: 'a pipe' });
    await test.settled();
    const rates = async (area: string, query: string): Promise<RatesTable> =>
      (await officer.get(`/areas/${area}/rates?${query}`)).body as RatesTable;
    const opens = async (area: string, query: string) =>
      (await rates(area, query)).rows.map(({ key, name, totals }) => [key, name.en, totals.open]);
    expect(await opens(district, 'by=unit')).toEqual([['9001-water', '9001-water', 1]]);
    expect(await opens(CITY, 'by=holder')).toEqual([['water', 'water', 1]]);
    expect(await opens(CITY, 'by=unit&category=noise')).toEqual([]);
    expect(await opens('9002', 'by=unit')).toEqual([]);
    const behind = async (query: string) => officer.get(`/incidents/behind?${query}`);
    for (const query of [`area=${district}&unit=9001-water`, `area=${CITY}&holder=water`]) {
      const { body } = await behind(`${query}&figure=open`);
      expect([body.total, body.rows.map((row: { id: number }) => row.id)], query).toEqual([1, [id]]);
    }
    expect((await behind(`area=${district}&unit=9001-cleaning&figure=open`)).body).toMatchObject({ total: 0, rows: [] });
    for (const [query, field] of [
      ['unit=9001-water&holder=water&figure=open', 'holder'],
      ['area=9002&unit=9001-water&figure=open', 'unit'],
      ['unit=9001-water&figure=close', 'unit'],
      ['unit=9001-water&by=location&figure=open', 'unit'],
      ['holder=nobody&figure=open', 'holder'],
    ])
      expect((await behind(query!)).body, query).toMatchObject({ detail: { field } });
    expect((await officer.get(`/areas/${CITY}/rates?by=unit&dimension=location`)).status).toBe(400);
    const streetOfficer = await test.as('officer', '9002001');
    expect((await streetOfficer.get(`/incidents/behind?area=${district}&unit=9001-water&figure=open`)).status).toBe(403);
    expect((await streetOfficer.get(`/areas/${district}/rates?by=unit`)).status).toBe(200);
  });

  it('says by what it counted, and refuses what it does not know', async () => {
    expect((await summary(CITY)).by).toBe('location');
    expect((await officer.get(`/areas/${CITY}/summary?by=colour`)).status).toBe(400);
  });
});
