import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_RULES } from '../shared/incident-commands.ts';
import { verify } from './db/verify.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';
import { CITY, DISTRICTS, pointIn, STREETS } from './testing/test-city.ts';
import { ENGINES } from './testing/test-store.ts';

const [street] = STREETS;
const [district] = DISTRICTS;
const unit = `${district}-cleaning`;
const report = (fields: object = {}) => ({ category: 'rubbish', lngLat: [...pointIn(street)], ...fields });

describe.each(ENGINES)('the life cycle on %s', (engine) => {
  let test: TestHouse;
  let desk: Caller;
  beforeAll(async () => {
    test = await openTestHouse({ engine });
    desk = await test.as('dispatcher');
  });
  afterAll(() => test.close());

  /** One incident, and commands to it as it is now. */
  async function one(fields: object = {}) {
    const { id } = (await desk.post('/incidents', report(fields))).body;
    const detail = async (caller = desk) => (await caller.get(`/incidents/${id}`)).body;
    const give = async (caller: Caller, command: string, body: object = {}) =>
      caller.post(`/incidents/${id}/commands/${command}`, { seenVersion: (await detail()).incident.version, ...body });
    const sent = async () => {
      await give(desk, 'register');
      expect((await give(desk, 'dispatch', { unit })).status).toBe(200);
    };
    return { id: id as number, detail, give, sent };
  }
  const timeline = async (id: number, caller = desk) => (await caller.get(`/incidents/${id}/timeline`)).body.entries;

  it('publishes its table', async () => {
    const { body } = await desk.get('/incident-commands');
    expect(body.map((row: { command: string }) => row.command)).toEqual(COMMAND_RULES.map(({ command }) => command));
    expect(body[0]).toMatchObject({ names: { zh: '核实' }, effect: { en: expect.stringContaining('site') } });
  });

  it('links both sides of a merge and of a split, and the part keeps its reporter and receipt', async () => {
    const [whole, twin] = [await one({ description: 'rubbish and noise', reporter: { contact: '138' } }), await one()];
    expect((await twin.give(desk, 'merge', { into: whole.id })).status).toBe(200);
    expect((await whole.give(desk, 'split', { category: 'noise', text: 'the noise' })).status).toBe(200);
    const { links } = (await whole.detail()).incident.extra;
    const part = links.find(({ kind }: { kind: string }) => kind === 'split-into').id;
    expect(links).toEqual([
      { kind: 'merged-from', id: twin.id },
      { kind: 'split-into', id: part },
    ]);
    expect((await twin.detail()).incident.extra.links).toEqual([{ kind: 'merged-into', id: whole.id }]);
    const split = (await desk.get(`/incidents/${part}`)).body;
    expect(split).toMatchObject({
      description: 'the noise',
      reporter: { contact: '138' },
      incident: {
        category: 'noise',
        reportedAt: (await whole.detail()).incident.reportedAt,
        extra: { links: [{ kind: 'split-from', id: whole.id }] },
      },
    });
  });

  it('offers each hand what it may do at its branch', async () => {
    const case1 = await one();
    await case1.sent();
    const water = `${DISTRICTS[1]}-water`;
    const helper = await test.as('handler', DISTRICTS[1], water);
    expect((await helper.get(`/incidents/${case1.id}`)).status).toBe(404);
    expect((await case1.give(desk, 'assist', { unit: water })).status).toBe(200);
    expect(await case1.detail(helper)).toMatchObject({
      commands: ['note', 'attach'],
      branchCommands: [{ branch: 1, commands: ['accept', 'return'] }],
      incident: { extra: { branches: [{ id: 1, unit: water, status: 'dispatched' }] } },
    });
    const ids = async () => (await helper.get('/incidents?status=open')).body.rows.map((row: { id: number }) => row.id);
    expect(await ids()).toEqual([case1.id]);
    expect((await case1.give(helper, 'accept', { branch: 1 })).status).toBe(200);
    expect(await case1.give(helper, 'accept', { branch: 1 })).toMatchObject({ status: 409, body: { code: 'command.impossible' } });
    expect(await case1.give(helper, 'accept', { branch: 9 })).toMatchObject({ status: 400, body: { code: 'branch.unknown' } });
    const streets = await test.as('dispatcher', street);
    expect(await case1.give(streets, 'whistle', { department: 'nobody', reason: 'r' })).toMatchObject({
      body: { code: 'department.unknown' },
    });
    expect(await case1.give(desk, 'whistle', { department: 'water', reason: 'r' })).toMatchObject({
      status: 403,
      body: { code: 'scope.street-only', detail: { possible: expect.arrayContaining(['note']) } },
    });
    expect((await case1.give(streets, 'whistle', { department: 'water', reason: 'r' })).status).toBe(200);
  });

  it('names a supervisor beside the log only', async () => {
    const watched = await one();
    const leader = await test.as('shift-leader');
    expect((await watched.give(leader, 'supervise', { name: '王某某' })).status).toBe(200);
    expect(await watched.detail()).toMatchObject({ supervisor: '王某某', incident: { supervised: true } });
    expect((await watched.detail(await test.as('viewer'))).supervisor).toBeNull();
    const { connection } = test.house.database;
    const rows = await connection.reader.select({ payload: connection.schema.events.payload }).from(connection.schema.events);
    expect(rows.some(({ payload }) => String(payload).includes('王某某'))).toBe(false);
  });

  it('stops and starts a clock in every figure, and tells a silent unit by itself', async () => {
    const slow = await one();
    await slow.sent();
    const [handler, leader] = [await test.as('handler', district, unit), await test.as('shift-leader')];
    const figures = async () => {
      await test.settled();
      return (await desk.get(`/areas/${CITY}/summary`)).body.totals;
    };
    const before = await figures();
    await slow.give(handler, 'request-suspension', { reason: 'flood' });
    expect((await slow.give(leader, 'grant-suspension')).status).toBe(200);
    expect((await figures()).suspended).toBe(before.suspended + 1);
    const { dueAt } = (await slow.detail()).incident;
    test.clock.nowMs += 3_600_000;
    expect((await slow.give(handler, 'resume')).status).toBe(200);
    expect(Date.parse((await slow.detail()).incident.dueAt)).toBe(Date.parse(dueAt) + 3_600_000);
    expect((await figures()).suspended).toBe(before.suspended);
    test.clock.nowMs += 16 * 60_000;
    await expect
      .poll(async () => (await timeline(slow.id)).filter(({ type }: { type: string }) => type === 'UnitSilent'), { timeout: 10_000 })
      .toMatchObject([{ actor: 'system:clock', detail: { silentPercent: 50, unit } }]);
  });

  it('offers what may be reported twice, nearest first, and only what the caller may read', async () => {
    const [lng, lat] = pointIn(STREETS[1]);
    const [first, near, other] = [
      await one({ lngLat: [lng, lat] }),
      await one({ lngLat: [lng + 0.0005, lat] }),
      await one({ lngLat: [lng, lat], category: 'pothole' }),
    ];
    const ask = async (caller: Caller, id: number, query = '') => caller.get(`/incidents/${id}/duplicates${query}`);
    const { body } = await ask(desk, first.id);
    expect(body).toMatchObject([{ incident: { id: near.id }, metres: expect.any(Number), apartMs: expect.any(Number) }]);
    expect(body[0].metres).toBeGreaterThan(20);
    expect((await ask(desk, first.id, '?m=10')).body).toEqual([]);
    expect((await ask(await test.as('dispatcher', DISTRICTS[1]), first.id)).status).toBe(404);
    expect((await first.give(desk, 'merge', { into: near.id })).status).toBe(200);
    expect((await near.detail()).incident.extra.links).toEqual([{ kind: 'merged-from', id: first.id }]);
    expect((await ask(desk, other.id)).body).toEqual([]);
  });

  it('keeps views: one’s own, and those shared with a role where it works', async () => {
    const [leader, mate, far] = [await test.as('shift-leader', district), desk, await test.as('dispatcher', DISTRICTS[1])];
    const near = await test.as('dispatcher', district);
    const send = async (caller: Caller, method: string, id: string, body?: object) => {
      const headers = { authorization: `Bearer ${caller.token}`, ...(body ? { 'content-type': 'application/json' } : {}) };
      const answer = await fetch(`${test.url}/api/v1/views/${id}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      return { status: answer.status, body: JSON.parse((await answer.text()) || 'null') };
    };
    const names = async (caller: Caller): Promise<string[]> => (await caller.get('/views')).body.map((view: { name: string }) => view.name);
    const query = { queue: 'soon', sort: 'newest', severity: 'critical,urgent' };
    const share = { role: 'dispatcher', node: district };
    expect(await send(mate, 'PUT', 'mine0001', { name: ' Mine ', share: null, query })).toMatchObject({
      status: 200,
      body: { name: 'Mine', share: null, query, mayChange: true },
    });
    expect((await send(mate, 'PUT', 'theirs01', { name: 'x', share, query })).body.code).toBe('view.not-yours');
    expect((await send(leader, 'PUT', 'shared01', { name: 'Night', share, query })).status).toBe(200);
    expect([await names(mate), await names(near), await names(far), await names(leader)]).toEqual([['Mine'], ['Night'], [], ['Night']]);
    expect((await send(near, 'DELETE', 'shared01')).body.code).toBe('view.not-yours');
    expect((await send(far, 'DELETE', 'shared01')).body.code).toBe('view.unknown');
    expect((await send(leader, 'PUT', 'mine0001', { name: 'x', share: null, query })).body.code).toBe('view.unknown');
    expect((await send(leader, 'PUT', 'bad00001', { name: 'x', share: null, query: { queue: 'nonsense' } })).status).toBe(400);
    expect((await send(leader, 'PUT', 'shared01', { name: 'Late', share, query })).body.name).toBe('Late');
    expect((await send(leader, 'DELETE', 'shared01')).status).toBe(204);
    expect(await names(near)).toEqual([]);
    expect((await send(await test.as('viewer'), 'PUT', 'viewer01', { name: 'x', share: null, query })).body.code).toBe('role.denied');
  });

  it('leaves everything as the log tells it', async () => {
    await test.settled();
    expect((await verify(test.house.database.connection)).differences).toEqual([]);
  });
});
