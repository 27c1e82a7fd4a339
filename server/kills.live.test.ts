import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromSlimRow, type Ack, type Frame, type Joined } from '../shared/live.ts';
import { emptyCity } from './app/city.ts';
import { openSqlite } from './db/connection.ts';
import { putSettings } from './db/city.writer.ts';
import { CITY, pointIn, putTestCity, STREETS } from './testing/test-city.ts';
import { freePort, runCli, spawnServer, type SpawnedServer } from './testing/spawned-server.ts';
import { seeded } from './testing/random-run.ts';

/**
 * A server that is killed at random moments under load: nothing acknowledged is lost, the sums hold after each kill, and a screen
 * that stayed open has everything at the end without a reload.
 */
const KILLS = 20;
const POSTS_PER_SECOND = 200;
const dataDir = mkdtempSync(joinPath(tmpdir(), 'guantong-kills-'));
let token = '';
let port = 0;

beforeAll(async () => {
  const connection = openSqlite(joinPath(dataDir, 'guantong.db'));
  await putTestCity(connection, 'Asia/Shanghai');
  const { boards, streetBoards, lanes, majorCategories, targets, minimumN, notices, isSchematic } = emptyCity(
    'Testville',
    'Asia/Shanghai',
  ).pack;
  await putSettings(connection.writer, connection.schema, {
    boards,
    streetBoards,
    lanes,
    majorCategories,
    targets,
    minimumN,
    notices,
    isSchematic,
    edition: null,
    isDemo: false,
    rivers: null,
  });
  await connection.close();
  const made = await runCli(dataDir, 'token', 'create', '--role', 'dispatcher');
  token = made.out.trim();
  expect(token, made.err).toMatch(/^gt_/);
  port = await freePort();
}, 180_000);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it(`${KILLS} kills under ${POSTS_PER_SECOND} POST/s lose nothing that was acknowledged`, { timeout: 600_000 }, async () => {
  const random = seeded(20_261_122);
  const acknowledged = new Set<number>();
  let server = await spawnServer(dataDir, port);
  const screen = openScreen(server.url);
  for (let kill = 0; kill < KILLS; kill++) {
    await postUntil(server, acknowledged, 200 + random() * 800, random);
    const verdict = await runCli(dataDir, 'verify');
    expect(verdict.code, `after kill ${kill + 1}: ${verdict.out}${verdict.err}`).toBe(0);
    server = await spawnServer(dataDir, port);
  }
  // One more, so that the screen has something to catch up with after the last kill.
  acknowledged.add((await post(server.url, random)).id);
  const rows = await allRows(server.url);
  const lost = [...acknowledged].filter((id) => !rows.has(id));
  expect(lost).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(KILLS);
  await expect.poll(() => screen.rows.size, { timeout: 20_000 }).toBe(rows.size);
  for (const [id, version] of rows) expect(screen.rows.get(id)?.version, `incident ${id} on the screen`).toBe(version);
  process.stdout.write(`${KILLS} kills, ${acknowledged.size} acknowledged, ${rows.size} stored, ${screen.joins()} joins of the screen\n`);
  screen.close();
  await server.kill();
});

/** Posts at the rate until the server is killed, at a moment of its own. */
async function postUntil(server: SpawnedServer, acknowledged: Set<number>, killAfterMs: number, random: () => number): Promise<void> {
  let isOver = false;
  const sent: Promise<void>[] = [];
  const timer = setInterval(() => {
    for (let i = 0; i < POSTS_PER_SECOND / 50 && !isOver; i++) {
      sent.push(
        post(server.url, random).then(
          ({ id }) => void acknowledged.add(id),
          () => undefined, // refused by a dead server: not acknowledged, so nothing is owed
        ),
      );
    }
  }, 20);
  const before = acknowledged.size;
  while (acknowledged.size === before) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, killAfterMs));
  await server.kill();
  isOver = true;
  clearInterval(timer);
  await Promise.all(sent);
}

async function post(url: string, random: () => number): Promise<{ id: number }> {
  const street = STREETS[Math.floor(random() * STREETS.length)]!;
  const response = await fetch(`${url}/api/v1/incidents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ category: random() < 0.5 ? 'rubbish' : 'burst-pipe', lngLat: pointIn(street), description: '积水' }),
  });
  if (response.status !== 201) throw new Error(`${response.status}`);
  return (await response.json()) as { id: number };
}

async function allRows(url: string): Promise<Map<number, number>> {
  const rows = new Map<number, number>();
  let cursor: string | null = null;
  do {
    const response: Response = await fetch(`${url}/api/v1/incidents?sort=oldest&limit=500${cursor ? `&cursor=${cursor}` : ''}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const page = (await response.json()) as { rows: { id: number; version: number }[]; cursor: string | null };
    for (const { id, version } of page.rows) rows.set(id, version);
    cursor = page.cursor;
  } while (cursor);
  return rows;
}

/** A screen by the rules of docs/live-protocol.md, left alone through all kills. */
function openScreen(url: string) {
  const rows = new Map<number, { version: number }>();
  let held = 0;
  let joins = 0;
  const socket: Socket = io(url, { transports: ['websocket'], auth: { token }, reconnectionDelay: 100, reconnectionDelayMax: 500 });
  const apply = (frame: Frame): void => {
    if (frame.seq <= held) return;
    if (frame.prevSeq > held) return join();
    held = frame.seq;
    for (const row of frame.rows.map(fromSlimRow)) if ((rows.get(row.id)?.version ?? 0) <= row.version) rows.set(row.id, row);
    for (const [id] of frame.gone) rows.delete(id);
  };
  const join = (): void => {
    joins += 1;
    socket.emit('area:join', { area: CITY, rows: true, sinceSeq: held }, (answer: Ack<Joined>) => {
      if (!answer.ok) throw new Error(answer.code);
      if (answer.value.kind === 'frame') return apply(answer.value.frame);
      void refetch(answer.value.seq);
    });
  };
  const refetch = async (seq: number): Promise<void> => {
    try {
      for (const [id, version] of await allRows(url)) if ((rows.get(id)?.version ?? 0) < version) rows.set(id, { version });
      held = Math.max(held, seq);
    } catch {
      // The server died meanwhile: the next connection joins again.
    }
  };
  socket.on('connect', join);
  socket.on('area:frame', (frame: Frame) => (frame.area === CITY ? apply(frame) : undefined));
  socket.on('area:reset', () => {
    held = 0;
    join();
  });
  socket.on('area:tick', ({ area, seq }: { area: string; seq: number }) => (area === CITY && seq > held ? join() : undefined));
  return { rows, joins: () => joins, close: () => socket.close() };
}
