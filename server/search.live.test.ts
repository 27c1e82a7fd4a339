import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pointIn } from './testing/test-city.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';
import { ENGINES } from './testing/test-store.ts';

const NOON_MS = Date.UTC(2026, 2, 4, 4);

describe.each(ENGINES)('GET /incidents?q= on %s', (engine) => {
  let test: TestHouse;
  let desk: Caller;
  let ids: number[];
  beforeAll(async () => {
    test = await openTestHouse({ engine, nowMs: NOON_MS });
    desk = await test.as('dispatcher');
    const lines = [
      { category: 'burst-pipe', lngLat: pointIn('9001001'), description: '解放碑水管爆裂，路面积水' },
      { category: 'rubbish', lngLat: pointIn('9002001'), description: '解放路口垃圾堆放', reporter: { name: '欧阳', contact: '139' } },
      { category: 'pothole', lngLat: pointIn('9001002'), description: 'Pothole near the market' },
    ];
    const { body } = await desk.post('/incidents/batch', lines.map((line) => JSON.stringify(line)).join('\n'), {
      'content-type': 'application/x-ndjson',
    });
    ids = (body as { id: number }[]).map(({ id }) => id);
  });
  afterAll(() => test.close());

  const find = async (caller: Caller, query: string) =>
    (await caller.get(`/incidents?sort=oldest&${query}`)).body.rows.map((row: { id: number }) => row.id);
  const q = (text: string): string => `q=${encodeURIComponent(text)}`;

  it('finds two characters and beginnings of words, with the other filters', async () => {
    expect(await find(desk, q('解放'))).toEqual([ids[0], ids[1]]);
    expect(await find(desk, q('水管'))).toEqual([ids[0]]);
    expect(await find(desk, q('MARK'))).toEqual([ids[2]]);
    expect(await find(desk, `${q('解放')}&area=9002`)).toEqual([ids[1]]);
    expect(await find(desk, `${q('解放')}&severity=critical`)).toEqual([ids[0]]);
    expect(await find(desk, `${q('解放')}&status=closed`)).toEqual([]);
    expect((await desk.get(`/incidents?${q('解放')}`)).body).toMatchObject({ total: 2, cursor: null });
  });

  it('tells nobody of what they may not read', async () => {
    const other = await test.as('officer', '9003');
    const answer = async (text: string) => {
      const { asOf: _, ...body } = (await other.get(`/incidents?${q(text)}`)).body;
      return body;
    };
    expect(await find(await test.as('officer', '9001'), q('解放'))).toEqual([ids[0]]);
    expect(await find(other, q('解放'))).toEqual([]);
    // One word that others' texts hold, one that none holds: the same answer.
    expect(await answer('解放')).toEqual(await answer('火车'));
    expect((await other.get(`/incidents?area=9001&${q('解放')}`)).status).toBe(403);
    // Names and contacts are found by nobody.
    expect(await find(desk, q('欧阳'))).toEqual([]);
    expect(await find(desk, q('139'))).toEqual([]);
  });

  it('refuses those who may not read descriptions, and what has no word', async () => {
    const viewer = await test.as('viewer');
    expect(await viewer.get(`/incidents?${q('解放')}`)).toMatchObject({ status: 403, body: { code: 'role.denied' } });
    expect((await viewer.get('/incidents')).status).toBe(200);
    expect(await desk.get(`/incidents?${q('。。')}`)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect((await desk.get(`/incidents?${q('路'.repeat(81))}`)).status).toBe(400);
  });

  it('shows a party to a case what its row shows', async () => {
    await desk.post(`/incidents/${ids[1]}/commands/register`, { seenVersion: 1 });
    await desk.post(`/incidents/${ids[1]}/commands/dispatch`, { seenVersion: 2, unit: '90-rescue' });
    const unit = await test.as('handler', '9003', '90-rescue');
    expect(await find(unit, q('解放'))).toEqual([ids[1]]);
  });

  it('finds a number, whole or by its end within the last days', async () => {
    expect(await find(desk, 'number=20260304-000002')).toEqual([ids[1]]);
    expect(await find(desk, 'number=20260304-2')).toEqual([ids[1]]);
    expect(await find(desk, 'number=0002')).toEqual([ids[1]]);
    expect(await find(desk, 'number=20260303-000002')).toEqual([]);
    expect(await find(await test.as('officer', '9001'), 'number=0002')).toEqual([]);
    expect((await desk.get('/incidents?number=0002x')).status).toBe(400);
    test.clock.nowMs = NOON_MS + 7 * 86_400_000;
    expect(await find(desk, 'number=0002')).toEqual([]);
    test.clock.nowMs = NOON_MS;
  });
});
