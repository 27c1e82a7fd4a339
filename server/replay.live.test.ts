import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ReplayForMe, ReplayState } from '../shared/replay.ts';
import type { Role } from '../shared/terms.ts';
import { folderForCopy, makeReplayCopy, type ReplayCopy } from './cli/replay-copy.ts';
import { verifyDatabase } from './cli/verify.command.ts';
import { compose, type House } from './compose.ts';
import { openDatabase, type OpenDatabase } from './database.ts';
import { HOUR_MS, NOON_MS } from './testing/factories.ts';
import { openScreen } from './testing/live-screen.ts';
import { writeSmallHistory } from './testing/small-history.ts';
import { CITY, DISTRICTS, pointIn } from './testing/test-city.ts';
import { makeTestCity } from './testing/test-house.ts';

/** A window of a small demo city is played by the whole server, with screens, at an hour a second. */
const [BEGIN, FROM, TO, END] = [NOON_MS - 30 * HOUR_MS, NOON_MS - 18 * HOUR_MS, NOON_MS - 6 * HOUR_MS, NOON_MS];
let dataDir: string;
let original: OpenDatabase;
let untouched: string;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'guantong-replay-'));
  const database = join(dataDir, 'guantong.db');
  await makeTestCity(database);
  await writeSmallHistory(database, { fromMs: BEGIN, toMs: END }, 300);
  original = await openDatabase(database, Date.now);
  untouched = await logOf(original);
});
afterAll(async () => {
  await original.close();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Playing {
  house: House;
  url: string;
  copy: ReplayCopy;
  ask(token: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  token(role: Role, scope?: string): Promise<string>;
}
async function play(name: string, start: { speed: number; isPlaying: boolean }): Promise<Playing> {
  const copy = folderForCopy(dataDir, join(dataDir, name));
  await makeReplayCopy({ dataDir, database: join(dataDir, 'guantong.db') }, copy, { fromMs: FROM, toMs: TO });
  const house = await compose({
    dataDir: copy.dataDir,
    database: copy.database,
    secret: { file: join(copy.dataDir, 'secret'), isNamed: false },
    isQuiet: true,
    now: Date.now,
    replay: { fromMs: FROM, toMs: TO, atMs: FROM, ...start },
  });
  await house.start();
  onTestFinished(house.stop);
  await house.app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(house.app.server.address() as AddressInfo).port}`;
  return {
    house,
    url,
    copy,
    token: async (role, scope = CITY) => (await house.auth.tokens.create({ role, scope })).token,
    async ask(token, path, body) {
      const response = await fetch(`${url}/api/v1${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
  };
}

const rowsOf = async ({ connection: { dialect, reader } }: OpenDatabase, query: string): Promise<string[]> =>
  (await dialect.rows<object>(reader, sql.raw(query))).map((row) => JSON.stringify(row));
const logOf = async (database: OpenDatabase): Promise<string> =>
  JSON.stringify(await rowsOf(database, 'select * from events order by seq'));

/** Open incidents and received by place at an instant, from the original's log alone. */
async function knownAt(ms: number): Promise<{ open: number; overdue: number; received: number; seq: number }> {
  const last = `(select stream, max(version) as version from events where recorded_at_ms <= ${ms} group by stream)`;
  const [row] = await rowsOf(
    original,
    `select
       (select count(*) from events e join ${last} l on l.stream = e.stream and l.version = e.version
         where json_extract(e.payload, '$.status') not in ('closed', 'answered', 'rejected', 'merged', 'cancelled', 'voided')) as open,
       (select count(*) from events e join ${last} l on l.stream = e.stream and l.version = e.version
         where json_extract(e.payload, '$.status') not in ('closed', 'answered', 'rejected', 'merged', 'cancelled', 'voided')
         and exists (select 1 from events d where d.stream = e.stream and d.type = 'DeadlinePassed' and d.recorded_at_ms <= ${ms})) as overdue,
       (select count(*) from events where type = 'IncidentReported' and recorded_at_ms <= ${ms}) as received,
       (select max(seq) from events where recorded_at_ms <= ${ms}) as seq`,
  );
  return JSON.parse(row!) as { open: number; overdue: number; received: number; seq: number };
}

async function ended({ ask }: Playing, token: string): Promise<void> {
  await expect
    .poll(async () => ((await ask(token, '/replay')).body as unknown as ReplayState).isEnded, { timeout: 90_000, interval: 200 })
    .toBe(true);
}

describe('a replay', () => {
  it('plays its window: screens hear it, the end is what was known then, and the original is as it was', async () => {
    const playing = await play('whole', { speed: 3600, isPlaying: true });
    const viewer = await playing.token('viewer');
    const heard = new Set<number>();
    const screen = openScreen(playing.url, viewer, (id) => heard.add(id));
    onTestFinished(screen.close);
    const told: ReplayState[] = [];
    const socket: Socket = io(playing.url, { transports: ['websocket'], auth: { token: viewer }, forceNew: true });
    onTestFinished(() => void socket.close());
    socket.on('replay:state', (state: ReplayState) => told.push(state));
    await ended(playing, viewer);

    const known = await knownAt(TO);
    await expect.poll(() => playing.house.sums().seq(), { timeout: 30_000 }).toBe(known.seq);
    const { body: summary } = await playing.ask(
      viewer,
      `/areas/${CITY}/summary?from=${new Date(BEGIN).toISOString()}&to=${new Date(TO).toISOString()}`,
    );
    expect(summary['asOf']).toBe(new Date(TO).toISOString());
    expect(summary['totals']).toMatchObject({ open: known.open, overdue: known.overdue, received: known.received });
    // What the clockwork said then is played; it does not say it a second time.
    expect(untouched.match(/DeadlinePassed/g)?.length).toBeGreaterThan(3);
    expect(playing.house.holdsJobs()).toBe(false);
    expect(told.at(-1)).toMatchObject({ isEnded: true, isPlaying: false, at: new Date(TO).toISOString() });

    const before = await knownAt(FROM);
    const reported = (await rowsOf(original, `select distinct stream from events where seq > ${before.seq} and seq <= ${known.seq}`)).map(
      (row) => (JSON.parse(row) as { stream: number }).stream,
    );
    expect(reported.length).toBeGreaterThan(20);
    await expect.poll(() => reported.filter((id) => !screen.rows.has(id)), { timeout: 10_000 }).toEqual([]);
    expect(heard.size, 'frames, not only a fetch').toBeGreaterThan(0);

    const copied = await openDatabase(playing.copy.database, Date.now);
    onTestFinished(copied.close);
    expect(JSON.parse(await logOf(copied))).toEqual((JSON.parse(untouched) as string[]).slice(0, known.seq));
    expect(await verifyDatabase(copied, true)).toMatchObject({ ok: true, lastSeq: known.seq });
    expect(await logOf(original)).toBe(untouched);
  });

  it('is paused, sped up and moved by the shift leader of the city and nobody else; nothing else may be written', async () => {
    const playing = await play('steered', { speed: 60, isPlaying: false });
    const { ask, house } = playing;
    const leader = await playing.token('shift-leader');
    const others = [await playing.token('dispatcher'), await playing.token('shift-leader', DISTRICTS[0])];
    for (const other of others) {
      const refused = await ask(other, '/replay', { isPlaying: true });
      expect(refused.status).toBe(403);
      expect((await ask(other, '/replay')).body).toMatchObject({ isPlaying: false, maySteer: false, at: new Date(FROM).toISOString() });
    }
    for (const bad of [
      {},
      { speed: 0 },
      { speed: 1e9 },
      { at: 'soon' },
      { isPlaying: true, seq: 3 },
      { at: new Date(TO + 1).toISOString() },
    ])
      expect((await ask(leader, '/replay', bad)).status, JSON.stringify(bad)).toBe(400);

    const write = { category: 'rubbish', lngLat: pointIn('9001001') };
    for (const path of ['/incidents', '/incidents/1/commands/note', '/nothing-yet'])
      expect(await ask(others[0]!, path, write)).toMatchObject({ status: 409, body: { code: 'replay.read-only' } });
    expect((await ask('nobody', '/incidents', write)).status).toBe(401);

    const middle = TO - 5 * HOUR_MS;
    const there = await ask(leader, '/replay', { at: new Date(middle).toISOString(), speed: 600 });
    expect(there).toMatchObject({
      status: 200,
      body: { at: new Date(middle).toISOString(), speed: 600, isPlaying: false, maySteer: true },
    });
    const atMiddle = await knownAt(middle);
    const summaryUrl = `/areas/${CITY}/summary?from=${new Date(BEGIN).toISOString()}&to=${new Date(TO).toISOString()}`;
    const totals = async () => (await ask(leader, summaryUrl)).body['totals'];
    await expect.poll(() => house.sums().seq()).toBe(atMiddle.seq);
    expect(await totals()).toMatchObject({ open: atMiddle.open, overdue: atMiddle.overdue, received: atMiddle.received });

    const screen = openScreen(playing.url, leader);
    onTestFinished(screen.close);
    await expect.poll(screen.joins, { timeout: 10_000 }).toBeGreaterThan(0);
    const back = await ask(leader, '/replay', { at: new Date(FROM).toISOString() });
    expect(back.body).toMatchObject({ at: new Date(FROM).toISOString(), isEnded: false });
    const atBegin = await knownAt(FROM);
    expect(house.sums().seq()).toBe(atBegin.seq);
    expect(await totals()).toMatchObject({ open: atBegin.open, overdue: atBegin.overdue, received: atBegin.received });
    expect((await ask(leader, `/changes?area=${CITY}&since=${atMiddle.seq}`)).body).toEqual({ kind: 'reset', seq: atBegin.seq });
    expect(await verifyDatabase(house.database, true)).toMatchObject({ ok: true, lastSeq: atBegin.seq });

    // From there it is heard again as the first time: nothing that was heard before the jump is taken for known.
    const resets = screen.resets();
    await ask(leader, '/replay', { isPlaying: true, speed: 3600 });
    await expect.poll(() => house.sums().seq(), { timeout: 60_000 }).toBeGreaterThan(atBegin.seq + 5);
    const paused = (await ask(leader, '/replay', { isPlaying: false })).body as unknown as ReplayForMe;
    expect(Date.parse(paused.at)).toBeGreaterThan(FROM);
    const held = await knownAt(Date.parse(paused.at));
    await expect.poll(() => house.sums().seq()).toBe(held.seq);
    expect(await totals()).toMatchObject({ open: held.open, received: held.received });
    expect(screen.resets()).toBeGreaterThanOrEqual(resets);
    expect((await ask(leader, '/replay')).body).toMatchObject({ at: paused.at, isPlaying: false });
  });

  it('lets a live city say that it is none', async () => {
    const live = mkdtempSync(join(tmpdir(), 'guantong-live-'));
    await makeTestCity(join(live, 'guantong.db'));
    const secret = { file: join(live, 'secret'), isNamed: false };
    const house = await compose({ dataDir: live, database: join(live, 'guantong.db'), secret, isQuiet: true, now: Date.now });
    await house.start();
    onTestFinished(async () => {
      await house.stop();
      rmSync(live, { recursive: true, force: true });
    });
    const { token } = await house.auth.tokens.create({ role: 'system', scope: CITY });
    const headers = { authorization: `Bearer ${token}` };
    const answer = await house.app.inject({ url: '/api/v1/replay', headers });
    expect([answer.statusCode, answer.json()]).toMatchObject([404, { code: 'replay.none' }]);
    expect((await house.app.inject({ url: '/api/v1/city', headers })).json()).toMatchObject({ replay: null });
  });
});
