import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { differences } from './testing/differences.ts';
import { allRows, openScreen } from './testing/live-screen.ts';
import { pointIn, STREETS } from './testing/test-city.ts';
import { makeTestCity } from './testing/test-house.ts';
import { seeded } from './testing/random-run.ts';
import { runCommand } from './testing/run-command.ts';
import { freePort, spawnServer, type SpawnedServer } from './testing/spawned-server.ts';

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
  await makeTestCity(joinPath(dataDir, 'guantong.db'));
  const made = await runCommand(dataDir, 'token', 'create', '--role', 'dispatcher');
  token = made.out.trim();
  expect(token, made.err).toMatch(/^gt_/);
  port = await freePort();
}, 180_000);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it(`${KILLS} kills under ${POSTS_PER_SECOND} POST/s lose nothing that was acknowledged`, { timeout: 600_000 }, async () => {
  const random = seeded(20_261_122);
  const acknowledged = new Set<number>();
  let server = await spawnServer(dataDir, port);
  const screen = openScreen(server.url, token);
  for (let kill = 0; kill < KILLS; kill++) {
    await postUntil(server, acknowledged, 200 + random() * 800, random);
    expect(await differences(joinPath(dataDir, 'guantong.db')), `after kill ${kill + 1}`).toEqual([]);
    server = await spawnServer(dataDir, port);
  }
  // One more, so that the screen has something to catch up with after the last kill.
  acknowledged.add((await post(server.url, random)).id);
  const rows = await allRows(server.url, token);
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
