import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { BEAT_MS, CODE_MS } from '../shared/wall-control.ts';
import type { WallBeat } from '../shared/wall-wire.ts';
import { ENGINES } from './testing/test-store.ts';
import { CITY, DISTRICTS, pointIn, STREETS } from './testing/test-city.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';
import { WallBrowser } from './testing/wall-screen.ts';

const [first, second] = DISTRICTS;
const SETTINGS = {
  name: '东墙 2',
  group: '东墙',
  areaCode: first as string,
  place: { columns: 3, rows: 2, column: 2, row: 1 },
  distanceM: 8,
  pictureWidthMm: 1210,
  bezelMm: 3.5,
};
const beat = (at: { nowMs: number }): WallBeat => ({
  scene: 'everyday',
  dataAgeMs: 900,
  heapMb: 140,
  framesPerS: 60,
  build: null,
  clockMs: at.nowMs + 3_000,
  widthPx: 1920,
  heightPx: 1080,
});

describe.each(ENGINES)('screens on %s', (engine) => {
  let test: TestHouse;
  let leader: Caller;
  let elsewhere: Caller;
  const order = (by: Caller, screens: number[], what: object) => by.post('/screens/orders', { screens, order: what });
  async function paired(settings: object = {}) {
    const wall = new WallBrowser(test.url);
    const { body } = await leader.post('/screens', { ...SETTINGS, ...settings, code: await wall.code() });
    return { wall, id: body.id as number };
  }
  async function connected(wall: WallBrowser) {
    const line = await wall.line();
    onTestFinished(() => void line.socket.close());
    await expect.poll(() => line.states.length).toBeGreaterThan(0);
    return line;
  }
  beforeAll(async () => {
    test = await openTestHouse({ engine });
    leader = await test.as('shift-leader');
    elsewhere = await test.as('shift-leader', second);
  });
  afterAll(() => test.close());

  it('a stranger learns nothing but a code, and is somebody once it is typed, in small letters too', async () => {
    const wall = new WallBrowser(test.url);
    expect((await wall.get('/wall')).body).toEqual({ state: null, pairing: null });
    const code = await wall.code();
    expect(code).toMatch(/^[ACDEFHJKMNPRTWXY3479]{6}$/);
    expect(await wall.code(), 'loaded again').toBe(code);
    expect([(await wall.get('/city')).status, (await wall.get('/me')).status]).toEqual([401, 401]);
    await expect(wall.line()).rejects.toThrow('auth.required');

    const { status, body } = await leader.post('/screens', { ...SETTINGS, code: `${code.slice(0, 3)}-${code.slice(3)}`.toLowerCase() });
    expect([status, body]).toMatchObject([201, { ...SETTINGS, scene: 'everyday', health: 'never' }]);
    expect((await wall.get('/wall')).body).toMatchObject({ pairing: null, state: { screen: { id: body.id, ...SETTINGS } } });
    expect((await wall.get('/me')).body).toMatchObject({ user: `screen:${body.id}`, role: 'viewer', scope: first });
    expect(await leader.post('/screens', { ...SETTINGS, code }), 'a code is good once').toMatchObject({ status: 404 });
  });

  it('its cookie is for browsers only, holds nothing that the database could give away, and counts where a wall asks', async () => {
    const wall = new WallBrowser(test.url);
    const response = await fetch(`${test.url}/api/v1/wall/pairing`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"widthPx":1,"heightPx":1}',
    });
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^guantong\.screen=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    wall.cookie = cookie!.split(';')[0]!;
    const { code } = (await response.json()).pairing;
    await leader.post('/screens', { ...SETTINGS, code });
    expect((await wall.get('/me')).status).toBe(200);
    const asPerson = await fetch(`${test.url}/api/v1/me`, { headers: { cookie: wall.cookie } });
    expect(asPerson.status).toBe(401);
    // Another site's page cannot speak for it.
    expect(await wall.send('POST', '/wall/stalled', { stalledMs: 1 }, 'http://evil.test')).toMatchObject({ status: 403 });
  });

  it('a code ends, and guessing is stopped', async () => {
    const wall = new WallBrowser(test.url);
    const code = await wall.code();
    test.clock.nowMs += CODE_MS;
    expect(await leader.post('/screens', { ...SETTINGS, code })).toMatchObject({ status: 404, body: { code: 'pairing.unknown' } });
    expect(await wall.code()).not.toBe(code);
    const guesser = await test.as('system');
    const answers: number[] = [];
    for (let n = 0; n < 21; n++) answers.push((await guesser.post('/screens', { ...SETTINGS, code: 'AAAAAA' })).status);
    expect([answers[0], answers.at(-1)]).toEqual([404, 429]);
    test.clock.nowMs += CODE_MS;
  });

  it('only who answers for an area lets screens in, within it; others may not so much as see them', async () => {
    const { id } = await paired();
    const code = await new WallBrowser(test.url).code();
    expect(await elsewhere.post('/screens', { ...SETTINGS, code })).toMatchObject({ status: 403, body: { code: 'scope.denied' } });
    for (const role of ['viewer', 'officer', 'handler', 'dispatcher', 'audit'] as const)
      expect(await (await test.as(role)).post('/screens', { ...SETTINGS, code })).toMatchObject({
        status: 403,
        body: { code: 'role.denied' },
      });
    const wrong = { ...SETTINGS, place: { columns: 2, rows: 2, column: 3, row: 1 }, code };
    expect(await leader.post('/screens', wrong)).toMatchObject({ status: 400, body: { detail: { field: 'place.column' } } });

    expect((await elsewhere.get('/screens')).body.screens).toEqual([]);
    expect((await elsewhere.get('/screens/acts')).body).toEqual([]);
    expect(await order(elsewhere, [id], { scene: 'storm' })).toMatchObject({ status: 404, body: { code: 'screen.unknown' } });
    expect(await elsewhere.put(`/screens/${id}`, { ...SETTINGS, areaCode: second })).toMatchObject({ status: 404 });
    for (const path of ['/screens', '/screens/acts']) expect((await (await test.as('officer')).get(path)).status).toBe(403);
    expect((await (await test.as('audit')).get('/screens/acts')).body.length).toBeGreaterThan(0);

    const desk = await test.as('dispatcher', first);
    expect(await desk.get('/screens')).toMatchObject({ status: 200, body: { mayKeep: false } });
    expect((await order(desk, [id], { scene: 'storm' })).status).toBe(200);
    expect((await desk.put(`/screens/${id}`, SETTINGS)).status).toBe(403);
  });

  it('an order reaches its screen within a second and no other, and is there after a fresh start', async () => {
    const [{ wall, id }, { wall: other }] = [await paired(), await paired({ name: '西墙' })];
    const [line, beside] = [await connected(wall), await connected(other)];
    const told = beside.raw.length;
    const sentAt = performance.now();
    await order(leader, [id], { scene: 'night', isMuted: true });
    await expect.poll(() => line.states.at(-1)).toMatchObject({ scene: 'night', isMuted: true, screen: { id } });
    expect(performance.now() - sentAt).toBeLessThan(1_000);
    expect(beside.raw.slice(told).join('')).not.toContain('wall:state');
    expect((await wall.get('/wall')).body.state).toMatchObject({ scene: 'night', isMuted: true });
    line.socket.close();
    expect((await connected(wall)).states[0]).toMatchObject({ scene: 'night', isMuted: true });

    await order(leader, [id], { isStopped: true, playlist: 'districts' });
    expect((await order(leader, [id], { scene: 'storm' })).body[0]).toMatchObject({ isStopped: true, playlist: null, isMuted: true });
    expect((await order(leader, [id, 999_999], { scene: 'rush' })).status).toBe(404);
    expect((await wall.get('/wall')).body.state.scene, 'all or none').toBe('storm');
    expect(await order(leader, [id], {})).toMatchObject({ status: 400 });
    const acts = (await leader.get('/screens/acts')).body.filter(({ screen }: { screen: number }) => screen === id);
    expect(acts.map(({ act }: { act: string }) => act)).toEqual(['ordered', 'ordered', 'ordered', 'paired']);
    expect(JSON.parse(acts[0].detail)).toEqual({ scene: 'storm' });
  });

  it('has its hours of night by its settings, is dark by an order whatever the hour, and keeps both', async () => {
    const night = { from: '20:30', to: '06:00' };
    const { wall, id } = await paired({ night });
    expect((await wall.get('/wall')).body.state).toMatchObject({ nightMode: 'schedule', screen: { night } });
    await order(leader, [id], { nightMode: 'on' });
    expect((await connected(wall)).states[0]).toMatchObject({ nightMode: 'on', scene: 'everyday', screen: { night } });
    expect((await leader.get('/screens')).body.screens.find((screen: { id: number }) => screen.id === id)).toMatchObject({
      nightMode: 'on',
      night,
    });
    for (const wrong of [{ from: '24:00', to: '06:00' }, { from: '20:30' }, '20:30'])
      expect((await leader.put(`/screens/${id}`, { ...SETTINGS, night: wrong })).status).toBe(400);
    expect((await order(leader, [id], { nightMode: 'dusk' })).status).toBe(400);
    expect((await leader.put(`/screens/${id}`, SETTINGS)).body, 'a form without it').toMatchObject({ night: null, nightMode: 'on' });
  });

  it('an incident takes a screen for some minutes and gives it back; one that the screen may not read does not', async () => {
    const { wall, id } = await paired();
    const line = await connected(wall);
    const report = async (street: (typeof STREETS)[number]) =>
      (await leader.post('/incidents', { category: 'rubbish', lngLat: pointIn(street) })).body.id as number;
    const [here, there] = [await report('9001002'), await report('9002001')];
    await order(leader, [id], { show: { kind: 'incident', id: here }, minutes: 5 });
    const untilMs = test.clock.nowMs + 5 * 60_000;
    await expect.poll(() => line.states.at(-1)?.showing).toEqual({ kind: 'incident', id: here, untilMs });
    expect(await order(leader, [id], { show: { kind: 'incident', id: there } })).toMatchObject({
      status: 409,
      body: { code: 'screen.out-of-reach' },
    });
    expect(await order(leader, [id], { show: { kind: 'area', id: second } })).toMatchObject({ status: 409 });
    expect(await order(leader, [id], { show: { kind: 'area', id: 'nowhere' } })).toMatchObject({ status: 400 });
    test.clock.nowMs = untilMs;
    await expect.poll(() => line.states.at(-1)?.showing).toBeNull();
    await order(leader, [id], { show: { kind: 'area', id: STREETS[0] }, identify: true });
    await expect.poll(() => line.states.at(-1)).toMatchObject({ showing: { kind: 'area', id: STREETS[0] }, scene: 'everyday' });
    await order(leader, [id], { show: null });
    await expect.poll(() => line.states.at(-1)?.showing).toBeNull();
  });

  it('revoked: the line is cut and the next request refused within a second', async () => {
    const { wall, id } = await paired();
    const { socket } = await connected(wall);
    expect((await wall.get('/city')).status).toBe(200);
    const cut = new Promise<number>((resolve) => socket.once('disconnect', () => resolve(performance.now())));
    const sentAt = performance.now();
    const response = await fetch(`${test.url}/api/v1/screens/${id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${leader.token}` },
    });
    expect(response.status).toBe(204);
    expect((await cut) - sentAt).toBeLessThan(1_000);
    expect((await wall.get('/city')).status).toBe(401);
    expect((await wall.get('/wall')).body).toEqual({ state: null, pairing: null });
    await expect(wall.line()).rejects.toThrow('auth.required');
    expect(performance.now() - sentAt).toBeLessThan(1_000);
  });

  it('moved to another area it has the rights of that one at once', async () => {
    const { wall, id } = await paired();
    const { socket } = await connected(wall);
    expect((await wall.get(`/incidents?area=${first}`)).status).toBe(200);
    const cut = new Promise<string>((resolve) => void socket.once('disconnect', resolve));
    expect((await leader.put(`/screens/${id}`, { ...SETTINGS, areaCode: second })).status).toBe(200);
    await cut;
    expect((await wall.get(`/incidents?area=${first}`)).status).toBe(403);
    expect((await wall.get(`/incidents?area=${second}`)).status).toBe(200);
  });

  it('a wall reads what everybody in the hall may see, of its node, and does nothing', async () => {
    const { wall } = await paired();
    const words = { description: '门口积水', reporter: { name: '王某', contact: '13900000000' }, externalId: 'call-13900000000' };
    const { id } = (await leader.post('/incidents', { category: 'rubbish', lngLat: pointIn('9001001'), source: 'hotline', ...words })).body;
    const { id: there } = (await leader.post('/incidents', { category: 'rubbish', lngLat: pointIn('9002001') })).body;
    const list = (await wall.get('/incidents')).body;
    expect(list.rows.map((row: { place: string }) => row.place).every((place: string) => place.startsWith(first))).toBe(true);
    const shown = JSON.stringify([list, (await wall.get(`/incidents/${id}`)).body]);
    for (const secret of ['积水', '王某', '13900000000']) expect(shown).not.toContain(secret);
    expect((await wall.get(`/incidents/${there}`)).status).toBe(404);
    expect((await wall.get(`/incidents?area=${CITY}`)).status).toBe(403);

    const { paths } = (await (await fetch(`${test.url}/api/openapi.json`)).json()) as { paths: Record<string, object> };
    const doors = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
    );
    const statuses = new Map<string, number>();
    for (const [method, path] of doors) {
      const address = path
        .replace('/api/v1', '')
        .replaceAll(/\{id\}/g, String(id))
        .replaceAll(/\{\w+\}/g, first);
      statuses.set(
        `${method} ${path.replace('/api/v1', '')}`,
        (await wall.send(method, address, method === 'GET' ? undefined : {})).status,
      );
    }
    const denied = [...statuses].filter(([, status]) => status === 403).map(([door]) => door);
    expect(denied).toEqual(
      expect.arrayContaining([
        'GET /incidents/{id}/timeline',
        'GET /incidents/{id}/files/{file}',
        'GET /incidents/{id}/duplicates',
        'GET /areas/{code}/handover',
        'GET /screens',
        'POST /screens',
        'POST /screens/orders',
        'GET /views',
      ]),
    );
    const writes = [...statuses].filter(([door, status]) => !door.startsWith('GET') && status !== 403).map(([door]) => door);
    expect(writes.sort(), 'nothing else may be written').toEqual(['POST /wall/pairing', 'POST /wall/stalled']);
    const { socket } = await connected(wall);
    const look = { incident: id, isWorking: false };
    expect(await socket.emitWithAck('incident:look', look)).toEqual({ ok: false, code: 'wall.denied' });
    const join = (area: string) => socket.emitWithAck('area:join', { area, rows: true, sinceSeq: 0 });
    expect([(await join(first)).ok, await join(second)]).toEqual([true, { ok: false, code: 'scope.denied' }]);
  });

  it('its beats are seen, missed and told from a page that stands still', async () => {
    const { wall, id } = await paired();
    const { socket } = await connected(wall);
    const seen = async () => (await leader.get('/screens')).body.screens.find((screen: { id: number }) => screen.id === id);
    expect(await seen()).toMatchObject({ health: 'never', beat: null });
    expect(await socket.emitWithAck('wall:beat', beat(test.clock))).toEqual({ ok: true, value: null });
    expect(await socket.emitWithAck('wall:beat', { scene: 'x' } as never)).toEqual({ ok: false, code: 'request.invalid' });
    expect(await seen()).toMatchObject({ health: 'live', missedBeats: 0, driftMs: 3_000, beat: { heapMb: 140, framesPerS: 60 } });
    test.clock.nowMs += 6 * BEAT_MS;
    expect((await wall.send('POST', '/wall/stalled', { stalledMs: 12_000 })).status).toBe(204);
    expect(await seen()).toMatchObject({ health: 'stalled', stalledMs: 12_000, missedBeats: 5 });
    test.clock.nowMs += 6 * BEAT_MS;
    expect(await seen()).toMatchObject({ health: 'silent', missedBeats: 11 });
    await socket.emitWithAck('wall:beat', beat(test.clock));
    expect(await seen()).toMatchObject({ health: 'live', missedBeats: 0 });
    expect(await leader.post('/wall/stalled', { stalledMs: 1 })).toMatchObject({ status: 403, body: { code: 'wall.denied' } });
  });

  const glass = { distanceM: 4, pictureWidthMm: 1210, widthPx: 1920, heightPx: 1080 };
  const sceneNamed = (id: string, zh: string, given: object = {}) => ({
    id,
    names: { zh, en: id },
    tiers: ['city', 'district', 'street'],
    window: '24h',
    tone: 'wall',
    layouts: [{ fromEm: 0, headerRows: 2, panels: [{ kind: 'overdue', at: [0, 2, 12, 10] }] }],
    ...given,
  });
  const putScene = (by: Caller, node: string, id: string, zh: string, seenVersion: number | null = null, given: object = {}) =>
    by.put(`/wall-scenes/${node}/${id}`, { scene: sceneNamed(id, zh, given), glass, seenVersion });
  const removeScene = (by: Caller, node: string, id: string) => by.remove(`/wall-scenes/${node}/${id}`);

  it('a scene of one’s own holds at its node and below, the nearest first; its screens are told each change within a second', async () => {
    const { wall, id } = await paired();
    const line = await connected(wall);
    const nearest = () => line.states.at(-1)?.own.scenes[0]?.names.zh;
    const { status, body: made } = await putScene(leader, CITY, 'typhoon', '台风');
    expect([status, made]).toMatchObject([200, { node: CITY, mayChange: true, scene: { names: { zh: '台风' } }, glass }]);
    const untold = line.states.length;
    await order(leader, [id], { scene: 'typhoon' });
    await expect.poll(nearest).toBe('台风');
    expect(line.states.length, 'who does not show it hears nothing of it').toBe(untold + 1);

    const sentAt = performance.now();
    const { body: changed } = await putScene(leader, CITY, 'typhoon', '台风二', made.version);
    await expect.poll(nearest).toBe('台风二');
    expect(performance.now() - sentAt).toBeLessThan(1_000);
    const { body: near } = await putScene(leader, first, 'typhoon', '本区台风');
    await expect.poll(nearest).toBe('本区台风');
    expect((await wall.get('/wall')).body.state.own.scenes).toHaveLength(2);
    const shown = async () => (await leader.get('/screens')).body.screens.find((screen: { id: number }) => screen.id === id);
    expect(await shown()).toMatchObject({ scene: 'typhoon', sceneNames: { zh: '本区台风' } });
    expect((await removeScene(leader, first, 'typhoon')).status).toBe(204);
    await expect.poll(nearest).toBe('台风二');

    // What was seen is changed, nothing else; what is gone is said, and shown as everyday.
    expect(await putScene(leader, CITY, 'typhoon', '迟', made.version)).toMatchObject({
      status: 409,
      body: { code: 'wall-scene.changed' },
    });
    expect(await putScene(leader, CITY, 'typhoon', '又')).toMatchObject({ status: 409, body: { code: 'wall-scene.exists' } });
    expect((await removeScene(leader, CITY, 'typhoon')).status).toBe(204);
    await expect.poll(nearest).toBeUndefined();
    expect(await shown()).toMatchObject({ scene: 'typhoon', sceneNames: null });
    expect(await putScene(leader, CITY, 'typhoon', '晚', changed.version)).toMatchObject({ status: 404 });
    expect((await removeScene(leader, first, 'typhoon')).status).toBe(404);

    const acts = (await leader.get('/wall-scenes/acts')).body.filter((act: { id: string }) => act.id === 'typhoon');
    expect(acts.map(({ act, node }: { act: string; node: string }) => `${act} ${node}`)).toEqual([
      `removed ${CITY}`,
      `removed ${first}`,
      `made ${first}`,
      `changed ${CITY}`,
      `made ${CITY}`,
    ]);
    expect(acts[0]).toMatchObject({ by: expect.stringMatching(/./), kind: 'scene', names: { zh: '台风二' } });
    expect(near.version).toBeGreaterThan(changed.version);
  });

  it('whoever answers for an area makes scenes in it, and none elsewhere; walls and others write nothing', async () => {
    await putScene(leader, first, 'ours', '本区');
    expect(await putScene(elsewhere, first, 'theirs', '别处')).toMatchObject({ status: 403, body: { code: 'scope.denied' } });
    expect(await putScene(elsewhere, CITY, 'above', '上级')).toMatchObject({ status: 403 });
    expect(await removeScene(elsewhere, first, 'ours')).toMatchObject({ status: 403 });
    expect((await elsewhere.get('/wall-scenes')).body.own.filter(({ node }: { node: string }) => node === first)).toEqual([]);
    const dispatcher = await test.as('dispatcher', first);
    expect(await putScene(dispatcher, first, 'desk', '派遣')).toMatchObject({ status: 403, body: { code: 'role.denied' } });
    const seen = (await dispatcher.get('/wall-scenes')).body;
    expect(seen).toMatchObject({ mayEdit: false });
    expect(seen.own.map(({ scene, mayChange }: { scene: { id: string }; mayChange: boolean }) => [scene.id, mayChange])).toEqual([
      ['ours', false],
    ]);
    expect(await putScene(leader, 'nowhere', 'x', '无')).toMatchObject({ status: 404, body: { code: 'area.unknown' } });
    expect(await putScene(leader, CITY, 'everyday', '日常')).toMatchObject({ status: 409, body: { code: 'wall-scene.shipped' } });
    expect((await removeScene(leader, CITY, 'everyday')).status).toBe(404);
    expect((await (await test.as('officer')).get('/wall-scenes/acts')).status).toBe(403);
    await removeScene(leader, first, 'ours');
  });

  it('a scene that nobody could read is refused with panel, figure and remedy; one that does not hold together, too', async () => {
    const panels = (...given: object[]) => ({ layouts: [{ fromEm: 0, headerRows: 2, panels: given }] });
    const small = panels({ kind: 'figures', at: [0, 2, 12, 2], measures: ['open', 'received', 'closed'] });
    const refused = await leader.put(`/wall-scenes/${CITY}/small`, { scene: sceneNamed('small', '小', small), glass, seenVersion: null });
    expect([refused.status, refused.body.code]).toEqual([422, 'wall-scene.over-budget']);
    expect(refused.body.message).toMatch(/第 1 格（主要数字）：需 \d+ 行 × \d+ 字，现有 .*字只能有 \d+′（至少 16′）：改为 12 列 × \d+ 行/);
    const over = panels({ kind: 'feeds', at: [0, 2, 12, 10] }, { kind: 'duty', at: [8, 2, 12, 10] });
    const unsound = await putScene(leader, CITY, 'over', '叠', null, over);
    expect([unsound.status, unsound.body.code]).toEqual([422, 'wall-scene.unsound']);
    expect(unsound.body.message).toContain('第 2 格（值班）：压在第 1 格上');
    expect(await putScene(leader, CITY, 'Bad Id', '坏')).toMatchObject({ status: 400 });
    expect(await putScene(leader, CITY, 'other', '别', null, { id: 'another' })).toMatchObject({ status: 400 });
  });

  it('a playlist of one’s own names scenes that hold there; what it named may go, and the rest turns on', async () => {
    const { wall, id } = await paired();
    const line = await connected(wall);
    const put = (steps: object[], seenVersion: number | null = null) =>
      leader.put(`/wall-playlists/${first}/shift`, { playlist: { id: 'shift', names: { zh: '班', en: 'Shift' }, steps }, seenVersion });
    const steps = [
      { scene: 'everyday', dwellS: 30 },
      { scene: 'flood', dwellS: 20, over: 'children' },
    ];
    expect(await put(steps)).toMatchObject({ status: 422, body: { code: 'wall-playlist.step-unknown', detail: { step: 2 } } });
    await putScene(leader, CITY, 'flood', '洪水');
    expect(await put([...steps, { scene: 'night', dwellS: 20, area: second }])).toMatchObject({ status: 403 });
    expect(await put([...steps, { scene: 'night', dwellS: 20, area: 'gone' }])).toMatchObject({ status: 400 });
    expect(await put([{ scene: 'everyday', dwellS: 1 }])).toMatchObject({ status: 400 });
    expect((await put([...steps, { scene: 'night', dwellS: 20, area: STREETS[0] }])).status).toBe(200);
    await order(leader, [id], { playlist: 'shift' });
    await expect.poll(() => line.states.at(-1)?.own).toMatchObject({ scenes: [{ id: 'flood' }], playlists: [{ id: 'shift' }] });
    await removeScene(leader, CITY, 'flood');
    await expect.poll(() => line.states.at(-1)?.own).toMatchObject({ scenes: [], playlists: [{ id: 'shift' }] });
    expect((await leader.remove(`/wall-playlists/${first}/shift`)).status).toBe(204);
    await expect.poll(() => line.states.at(-1)?.own.playlists).toEqual([]);
    expect((await leader.get('/screens')).body.screens.find((screen: { id: number }) => screen.id === id)).toMatchObject({
      playlist: 'shift',
      playlistNames: null,
    });
  });
});
