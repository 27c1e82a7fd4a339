import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { io } from 'socket.io-client';
import { COMMAND_RULES } from '../shared/incident-commands.ts';
import type { MovedUnits } from '../shared/live.ts';
import { fromSlimUnit } from '../shared/unit-states.ts';
import { findOverdueShare } from './db/reads/overdue-share.read.ts';
import { moveCatalogueVersion, putSettings } from './db/city.writer.ts';
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

  it('re-checks what was drawn, by another person, and puts back what was decided wrongly', async () => {
    const drawing = async (recheckShare: number): Promise<void> => {
      const { writer, schema } = test.house.database.connection;
      await putSettings(writer, schema, { life: { recheckShare } });
      await moveCatalogueVersion(writer, schema);
    };
    await drawing(1);
    const leader = await test.as('shift-leader', district);
    const [whole, twin, false1] = [await one(), await one(), await one()];
    expect((await twin.give(desk, 'merge', { into: whole.id })).status).toBe(200);
    expect((await false1.give(leader, 'reject', { reason: 'no-such-thing' })).status).toBe(200);
    await drawing(0);
    const list = async (caller: Caller): Promise<number[]> =>
      (await caller.get('/incidents?view=recheck')).body.rows.map(({ id }: { id: number }) => id);
    const count = async (caller: Caller): Promise<number> => (await caller.get('/incidents/views')).body.counts.recheck;
    const checker = await test.as('verifier');
    expect([await list(checker), await count(checker)]).toEqual([[twin.id, false1.id], 2]);
    expect([await list(leader), await count(leader)]).toEqual([[twin.id], 1]);
    expect((await twin.detail(checker)).commands).toContain('recheck');
    expect((await false1.detail(leader)).commands).not.toContain('recheck');
    expect((await false1.give(leader, 'recheck', { outcome: 'confirmed', reason: 'r' })).body).toMatchObject({
      code: 'recheck.own-decision',
    });
    expect((await whole.give(checker, 'recheck', { outcome: 'confirmed', reason: 'r' })).body).toMatchObject({
      code: 'command.impossible',
    });

    expect((await twin.give(checker, 'recheck', { outcome: 'overturned', reason: 'another heap' })).status).toBe(200);
    expect((await false1.give(checker, 'recheck', { outcome: 'confirmed', reason: 'nothing there' })).status).toBe(200);
    expect(await list(checker)).toEqual([]);
    expect((await twin.detail()).incident).toMatchObject({
      status: 'reported',
      mergedInto: null,
      extra: { recheck: { outcome: 'overturned' } },
    });
    expect((await whole.detail()).incident.extra?.links).toBeUndefined();
    expect((await timeline(twin.id)).at(-1)).toMatchObject({
      type: 'RecheckOverturned',
      detail: { reason: 'another heap', other: whole.id },
    });
    // What the hour that runs has drawn is counted when it is over.
    test.clock.nowMs += 3_600_000;
    await test.settled();
    // Not "today", which may just have begun.
    const hour = (ahead: number): string => new Date(Math.floor(test.clock.nowMs / 3_600_000 + ahead) * 3_600_000).toISOString();
    const window = `from=${hour(-2)}&to=${hour(1)}`;
    const { rates } = (await desk.get(`/areas/${street}/summary?${window}`)).body;
    expect([rates.recheckRate, rates.overturnRate]).toMatchObject([
      { numerator: 2, n: 2 },
      { numerator: 1, n: 2 },
    ]);
    const { body } = await desk.get(`/incidents/behind?area=${street}&figure=overturnRate&part=numerator&${window}`);
    expect([body.total, body.rows.map(({ id }: { id: number }) => id)]).toEqual([1, [twin.id]]);
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

  it('moves units by commands and by hand, tells who has what, and says what is possible instead', async () => {
    const team = `${DISTRICTS[2]}-water`;
    const place = { category: 'burst-pipe', lngLat: [...pointIn(STREETS[5])] };
    const [hands, others, chief] = [
      await test.as('handler', DISTRICTS[2], team),
      await test.as('handler', district, unit),
      await test.as('shift-leader', DISTRICTS[2]),
    ];
    const now = async () => (await hands.get(`/units/${team}`)).body;
    expect(await now()).toMatchObject({ kind: 'team', now: { state: 'available', since: null, load: 0 }, possible: ['off'], changes: [] });
    const [first, second] = [await one(place), await one(place)];
    for (const each of [first, second]) {
      await each.give(desk, 'register');
      await each.give(desk, 'dispatch', { unit: team });
    }
    const number = (await first.detail()).incident.number;
    expect(await now()).toMatchObject({ now: { state: 'assigned', load: 2 }, holds: [{ id: first.id, number }, { id: second.id }] });
    const set = (caller: Caller, body: object) => caller.post(`/units/${team}/state`, body);
    expect(await set(hands, { state: 'available' })).toMatchObject({
      status: 409,
      body: { code: 'unit.state-impossible', detail: { possible: ['on-the-way', 'on-site', 'off'], holds: [first.id, second.id] } },
    });
    expect(await set(hands, { state: 'on-the-way', reason: 'from the yard' })).toMatchObject({
      status: 200,
      body: { state: 'on-the-way' },
    });
    expect((await set(hands, { state: 'on-the-way' })).status).toBe(200);
    expect(await set(others, { state: 'off' })).toMatchObject({ status: 403, body: { code: 'unit.not-yours' } });
    expect(await set(await test.as('dispatcher', district), { state: 'off' })).toMatchObject({ body: { code: 'scope.denied' } });
    expect(await set(await test.as('viewer'), { state: 'off' })).toMatchObject({ body: { code: 'role.denied' } });
    expect(await desk.post('/units/nobody/state', { state: 'off' })).toMatchObject({ status: 404, body: { code: 'unit.unknown' } });
    await first.give(hands, 'accept');
    await first.give(hands, 'start');
    expect((await now()).now.state).toBe('on-site');
    await first.give(hands, 'handle', { disposition: 'resolved' });
    expect((await now()).now).toMatchObject({ state: 'assigned', load: 1 });
    await second.give(hands, 'return', { reason: 'gas' });
    expect((await set(chief, { state: 'off', reason: 'end of shift' })).body).toMatchObject({ state: 'off', load: 0 });
    const { changes } = await now();
    expect(changes.map(({ state }: { state: string }) => state)).toEqual([
      'off',
      'available',
      'assigned',
      'on-site',
      'on-the-way',
      'assigned',
    ]);
    expect(changes[0]).toMatchObject({ was: 'available', reason: 'end of shift', incident: null });
    expect(changes[4]).toMatchObject({ reason: 'from the yard', incident: null });
    expect(changes[5]).toMatchObject({ was: 'available', incident: first.id });
    const [day, week] = (await now()).times;
    const sum = ({ ms }: { ms: Record<string, number> }) => Object.values(ms).reduce((a, b) => a + b, 0);
    expect([sum(day), sum(week)]).toEqual([86_400_000, 7 * 86_400_000]);
    const times = await chief.get(`/areas/${DISTRICTS[2]}/unit-times`);
    expect(times.body.rows.map((row: { unit: string }) => row.unit)).toContain(team);
    for (const row of times.body.rows) expect(sum(row)).toBe(Date.parse(times.body.to) - Date.parse(times.body.from));
    expect((await (await test.as('dispatcher', district)).get(`/areas/${DISTRICTS[2]}/unit-times`)).body.code).toBe('scope.denied');
  });

  it('keeps the last position of a unit alone, and offers the nearest that are free with the reason', async () => {
    const [near, far] = [`${district}-water`, `${district}-cleaning`];
    const at = (minutes: number) => new Date(test.clock.nowMs + minutes * 60_000).toISOString();
    const [lng, lat] = pointIn(street);
    const send = async (caller: Caller, ...positions: object[]) => caller.post('/units/positions', { positions });
    const outcomes = async (...positions: object[]) =>
      (await send(desk, ...positions)).body.results.map((row: { outcome: string; code?: string }) => row.code ?? row.outcome);
    expect(
      await outcomes({ unit: near, lngLat: [lng, lat], at: at(-1), accuracyM: 15 }, { unit: 'nobody', lngLat: [lng, lat], at: at(0) }),
    ).toEqual(['taken', 'unit.unknown']);
    expect(
      await outcomes(
        { unit: near, lngLat: [lng, lat], at: at(-2) },
        { unit: near, lngLat: [lng, lat], at: at(9) },
        { unit: near, lngLat: [lat, lng], at: at(0) },
        { unit: near, lngLat: [36_000_000, 4_000_000], at: at(0) },
      ),
    ).toEqual(['older', 'time.future', 'coordinates.swapped', 'coordinates.projected']);
    // Just beyond the border of its home by WGS-84, at home if it spoke GCJ-02: taken, with a hint.
    const east = [pointIn(STREETS[2])[0] + 0.0505, lat];
    expect((await send(desk, { unit: far, lngLat: east, at: at(-1) })).body.results[0]).toMatchObject({
      outcome: 'taken',
      code: 'coordinates.gcj02',
      message: expect.stringContaining('GCJ-02'),
    });
    expect(
      (await send(await test.as('handler', DISTRICTS[1], `${DISTRICTS[1]}-water`), { unit: near, lngLat: [lng, lat], at: at(0) })).body,
    ).toMatchObject({
      taken: 0,
      results: [{ code: 'unit.not-yours' }],
    });
    expect((await desk.post('/units/positions', { positions: [{ unit: near, lngLat: [lng, lat], at: 'noon' }] })).status).toBe(400);
    const known = (await desk.get(`/units/now?area=${district}`)).body;
    expect(known.promiseMin).toBe(5);
    expect(known.units.find((row: { unit: string }) => row.unit === near)).toMatchObject({
      position: { lngLat: [lng, lat], accuracyM: 15, isFresh: true },
    });
    expect((await (await test.as('dispatcher', DISTRICTS[1])).get(`/units/now?area=${district}`)).status).toBe(403);
    const { connection } = test.house.database;
    expect((await connection.reader.select().from(connection.schema.unitStates)).filter((row) => row.unit === near)).toHaveLength(1);

    const fresh = await one({ lngLat: [lng + 0.002, lat] });
    const offers = async () => (await desk.get(`/incidents/${fresh.id}/units`)).body.offers;
    const found = await offers();
    expect(found[0]).toMatchObject({ from: 'position', state: 'available', load: 0, reasons: expect.arrayContaining(['free']), holds: [] });
    expect(found[0].position).toMatchObject({ lngLat: [lng, lat], isFresh: true });
    const free = found.filter((row: { load: number }) => row.load === 0).map((row: { distanceM: number }) => row.distanceM);
    expect(free).toEqual([...free].sort((a, b) => a - b));
    expect(found[0].distanceM).toBeGreaterThan(150);
    expect(found[0].distanceM).toBeLessThan(250);
    test.clock.nowMs += 11 * 60_000;
    expect((await offers()).every((row: { from: string; position: unknown }) => row.from === 'home' && row.position === null)).toBe(true);
    // Taken meanwhile by another case: said, with its number, not refused.
    const other = await one({ lngLat: [lng, lat] });
    await other.give(desk, 'register');
    await other.give(desk, 'dispatch', { unit: near });
    const { number } = (await other.detail()).incident;
    const busy = (await desk.get(`/incidents/${fresh.id}/units?most=20`)).body.offers.find((row: { unit: string }) => row.unit === near);
    expect(busy).toMatchObject({
      load: 1,
      state: 'assigned',
      reasons: expect.arrayContaining(['busy']),
      holds: [{ id: other.id, number }],
    });
  });

  it('tells screens in scope where units stand, once a second, and nobody else', async () => {
    const team = `${DISTRICTS[1]}-cleaning`;
    const screens = await Promise.all(
      [STREETS[3], CITY, DISTRICTS[2]].map(async (area) => {
        const socket = io(test.url, {
          transports: ['websocket'],
          auth: { token: (await test.as('dispatcher', area)).token },
          forceNew: true,
        });
        const heard: MovedUnits[] = [];
        const raw: string[] = [];
        socket.on('area:units', (moved: MovedUnits) => heard.push(moved));
        await new Promise<void>((resolve) => void socket.once('connect', () => resolve()));
        socket.io.engine.on('data', (data: unknown) => raw.push(String(data)));
        await socket.emitWithAck('area:join', { area, rows: true, sinceSeq: 0 });
        return { socket, heard, raw };
      }),
    );
    const [below, city, stranger] = screens as [(typeof screens)[0], (typeof screens)[0], (typeof screens)[0]];
    const flips = 8;
    for (let i = 0; i < flips; i++) await desk.post(`/units/${team}/state`, { state: i % 2 === 0 ? 'off' : 'available' });
    const { rev } = (await desk.get(`/units/${team}`)).body.now;
    const last = ({ heard }: { heard: MovedUnits[] }) =>
      heard
        .at(-1)
        ?.units.map(fromSlimUnit)
        .find(({ unit: code }) => code === team);
    for (const screen of [below, city])
      await expect.poll(() => last(screen), { timeout: 10_000 }).toMatchObject({ state: 'available', position: null, load: 0, rev });
    expect(below.heard.length).toBeLessThan(flips);
    expect(below.heard[0]!.area).toBe(STREETS[3]);
    expect(Buffer.byteLength(JSON.stringify(below.heard[0]!.units[0]))).toBeLessThanOrEqual(80);
    expect(stranger.raw.join('')).not.toContain(team);
    for (const { socket } of screens) socket.disconnect();
  });

  it('keeps who is on duty, seat by seat', async () => {
    const chief = await test.as('shift-leader', district);
    const [from, to] = [new Date(test.clock.nowMs - 3_600_000).toISOString(), new Date(test.clock.nowMs + 3_600_000).toISOString()];
    const put = (entries: object[], caller = chief, node = district as string) => caller.put(`/areas/${node}/duty`, { entries });
    const kept = await put([
      { seat: 'dispatch', unit, from, to },
      { seat: 'lead', unit, from: to, to: new Date(Date.parse(to) + 1).toISOString() },
    ]);
    expect(kept).toMatchObject({
      status: 200,
      body: { entries: [{ seat: 'dispatch', unitNames: { zh: unit }, isNow: true }, { isNow: false }] },
    });
    expect((await (await test.as('viewer')).get(`/areas/${district}/duty`)).body.entries).toHaveLength(2);
    expect((await (await test.as('viewer', DISTRICTS[1])).get(`/areas/${district}/duty`)).body.code).toBe('scope.denied');
    const refusals = [
      await put([{ seat: 'lead', from, to }]),
      await put([{ seat: 'lead', unit, from: to, to: from }]),
      await put([{ seat: 'lead', unit: 'nobody', from, to }]),
      await put([{ seat: 'lead', user: 'nobody', from, to }]),
      await put([], desk),
      await put([], chief, CITY),
      await put([], chief, 'nowhere'),
    ];
    expect(refusals.map(({ body }) => body.code)).toEqual([
      'duty.nobody',
      'duty.times',
      'unit.unknown',
      'user.unknown',
      'role.denied',
      'scope.denied',
      'area.unknown',
    ]);
    expect((await chief.get(`/areas/${district}/duty`)).body.entries).toHaveLength(2);
    expect((await put([])).body.entries).toEqual([]);
  });

  it('lists for the next shift what is open, with its last note and the counts of the views', async () => {
    const noted = await one({ category: 'burst-pipe' });
    await noted.give(desk, 'note', { text: 'first' });
    await noted.give(desk, 'note', { text: 'valve found' });
    const { body } = await desk.get(`/areas/${CITY}/handover`);
    expect(body.counts).toEqual((await desk.get('/incidents/views')).body.counts);
    expect(body.byStatus.reduce((sum: number, { n }: { n: number }) => sum + n, 0)).toBe(body.counts.all);
    expect(body.rows).toHaveLength(body.counts.all);
    const dueAts = body.rows.map(({ incident }: { incident: { dueAt: string | null } }) => incident.dueAt ?? '9');
    expect(dueAts).toEqual([...dueAts].sort((a: string, b: string) => (a < b ? -1 : Number(a > b))));
    const row = body.rows.find(({ incident }: { incident: { id: number } }) => incident.id === noted.id);
    expect(row.note).toMatchObject({ text: 'valve found' });
    const without = (await (await test.as('viewer')).get(`/areas/${CITY}/handover`)).body;
    expect(without.rows.every(({ note }: { note: unknown }) => note === null)).toBe(true);
    expect((await (await test.as('dispatcher', district)).get(`/areas/${CITY}/handover`)).status).toBe(403);
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

  it('tells of a stage and of a branch that ran out, each of its own unit, and the case is not late', async () => {
    const slow = await one({ category: 'pothole' });
    await slow.sent();
    const water = `${district}-water`;
    expect((await slow.give(desk, 'assist', { unit: water, minutes: 30 })).status).toBe(200);
    const { clocks } = (await slow.detail()).incident.extra;
    expect(clocks.map(({ stage, step }: { stage: string; step?: number }) => [stage, step])).toEqual([
      ['accept', undefined],
      ['arrive', undefined],
      ['handle', 1],
      ['handle', 2],
    ]);
    test.clock.nowMs += 3 * 3_600_000 - 60_000;
    const passed = async () => (await timeline(slow.id)).filter(({ type }: { type: string }) => type === 'DeadlinePassed');
    await expect
      .poll(passed, { timeout: 10_000 })
      .toMatchObject([
        { detail: { stage: 'handle', branch: 1, unit: water } },
        { actor: 'system:clock', detail: { stage: 'arrive', unit } },
      ]);
    expect((await slow.detail()).incident).toMatchObject({ overdue: false, extra: { branches: [{ overdue: true }] } });
    expect((await desk.get(`/incidents/${slow.id}/forecast`)).body).toMatchObject({ status: 'dispatched', verdict: null, p80Ms: null });
    expect((await (await test.as('dispatcher', DISTRICTS[1])).get(`/incidents/${slow.id}/forecast`)).status).toBe(404);
  });

  it('supervises by rule at the second return, by the name that the city gave, and once', async () => {
    const [back, leader, adjudicator] = [await one(), await test.as('shift-leader'), await test.as('adjudicator')];
    const handler = await test.as('handler', district, unit);
    await back.sent();
    await back.give(handler, 'return', { reason: 'not ours' });
    expect((await back.give(desk, 'dispatch', { unit })).status).toBe(200);
    expect((await back.give(handler, 'return', { reason: 'still not ours' })).body.version).toBe((await back.detail()).incident.version);
    expect(await back.detail()).toMatchObject({
      supervisor: '王某某',
      incident: {
        status: 'adjudicating',
        supervised: true,
        extra: { supervision: { by: 'system:rule', rule: 'returned', node: district } },
      },
    });
    expect((await back.give(leader, 'lift', { reason: 'seen' })).status).toBe(200);
    await back.give(adjudicator, 'adjudicate', { unit, reason: 'yours' });
    expect((await back.detail()).incident.supervised).toBe(false);
  });

  it('supervises what is overdue where too large a share is', async () => {
    const late = await one({ lngLat: [...pointIn(STREETS[6])] });
    test.clock.nowMs += 5 * 3_600_000;
    await expect.poll(async () => (await late.detail()).incident.overdue, { timeout: 10_000 }).toBe(true);
    const { incidents } = test.house;
    const found = async (share: number, minimumN: number) => {
      const { connection } = test.house.database;
      const context = { db: connection.reader, dialect: connection.dialect, schema: connection.schema };
      return incidents.superviseByShare({ share, minimumN }, (query) => findOverdueShare(context, query));
    };
    expect(await found(0.5, 1_000)).toBe(0);
    expect(await found(1, 1)).toBeGreaterThan(0);
    expect((await late.detail()).incident.extra.supervision).toMatchObject({ rule: 'overdue-share' });
    expect(await found(1, 1)).toBe(0);
  });

  it('tells apart what is overdue for a wall, as the sums count it, and to nobody of elsewhere', async () => {
    const [{ body }, { body: summary }] = [await desk.get(`/areas/${CITY}/overdue`), await desk.get(`/areas/${CITY}/summary`)];
    const sum = (parts: { n: number }[]) => parts.reduce((all, { n }) => all + n, 0);
    expect(body.total).toBeGreaterThan(0);
    expect([body.total, sum(body.byTier), sum(body.bySeverity)]).toEqual(Array(3).fill(summary.totals.overdue));
    const { rows } = (await desk.get('/incidents?overdue=true&sort=risk&limit=1')).body;
    expect(body.oldestDueAt).toBe(rows[0].dueAt);
    const other = await test.as('viewer', DISTRICTS[1]);
    expect((await other.get(`/areas/${CITY}/overdue`)).status).toBe(403);
    expect((await other.get(`/areas/${DISTRICTS[1]}/overdue`)).body.total).toBe(
      (await other.get(`/areas/${DISTRICTS[1]}/summary`)).body.totals.overdue,
    );
  });

  it('parts the time of closed cases into stages, for whoever may read the area', async () => {
    const done = await one();
    await done.sent();
    const handler = await test.as('handler', district, unit);
    for (const command of ['accept', 'start']) await done.give(handler, command);
    // Not so long that the clock says anything: two would then write at once.
    test.clock.nowMs += 30 * 60_000;
    await done.give(handler, 'handle', { disposition: 'resolved' });
    expect((await done.give(await test.as('verifier'), 'verify', { outcome: 'pass' })).status).toBe(200);
    const from = encodeURIComponent(new Date(test.clock.nowMs - 86_400_000).toISOString());
    const table = async (by: string) => (await desk.get(`/areas/${CITY}/stages?by=${by}&from=${from}&category=rubbish`)).body;
    const areas = await table('area');
    expect(areas.whole).toMatchObject({ n: 1, thief: null, shares: { verify: expect.any(Number) } });
    expect(areas.whole.shares.handle).toBeGreaterThan(0.9);
    expect(areas.rows).toMatchObject([{ key: district, n: 1 }]);
    expect((await table('unit')).rows).toMatchObject([{ key: unit, n: 1 }]);
    const stranger = await test.as('viewer', DISTRICTS[1]);
    expect((await stranger.get(`/areas/${district}/stages`)).status).toBe(200);
    expect((await stranger.get(`/areas/${district}/stages?by=unit`)).status).toBe(403);
  });

  it('tells the scenes of walls, and refuses one that nobody could read, with what is too much', async () => {
    const { body } = await desk.get('/wall-scenes');
    const scene = body.scenes.find(({ id }: { id: string }) => id === 'everyday');
    const glass = { distanceM: 4, pictureWidthMm: 1210, widthPx: 1920, heightPx: 1080 };
    expect((await desk.post('/wall-scenes/check', { scene, glass })).body).toMatchObject({ lines: 17, characters: 46, layout: 1 });
    const [far] = scene.layouts.slice(1);
    const refused = await desk.post('/wall-scenes/check', {
      scene: { ...scene, layouts: [{ ...far, fromEm: 0 }] },
      glass: { ...glass, distanceM: 8 },
    });
    expect([refused.status, refused.body.code]).toEqual([422, 'wall-scene.over-budget']);
    expect(refused.body.message).toContain('4 格，此屏最多 2 格');
    for (const bad of [
      { panels: [] },
      { panels: [{ kind: 'tank', at: [0, 1, 4, 4] }] },
      { panels: [{ kind: 'feeds', at: [30, 1, 4, 4] }] },
    ])
      expect((await desk.post('/wall-scenes/check', { scene: { ...scene, layouts: [{ ...far, ...bad }] }, glass })).status).toBe(400);
  });

  it('leaves everything as the log tells it', async () => {
    await test.settled();
    expect((await verify(test.house.database.connection)).differences).toEqual([]);
  });
});
