import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';
import { ENGINES } from './testing/test-store.ts';
import { CITY, DISTRICTS, OUTSIDE, pointIn, STREETS } from './testing/test-city.ts';

const [first, second] = DISTRICTS;
const street = STREETS[0];
const report = (more: object = {}) => ({ category: 'rubbish', lngLat: pointIn(street), ...more });

/** The line as a caller meets it: real HTTP, real database, the invented city. */
describe.each(ENGINES)('the line on %s', (engine) => {
  let test: TestHouse;
  let desk: Caller;
  beforeAll(async () => {
    test = await openTestHouse({ engine });
    desk = await test.as('dispatcher');
  });
  afterAll(() => test.close());

  const summary = async (area: string) => {
    await test.settled();
    return (await desk.get(`/areas/${area}/summary`)).body;
  };

  describe('one incident, three tiers', () => {
    it('is located, and city, district and street each count it at once', async () => {
      const before = await Promise.all([CITY, first, street, second].map(summary));
      const { status, body } = await desk.post('/incidents', report());
      expect([status, body.place, body.located]).toEqual([201, street, 'point']);
      const after = await Promise.all([CITY, first, street, second].map(summary));
      expect(after.map((each, i) => each.totals.open - before[i].totals.open)).toEqual([1, 1, 1, 0]);
      expect(after.map((each, i) => each.totals.received - before[i].totals.received)).toEqual([1, 1, 1, 0]);
      for (const each of after) {
        for (const name of Object.keys(each.totals)) {
          const below = each.children.reduce((sum: number, child: { totals: Record<string, number> }) => sum + child.totals[name]!, 0);
          expect(each.totals[name], name).toBe(each.own.totals[name] + below);
        }
      }
    });

    it('goes from the report to a verified closing, each by whom it concerns', async () => {
      const unit = `${first}-cleaning`;
      const [handler, verifier] = [await test.as('handler', first, unit), await test.as('verifier', first)];
      const { id } = (await desk.post('/incidents', report({ description: '渗水', reporter: { contact: '138' } }))).body;
      let version = 1;
      const give = async (caller: Caller, command: string, fields: object = {}) => {
        const answer = await caller.post(`/incidents/${id}/commands/${command}`, { seenVersion: version, ...fields });
        if (answer.status === 200) version = answer.body.version;
        return answer;
      };
      expect((await give(desk, 'register')).body.status).toBe('registered');
      expect((await give(desk, 'dispatch', { unit })).body.status).toBe('dispatched');
      expect(await give(verifier, 'accept')).toMatchObject({ status: 403, body: { code: 'role.denied' } });
      expect((await give(handler, 'accept')).body.status).toBe('accepted');
      expect((await give(handler, 'start')).body.status).toBe('handling');
      expect(await give(handler, 'handle')).toMatchObject({
        status: 400,
        body: { code: 'command.field-missing', detail: { field: 'disposition' } },
      });
      expect((await give(handler, 'handle', { disposition: 'resolved', text: '已清理' })).body.status).toBe('handled');
      expect(await give(handler, 'verify', { outcome: 'pass' })).toMatchObject({ status: 403 });
      expect((await give(verifier, 'verify', { outcome: 'pass' })).body.status).toBe('closed');
      const { entries } = (await desk.get(`/incidents/${id}/timeline`)).body;
      expect(entries.map((entry: { type: string }) => entry.type)).toEqual([
        'IncidentReported',
        'IncidentRegistered',
        'IncidentDispatched',
        'IncidentAccepted',
        'IncidentStarted',
        'IncidentHandled',
        'IncidentClosed',
      ]);
      expect(entries[5].detail.text).toBe('已清理');
      expect(await give(desk, 'dispatch', { unit })).toMatchObject({
        status: 409,
        body: { code: 'command.impossible', detail: { possible: ['correct', 'note', 'attach'] } },
      });
    });

    it('of two commands at once one wins, the other gets the newer state', async () => {
      const { id } = (await desk.post('/incidents', report())).body;
      const answers = await Promise.all([
        desk.post(`/incidents/${id}/commands/register`, { seenVersion: 1 }),
        desk.post(`/incidents/${id}/commands/reject`, { seenVersion: 1, reason: 'other' }),
      ]);
      expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
      const lost = answers.find(({ status }) => status === 409)!.body;
      expect([lost.code, lost.detail.incident.version]).toEqual(['version.stale', 2]);
    });

    it('is written once under one Idempotency-Key, and once under one outer id', async () => {
      const key = { 'idempotency-key': 'k1' };
      const [one, two] = [await desk.post('/incidents', report(), key), await desk.post('/incidents', report(), key)];
      expect(two.body).toEqual(one.body);
      expect(await desk.post('/incidents', report({ severity: 'low' }), key)).toMatchObject({
        status: 409,
        body: { code: 'idempotency.reused' },
      });
      const outer = await desk.post('/incidents', report({ externalId: 'A-1' }));
      expect(await desk.post('/incidents', report({ externalId: 'A-1' }))).toMatchObject({
        status: 200,
        body: { id: outer.body.id, existing: true },
      });
    });

    it('comes by the batch, one answer a line, a bad line refused alone', async () => {
      const lines = [
        JSON.stringify(report()),
        '{oops',
        JSON.stringify(report({ category: 'nope' })),
        JSON.stringify(report({ lngLat: [...OUTSIDE] })),
        JSON.stringify(report({ occurredAt: '2026-13-01T00:00:00Z' })),
      ].join('\r\n');
      const { body } = await desk.post('/incidents/batch', lines, { 'content-type': 'application/x-ndjson' });
      expect(body.map((answer: { line: number; code?: string; located?: string }) => [answer.line, answer.code ?? answer.located])).toEqual(
        [
          [1, 'point'],
          [2, 'request.invalid'],
          [3, 'category.unknown'],
          [4, 'outside'],
          [5, 'time.invalid'],
        ],
      );
    });
  });

  describe('bad input', () => {
    const [lng, lat] = pointIn(street);
    it.each([
      ['no JSON', '{"category":', 400, 'request.malformed'],
      ['an unknown field', report({ nope: 1 }), 400, 'request.invalid'],
      ['a number as text', report({ lngLat: ['106', '29'] }), 400, 'request.invalid'],
      ['an unknown category', report({ category: 'x' }), 400, 'category.unknown'],
      ['an unknown area', { category: 'rubbish', area: '77' }, 400, 'area.unknown'],
      ['swapped coordinates', report({ lngLat: [lat, lng] }), 400, 'coordinates.swapped'],
      ['projected coordinates', report({ lngLat: [13_000_000, 3_400_000] }), 400, 'coordinates.projected'],
      // Half a street west of its east border: as GCJ-02 the point lies in the street before.
      ['GCJ-02 sent as WGS-84', report({ lngLat: [106.1001, lat], area: street }), 400, 'coordinates.gcj02'],
      ['a time in the future', report({ occurredAt: '2099-01-01T00:00:00+08:00' }), 400, 'time.future'],
      ['no time at all', report({ occurredAt: 'yesterday' }), 400, 'time.invalid'],
      ['a day that there is not', report({ occurredAt: '2026-13-01T00:00:00Z' }), 400, 'time.invalid'],
      ['a NUL byte', report({ description: 'a\u0000b' }), 400, 'text.control-characters'],
      ['10 MB in a field', report({ description: 'x'.repeat(10_000_000) }), 413, 'request.too-large'],
    ])('%s', async (_case, body, status, code) => {
      const answer = await desk.post('/incidents', body, { 'accept-language': 'en' });
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.body.message).not.toMatch(/[\u4e00-\u9fff{}]/);
    });

    it('says so in the language of the caller', async () => {
      const say = async (language: string) => (await desk.get('/areas/77', { 'accept-language': language })).body.message;
      expect([await say('zh-CN'), await say('en')]).toEqual(['没有编码为 77 的辖区', 'There is no area with the code 77']);
    });

    it.each([
      ['/incidents/999999', 404, 'incident.unknown'],
      ['/incidents/abc', 400, 'request.invalid'],
      ['/incidents?cursor=zzz', 400, 'cursor.invalid'],
      ['/incidents?status=nope', 400, 'request.invalid'],
      [`/areas/${CITY}/summary?from=2026-03-04`, 400, 'time.invalid'],
      [`/areas/${CITY}/summary?from=2026-03-05T00:00:00Z&to=2026-03-04T00:00:00Z`, 400, 'window.invalid'],
      [`/areas/${CITY}/series?metric=nope`, 400, 'request.invalid'],
      ['/nope', 404, 'route.unknown'],
    ])('GET %s', async (path, status, code) => {
      const answer = await desk.get(path);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });

    it('an unknown command names those there are', async () => {
      const { id } = (await desk.post('/incidents', report())).body;
      const answer = await desk.post(`/incidents/${id}/commands/explode`, { seenVersion: 1 });
      expect(answer).toMatchObject({ status: 404, body: { code: 'command.unknown' } });
      expect(answer.body.detail.commands).toContain('dispatch');
    });
  });

  describe('rights', () => {
    it('nobody without a sign-in', async () => {
      expect((await fetch(`${test.url}/api/v1/incidents`)).status).toBe(401);
      expect((await fetch(`${test.url}/api/v1/areas/${CITY}/summary`)).status).toBe(401);
    });

    it('a district officer reads figures of all areas, rows of their own alone', async () => {
      const officer = await test.as('officer', second);
      const { id } = (await desk.post('/incidents', report())).body;
      expect((await officer.get(`/areas/${first}/summary`)).status).toBe(200);
      expect(await officer.get(`/incidents?area=${first}`)).toMatchObject({ status: 403, body: { code: 'scope.denied' } });
      expect(await officer.get(`/incidents?area=${CITY}`)).toMatchObject({ status: 403 });
      expect(await officer.get(`/incidents/${id}`)).toMatchObject({ status: 404, body: { code: 'incident.unknown' } });
      expect(await officer.get(`/incidents/${id}/timeline`)).toMatchObject({ status: 404 });
      expect(await officer.get(`/changes?area=${first}&since=0`)).toMatchObject({ status: 403 });
      expect((await officer.get(`/incidents?ids=${id}`)).body.rows).toEqual([]);
      expect(await officer.post('/incidents', report())).toMatchObject({ status: 403, body: { code: 'scope.denied' } });
      expect(await officer.post(`/incidents/${id}/commands/register`, { seenVersion: 1 })).toMatchObject({ status: 404 });
    });

    it('a viewer reads rows but not who reported, and writes nothing', async () => {
      const viewer = await test.as('viewer');
      const { id } = (await desk.post('/incidents', report({ description: '电话 139', reporter: { name: 'N', contact: '139' } }))).body;
      const detail = (await viewer.get(`/incidents/${id}`)).body;
      expect([detail.description, detail.reporter, detail.commands]).toEqual([null, null, []]);
      expect((await desk.get(`/incidents/${id}`)).body.reporter).toEqual({ name: 'N', contact: '139' });
      expect(await viewer.post('/incidents', report())).toMatchObject({ status: 403, body: { code: 'role.denied' } });
    });

    it('the unit that holds a case may read it, wherever it lies', async () => {
      const { id } = (await desk.post('/incidents', report())).body;
      await desk.post(`/incidents/${id}/commands/register`, { seenVersion: 1 });
      const rescue = await test.as('handler', CITY, '90-rescue');
      await desk.post(`/incidents/${id}/commands/dispatch`, { seenVersion: 2, unit: '90-rescue' });
      expect((await rescue.get(`/incidents/${id}`)).body.commands).toContain('accept');
    });
  });

  describe('lists', () => {
    it('page by risk of breach without loss or doubles', async () => {
      for (let i = 0; i < 25; i++) await desk.post('/incidents', report({ category: ['rubbish', 'burst-pipe', 'noise'][i % 3] }));
      const all = (await desk.get('/incidents?status=open&limit=500')).body;
      const paged: number[] = [];
      let cursor: string | null = null;
      do {
        const page: { rows: { id: number }[]; cursor: string | null } = (
          await desk.get(`/incidents?status=open&limit=7${cursor ? `&cursor=${cursor}` : ''}`)
        ).body;
        paged.push(...page.rows.map(({ id }) => id));
        cursor = page.cursor;
      } while (cursor);
      expect(paged).toEqual(all.rows.map(({ id }: { id: number }) => id));
      const due = all.rows.map((row: { dueAt: string | null }) => (row.dueAt ? Date.parse(row.dueAt) : Number.POSITIVE_INFINITY));
      expect(due).toEqual([...due].sort((a, b) => a - b));
      expect(all.total).toBe((await summary(CITY)).totals.open);
    });

    it('near a point', async () => {
      const [lng, lat] = pointIn(STREETS[6]);
      const { id } = (await desk.post('/incidents', report({ lngLat: [lng, lat] }))).body;
      expect((await desk.get(`/incidents?near=${lng + 0.001},${lat},150`)).body.rows.map((row: { id: number }) => row.id)).toEqual([id]);
      expect((await desk.get(`/incidents?near=${lng + 0.002},${lat},150`)).body.rows).toEqual([]);
    });
  });

  describe('clocks', () => {
    it('a passed deadline is an event at its due time, counted as overdue on every tier', async () => {
      const { id } = (
        await desk.post(
          '/incidents',
          report({ category: 'burst-pipe', occurredAt: new Date(test.clock.nowMs - 3 * 3_600_000).toISOString() }),
        )
      ).body;
      await test.house.incidents.passDeadlines();
      const incident = (await desk.get(`/incidents/${id}`)).body.incident;
      expect(incident.overdue).toBe(true);
      const last = (await desk.get(`/incidents/${id}/timeline`)).body.entries.at(-1);
      expect([last.type, last.occurredAt]).toEqual(['DeadlinePassed', incident.dueAt]);
      expect((await desk.get('/incidents?overdue=true')).body.total).toBe((await summary(CITY)).totals.overdue);
    });
  });
});
