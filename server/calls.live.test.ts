import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { UNANSWERED_AGAIN_MS, UNANSWERED_MS, type Standing } from '../shared/calls.ts';
import type { ClientToServer, ServerToClient } from '../shared/live.ts';
import { TEST_ANSWER_MS } from '../shared/wall-sound.ts';
import { callUses } from './app/calls.ts';
import { callsRepo } from './db/calls.repo.ts';
import { ENGINES, openTestStore } from './testing/test-store.ts';
import { CITY, DISTRICTS, pointIn } from './testing/test-city.ts';
import { actor } from './testing/factories.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';
import { WallBrowser } from './testing/wall-screen.ts';

const [first, second] = DISTRICTS;
const SETTINGS = {
  name: '墙',
  group: null,
  place: { columns: 1, rows: 1, column: 1, row: 1 },
  distanceM: 8,
  pictureWidthMm: 1210,
  bezelMm: 0,
};

describe.each(ENGINES)('calls on %s', (engine) => {
  let test: TestHouse;
  let leader: Caller;
  beforeAll(async () => {
    test = await openTestHouse({ engine });
    leader = await test.as('shift-leader');
  });
  afterAll(() => test.close());

  async function wallAt(areaCode: string, settings: object = {}) {
    const wall = new WallBrowser(test.url);
    const { body } = await leader.post('/screens', { ...SETTINGS, areaCode, ...settings, code: await wall.code() });
    return { wall, id: body.id as number };
  }
  /** All that a line is told of calls. */
  function told(socket: Socket<ServerToClient, ClientToServer>): Standing[] {
    const heard: Standing[] = [];
    socket.on('call:standing', (standing) => heard.push(standing));
    onTestFinished(() => void socket.close());
    return heard;
  }
  async function wallHears(wall: WallBrowser) {
    const { socket, heard, raw } = await wall.line();
    onTestFinished(() => void socket.close());
    return { heard, raw };
  }
  async function deskHears({ token }: Caller): Promise<Standing[]> {
    const socket: Socket<ServerToClient, ClientToServer> = io(test.url, { transports: ['websocket'], forceNew: true, auth: { token } });
    const heard = told(socket);
    await new Promise<void>((resolve) => void socket.once('connect', () => resolve()));
    return heard;
  }
  const report = async (street: string, severity = 'critical', more: object = {}) =>
    (await leader.post('/incidents', { category: 'rubbish', severity, lngLat: pointIn(street as '9001001'), ...more })).body as {
      id: number;
      number: string;
      version: number;
    };
  const total = (heard: Standing[]) => heard.at(-1)?.total;

  it('a critical incident calls the walls that hold its place and the desks beside them, until one there acknowledges it', async () => {
    const [city, near, far] = [await wallAt(CITY), await wallAt(first), await wallAt(second)];
    const [atCity, atNear, atFar] = [await wallHears(city.wall), await wallHears(near.wall), await wallHears(far.wall)];
    const [desk, cityDesk] = [await test.as('dispatcher', first), await test.as('dispatcher')];
    const [deskHeard, cityHeard] = [await deskHears(desk), await deskHears(cityDesk)];
    const viewerHeard = await deskHears(await test.as('viewer', first));
    await expect.poll(() => total(cityHeard)).toBe(0);

    const { id, number } = await report('9001001', 'critical', {
      description: '门口积水',
      reporter: { name: '王某', contact: '13900000000' },
    });
    const call = { subject: id, number, node: first, passes: 0, place: '9001001', category: 'rubbish' };
    for (const heard of [atNear.heard, deskHeard]) await expect.poll(() => heard.at(-1)).toMatchObject({ total: 1, calls: [call] });
    for (const heard of [atCity.heard, cityHeard])
      await expect.poll(() => heard.at(-1)).toMatchObject({ calls: [{ ...call, node: CITY }] });
    expect(atNear.raw.join('')).not.toMatch(/积水|王某|13900000000/);
    await report('9001001', 'urgent');
    await report('9001001', 'critical', { exercise: true });

    const upTo = deskHeard.at(-1)!.upTo!;
    expect(upTo).toBe(deskHeard.at(-1)!.calls[0]!.id);
    for (const role of ['viewer', 'handler', 'officer', 'system'] as const)
      expect(await (await test.as(role, first)).post('/calls/acknowledge', { upTo })).toMatchObject({ status: 403 });
    const acknowledge = async (by: Caller) => (await by.post('/calls/acknowledge', { upTo: upTo + 10 })).body.acknowledged as number;
    expect(await acknowledge(await test.as('dispatcher', second))).toBe(0);
    expect(await near.wall.send('POST', '/calls/acknowledge', { upTo })).toMatchObject({ status: 403, body: { code: 'wall.denied' } });
    expect(total(atNear.heard)).toBe(1);

    const sentAt = performance.now();
    expect(await acknowledge(desk)).toBe(1);
    await expect.poll(() => total(atNear.heard)).toBe(0);
    expect(performance.now() - sentAt).toBeLessThan(1_000);
    await expect.poll(() => total(deskHeard)).toBe(0);
    expect([total(atCity.heard), total(cityHeard)], 'another hall answers for itself').toEqual([1, 1]);
    expect(await acknowledge(desk), 'said twice').toBe(0);
    expect(await acknowledge(cityDesk)).toBe(1);
    expect(
      atFar.heard.map((standing) => standing.total),
      'elsewhere nothing called',
    ).toEqual([0]);
    expect(viewerHeard).toEqual([]);

    const acts = (await leader.get('/calls/acts')).body.slice(0, 4).map(({ act, node }: { act: string; node: string }) => `${act} ${node}`);
    expect(acts.slice(0, 2)).toEqual([`AlarmAcknowledged ${CITY}`, `AlarmAcknowledged ${first}`]);
    expect(acts.slice(2).sort()).toEqual([`AlarmRaised ${CITY}`, `AlarmRaised ${first}`].sort());
    expect((await leader.get('/calls/acts')).body[0].by).toMatch(/^(user|token):/);
    expect((await (await test.as('shift-leader', second)).get('/calls/acts')).body).toEqual([]);
    expect((await desk.get('/calls/acts')).status).toBe(403);
  });

  it('nobody answers: it is passed on after 120 s and 180 s, through a restart too, and ends with its incident', async () => {
    const desk = await test.as('dispatcher', first);
    const cityDesk = await test.as('dispatcher');
    const { wall } = await wallAt('9001002');
    const cityBefore = await deskHears(cityDesk);
    const { id, version } = await report('9001002');
    await expect.poll(() => total(cityBefore)).toBe(1);
    await cityDesk.post('/calls/acknowledge', { upTo: cityBefore.at(-1)!.calls[0]!.id + 10 });
    await desk.post('/calls/acknowledge', { upTo: cityBefore.at(-1)!.calls[0]!.id + 10 });
    await expect.poll(() => total(cityBefore)).toBe(0);
    const own = await wallHears(wall);
    await expect.poll(() => total(own.heard), { message: 'the street’s own call stands' }).toBe(1);

    test.clock.nowMs += UNANSWERED_MS;
    const deskHeard = await deskHears(desk);
    await expect.poll(() => deskHeard.at(-1), { timeout: 5_000 }).toMatchObject({ unanswered: 1, calls: [{ node: '9001002', passes: 1 }] });
    expect(total(cityBefore)).toBe(0);

    await test.restart();
    const again = await wallHears(wall);
    await expect.poll(() => again.heard.at(-1)).toMatchObject({ total: 1, unanswered: 1, calls: [{ subject: id }] });
    const cityHeard = await deskHears(cityDesk);
    test.clock.nowMs += UNANSWERED_AGAIN_MS;
    await expect.poll(() => cityHeard.at(-1), { timeout: 5_000 }).toMatchObject({ total: 1, calls: [{ node: '9001002', passes: 2 }] });
    const acts = (await leader.get('/calls/acts')).body as { act: string; by: string; toNode: string }[];
    expect(acts.filter(({ act }) => act === 'AlarmUnanswered').map(({ by, toNode }) => [by, toNode])).toEqual([
      ['system:clock', CITY],
      ['system:clock', first],
    ]);

    const { status } = await leader.post(`/incidents/${id}/commands/cancel`, { seenVersion: version, reason: 'test' });
    expect(status).toBe(200);
    for (const heard of [again.heard, cityHeard]) await expect.poll(() => total(heard)).toBe(0);
    expect((await leader.get('/calls/acts')).body[0]).toMatchObject({ act: 'AlarmEnded', call: expect.any(Number) });
  });

  it('the test tone is asked for, and what was heard is kept with who said it; nobody says it of a tone that was not played', async () => {
    const { wall, id } = await wallAt(first, { quiet: { from: '22:00', to: '06:30' } });
    const order = (what: object) => leader.post('/screens/orders', { screens: [id], order: what });
    const heard = (isHeard: boolean) => leader.post('/screens/heard', { screens: [id], isHeard });
    expect(await heard(true)).toMatchObject({ status: 409, body: { code: 'screen.not-tested' } });
    await order({ isMuted: true });
    expect(await order({ test: true })).toMatchObject({ status: 409, body: { code: 'screen.mute' } });
    const at = test.clock.nowMs;
    expect((await order({ isMuted: false, test: true })).body[0]).toMatchObject({ testAtMs: at, heard: null });
    expect((await wall.get('/wall')).body.state).toMatchObject({ testAtMs: at, screen: { quiet: { from: '22:00', to: '06:30' } } });
    expect(await (await test.as('shift-leader', second)).post('/screens/heard', { screens: [id], isHeard: true })).toMatchObject({
      status: 404,
    });
    test.clock.nowMs += 1;
    expect((await heard(false)).body[0].heard).toEqual({ atMs: at + 1, by: expect.stringMatching(/./), isHeard: false });
    expect((await heard(true)).status).toBe(409);
    await order({ test: true });
    test.clock.nowMs += TEST_ANSWER_MS + 1;
    expect((await heard(true)).status).toBe(409);
    await order({ test: true });
    test.clock.nowMs += 1;
    expect((await heard(true)).body[0]).toMatchObject({ heard: { isHeard: true } });
    expect((await leader.get('/screens/acts')).body[0]).toMatchObject({ act: 'heard', screen: id });
  });
});

describe.each(ENGINES)('two processes on %s', (engine) => {
  it('a call that one raises the other knows, acknowledges and passes on', async () => {
    const one = await openTestStore(engine);
    onTestFinished(() => one.close());
    const two = await one.another();
    onTestFinished(() => two.close());
    const { screens } = one.connection.schema;
    const shared = { ...SETTINGS, place: '{}', pairedBy: 'x', pairedAtMs: 0, scene: 'x', isMuted: 0, isStopped: 0 };
    for (const [at, area] of [first, CITY].entries())
      await one.connection.writer.insert(screens).values({ ...shared, id: at + 1, rev: at + 1, hash: area, area });
    const usesOf = ({ connection, queue, clock }: typeof one) => {
      const catalogue = () => queue.write(async (tx) => tx.catalogue);
      return callUses({ store: queue, rows: callsRepo(connection), catalogue, onChanged: () => undefined, now: () => clock.nowMs });
    };
    const [here, there] = [usesOf(one), usesOf(two)];
    await one.incidents.report(actor('dispatcher'), { category: 'rubbish', severity: 'critical', lngLat: pointIn('9001001') });
    expect((await there.since(0)).nodes).toEqual(new Set([first, CITY]));
    const [call] = (await there.standing())(first).calls;
    two.clock.nowMs += UNANSWERED_MS;
    expect(await there.passOn()).toBe(2);
    expect(await here.passOn(), 'it was passed on already').toBe(0);
    const atCity = (await here.standing())(CITY);
    expect(atCity, 'its own call and the one passed on are one danger').toMatchObject({
      total: 1,
      unanswered: 1,
      calls: [{ node: CITY, passes: 1 }],
    });
    const before = (await here.since(0)).rev;
    expect(await there.acknowledge(actor('dispatcher', first), call!.id)).toBe(1);
    expect((await here.since(before)).nodes).toEqual(new Set([first, CITY]));
    expect((await here.standing())(first).total).toBe(0);
    expect((await here.standing())(CITY).total).toBe(1);
    expect(await here.acknowledge(actor('dispatcher', first), call!.id)).toBe(0);
  });
});
