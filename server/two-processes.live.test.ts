import { setTimeout as wait } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Auth } from './auth/auth.ts';
import { openAuth } from './auth/open-auth.ts';
import { withClient } from './postgres/session.ts';
import { openScreen } from './testing/live-screen.ts';
import { CITY, DISTRICTS, pointIn, STREETS } from './testing/test-city.ts';
import { openTwoServers, type TwoServers } from './testing/two-servers.ts';
import { WallBrowser } from './testing/wall-screen.ts';

/** Two servers on one PostgreSQL database: what one does, the other shows. */
let two: TwoServers;
let auth: Auth;
beforeAll(async () => {
  two = await openTwoServers();
  // A third process: it makes users and changes their roles.
  auth = await openAuth({ database: two.database, secret: 'not-the-secret-of-the-servers-0123456789', now: Date.now });
  await auth.users.add({ username: 'wang', password: 'correct horse', name: '王', role: 'officer', scope: CITY });
}, 180_000);
afterAll(async () => {
  await auth?.close();
  await two?.close();
});

const post = async (url: string, body: object): Promise<{ id: number }> => {
  const response = await fetch(`${url}/api/v1/incidents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${two.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ category: 'rubbish', lngLat: pointIn(STREETS[0]), ...body }),
  });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as { id: number };
};
const summary = async (url: string, area: string) => {
  const response = await fetch(`${url}/api/v1/areas/${area}/summary`, { headers: { authorization: `Bearer ${two.token}` } });
  return (await response.json()) as { seq: number; totals: Record<string, number> };
};

it('who looks at an incident on one is seen on the other', async () => {
  const { id } = await post(two.urls[0], {});
  const [a, b] = two.urls.map((url) => io(url, { transports: ['websocket'], auth: { token: two.token }, forceNew: true })) as [
    Socket,
    Socket,
  ];
  onTestFinished(() => void [a, b].map((socket) => socket.disconnect()));
  let seen: { isWorking: boolean }[] = [];
  b.on('incident:present', ({ people }: { people: { isWorking: boolean }[] }) => (seen = people));
  // The other may hear of the incident a moment later.
  await expect
    .poll(async () => ((await b.emitWithAck('incident:look', { incident: id, isWorking: false })) as { ok: boolean }).ok, {
      timeout: 10_000,
    })
    .toBe(true);
  await expect.poll(() => seen).toMatchObject([{ isWorking: false }]);
  await a.emitWithAck('incident:look', { incident: id, isWorking: true });
  // The same token, so the same person: at work on either screen is at work.
  await expect.poll(() => seen).toMatchObject([{ isWorking: true }]);
  a.disconnect();
  await expect.poll(() => seen).toMatchObject([{ isWorking: false }]);
});

it('a screen of a wall that hangs on one obeys the other, is seen there, and ends by its word', async () => {
  const { token } = await auth.tokens.create({ role: 'shift-leader', scope: CITY });
  const [a, b] = two.urls;
  const ask = (method: string, path: string, body?: object) =>
    fetch(`${a}/api/v1/screens${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const wall = new WallBrowser(b);
  const place = { columns: 1, rows: 1, column: 1, row: 1 };
  const settings = { name: 'Wall', group: null, areaCode: CITY, place, distanceM: 8, pictureWidthMm: 1210, bezelMm: 0 };
  const { id } = (await (await ask('POST', '', { ...settings, code: await wall.code() })).json()) as { id: number };
  const { socket, states } = await wall.line();
  onTestFinished(() => void socket.close());
  await expect.poll(() => states.length).toBe(1);
  await ask('POST', '/orders', { screens: [id], order: { scene: 'night' } });
  await expect.poll(() => states.at(-1)?.scene, { timeout: 1_000, interval: 20 }).toBe('night');

  const sizes = { widthPx: 1, heightPx: 1 };
  await socket.emitWithAck('wall:beat', {
    scene: 'night',
    dataAgeMs: 0,
    heapMb: 1,
    framesPerS: 60,
    build: null,
    clockMs: Date.now(),
    ...sizes,
  });
  const health = async () => ((await (await ask('GET', '')).json()) as { screens: { health: string }[] }).screens[0]?.health;
  await expect.poll(health, { timeout: 10_000, interval: 200 }).toBe('live');

  const cut = new Promise<number>((resolve) => void socket.once('disconnect', () => resolve(performance.now())));
  const sentAt = performance.now();
  expect((await ask('DELETE', `/${id}`)).status).toBe(204);
  expect((await cut) - sentAt).toBeLessThan(2_000);
  expect((await wall.get('/city')).status).toBe(401);
});

it('a write on one arrives at the screens of the other, and both have the same sums', async () => {
  const [a, b] = two.urls;
  const seenAtMs = new Map<number, number>();
  const screen = openScreen(b, two.token, (id) => seenAtMs.set(id, performance.now()));
  onTestFinished(screen.close);
  await expect.poll(screen.joins).toBe(1);
  const delays: number[] = [];
  for (let i = 0; i < 20; i++) {
    const { id } = await post(a, {});
    const acknowledgedMs = performance.now();
    await expect.poll(() => screen.rows.has(id), { interval: 5, timeout: 10_000 }).toBe(true);
    delays.push(seenAtMs.get(id)! - acknowledgedMs);
  }
  delays.sort((x, y) => x - y);
  process.stdout.write(`from the acknowledgement on one to the screen of the other: median ${Math.round(delays[10]!)} ms\n`);
  // A tick is 100 ms; the poll, which is only the safety, would take up to two seconds.
  expect(delays[10]!).toBeLessThan(500);
  for (const area of [CITY, DISTRICTS[0], STREETS[0]]) {
    const { seq } = await summary(a, area);
    await expect.poll(async () => (await summary(b, area)).seq, { timeout: 5_000 }).toBeGreaterThanOrEqual(seq);
    expect((await summary(b, area)).totals).toEqual((await summary(a, area)).totals);
  }
});

/** Signed in at one server, watching at the other. */
async function signIn(at: string, watch: string): Promise<{ cookie: string; ends: string[]; socket: Socket }> {
  const response = await fetch(`${at}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: at },
    body: JSON.stringify({ username: 'wang', password: 'correct horse' }),
  });
  expect(response.status, await response.clone().text()).toBe(200);
  const cookie = response.headers.getSetCookie()[0]!.split(';')[0]!;
  const socket = io(watch, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie, origin: watch } });
  onTestFinished(() => void socket.close());
  const ends: string[] = [];
  socket.on('session:end', ({ code }: { code: string }) => void ends.push(code));
  await expect.poll(() => socket.connected, { timeout: 10_000 }).toBe(true);
  return { cookie, ends, socket };
}

it('a sign-out on one cuts the screens of the session on the other', async () => {
  const [a, b] = two.urls;
  const { cookie, ends, socket } = await signIn(a, b);
  await fetch(`${a}/api/auth/sign-out`, { method: 'POST', headers: { cookie, origin: a } });
  await expect.poll(() => socket.connected, { timeout: 2_500 }).toBe(false);
  expect(ends).toEqual(['session.cut']);
});

it('a change of role elsewhere cuts the screens on both, and holds on both', async () => {
  const [a, b] = two.urls;
  const [onA, onB] = [await signIn(b, a), await signIn(a, b)];
  await auth.users.setGrant('wang', { role: 'viewer', scope: DISTRICTS[1] });
  for (const { socket } of [onA, onB]) await expect.poll(() => socket.connected, { timeout: 2_500 }).toBe(false);
  for (const url of two.urls) {
    const me = await fetch(`${url}/api/v1/me`, { headers: { cookie: onA.cookie } });
    expect(await me.json()).toMatchObject({ role: 'viewer', scope: DISTRICTS[1] });
  }
});

it('deadlines pass exactly once though their clock’s holder is killed among them', { timeout: 180_000 }, async () => {
  const holders = async (): Promise<number[]> =>
    Promise.all(([0, 1] as const).map(async (which) => two.metric(which, 'guantong_jobs_holder').catch(() => 0)));
  await expect.poll(holders, { timeout: 10_000 }).toContain(1);
  const holder = (await holders()).indexOf(1) as 0 | 1;
  const other = holder === 0 ? 1 : 0;
  expect(await holders()).toEqual(holder === 0 ? [1, 0] : [0, 1]);
  // The category's total clock is two hours: these run out over the next seconds, some of them while nobody holds the clock.
  const dueMs = (i: number): number => Date.now() + 2_000 + i * 60;
  const ids: number[] = [];
  for (let i = 0; i < 80; i++) {
    const occurredAt = new Date(dueMs(i) - 120 * 60_000).toISOString();
    ids.push((await post(two.urls[i % 2]!, { category: 'burst-pipe', occurredAt })).id);
  }
  const passed = () =>
    withClient(two.database, 'test', async (client) => {
      const text = `SELECT stream AS id, count(*) AS n FROM events WHERE type = 'DeadlinePassed' AND stream = ANY($1) GROUP BY 1 ORDER BY 1`;
      return (await client.query<{ id: number; n: number }>(text, [ids])).rows;
    });
  await expect.poll(async () => (await passed()).length, { timeout: 30_000 }).toBeGreaterThan(5);
  await two.kill(holder);
  await expect.poll(() => two.metric(other, 'guantong_jobs_holder'), { timeout: 10_000 }).toBe(1);
  await two.start(holder);
  await expect.poll(async () => (await passed()).length, { timeout: 60_000 }).toBe(ids.length);
  await wait(2_500); // both have had their turns again
  expect(await passed()).toEqual(ids.map((id) => ({ id, n: 1 })));
  expect(await holders()).toEqual(other === 0 ? [1, 0] : [0, 1]);
});
