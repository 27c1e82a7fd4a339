import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from './database.ts';
import { verify } from './db/verify.ts';
import { openScreen, type LiveScreen } from './testing/live-screen.ts';
import { runCommand } from './testing/run-command.ts';
import { freePort, spawnServer } from './testing/spawned-server.ts';

/** A server is told to end, and started again at once, as a service manager does it. */
const SCREENS = 20;
/** Each sends its next report when it has the answer to the one before, so that a busy machine is asked for less. */
const SENDERS = 4;
/** It takes two to three seconds where the machine does nothing else; here it may. */
const GENEROUS_MS = 180_000;
const AGAIN_MS = 500;
const PLACE = '50';

it('screens go on where they were: nothing that was acknowledged is missing, and nobody fetches afresh', { timeout: 900_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'guantong-restart-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const made = await runCommand(dataDir, 'init', '--pack', 'seed/chongqing', '--demo', '--days', '1');
  expect(made.code, made.err).toBe(0);
  const token = (await runCommand(dataDir, 'token', 'create', '--role', 'dispatcher')).out.trim();
  const port = await freePort();
  const first = await spawnServer(dataDir, port, {}, ['--no-simulator']);
  onTestFinished(() => first.kill());
  const city = (await (await fetch(`${first.url}/api/v1/city`, { headers: { authorization: `Bearer ${token}` } })).json()) as {
    categories: { code: string }[];
  };
  const category = city.categories[0]!.code;

  const frameAtMs = new Map<number, number>();
  let isBack = false;
  const screens: LiveScreen[] = [];
  for (let i = 0; i < SCREENS; i++) {
    const seen = (): void => void (isBack && !frameAtMs.has(i) && frameAtMs.set(i, performance.now()));
    const screen = openScreen(first.url, token, seen, PLACE);
    onTestFinished(screen.close);
    screens.push(screen);
  }
  await expect.poll(() => Math.min(...screens.map(({ rows }) => rows.size)), { timeout: GENEROUS_MS }).toBeGreaterThan(0);
  const posting = startSending(first.url, token, { category, lngLat: [106.55, 29.56] });
  onTestFinished(posting.stop);
  const more = (before: number) => expect.poll(() => posting.acknowledged.size, { timeout: GENEROUS_MS }).toBeGreaterThan(before + 20);
  await more(0);

  const toldAtMs = performance.now();
  expect(await first.end(), first.told()).toBe(0);
  const endedMs = performance.now() - toldAtMs;
  isBack = true;
  const before = posting.acknowledged.size;
  const second = await spawnServer(dataDir, port, {}, ['--no-simulator']);
  onTestFinished(() => second.kill());
  const readyMs = performance.now() - toldAtMs;
  await expect.poll(() => frameAtMs.size, { timeout: GENEROUS_MS }).toBe(SCREENS);
  const gaps = [...frameAtMs.values()].map((atMs) => Math.round(atMs - toldAtMs)).sort((a, b) => a - b);
  await more(before);
  await posting.stop();

  const { acknowledged } = posting;
  for (const screen of screens) {
    await expect.poll(() => [...acknowledged].filter((id) => !screen.rows.has(id)), { timeout: GENEROUS_MS }).toEqual([]);
    expect([screen.resets(), screen.restarts()]).toEqual([0, 1]);
  }
  expect(second.told(), 'it started from the sums that the first one put by').not.toContain('not used');
  process.stdout.write(
    `restart: ended after ${Math.round(endedMs)} ms, ready after ${Math.round(readyMs)} ms, first frame after ${gaps[0]}–${gaps.at(-1)} ms; ` +
      `${acknowledged.size} acknowledged, ${posting.refused()} refused\n`,
  );
  expect(gaps.at(-1)).toBeLessThan(GENEROUS_MS);
  expect(await second.end(), second.told()).toBe(0);
  expect(existsSync(join(dataDir, 'server.pid'))).toBe(false);
  const { connection, close } = await openDatabase(join(dataDir, 'guantong.db'), Date.now);
  onTestFinished(close);
  expect((await verify(connection)).differences).toEqual([]);
});

it('lets a request finish that is under way, refuses new ones, and is not ready any more', { timeout: 600_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'guantong-finish-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  expect((await runCommand(dataDir, 'init', '--city', 'Testville', '--time-zone', 'Asia/Shanghai')).code).toBe(0);
  const token = (await runCommand(dataDir, 'token', 'create', '--role', 'dispatcher')).out.trim();
  const server = await spawnServer(dataDir, await freePort());
  onTestFinished(() => server.kill());
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' };
  let send: ((line: string | null) => void) | null = null;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      send = (line) => (line === null ? controller.close() : controller.enqueue(new TextEncoder().encode(`${line}\n`)));
    },
  });
  const slow = fetch(`${server.url}/api/v1/incidents/batch`, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
  send!('{"category": "unknown"}');
  await wait(300);
  const ended = server.end();
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(503);
  const refused = await fetch(`${server.url}/api/v1/city`, { headers: { ...headers, 'accept-language': 'en' } });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
  expect(await refused.json()).toEqual({ code: 'server.restarting', message: expect.stringContaining('restarting') });
  send!('{"category": "unknown"}');
  send!(null);
  const answer = await slow;
  expect(answer.status).toBe(200);
  expect(
    (await answer.text())
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { code: string }).code),
  ).toEqual(['category.unknown', 'category.unknown']);
  expect(await ended, server.told()).toBe(0);
});

function startSending(url: string, token: string, report: object) {
  const acknowledged = new Set<number>();
  let [isOver, refused] = [false, 0];
  const send = async (): Promise<void> => {
    while (!isOver) {
      try {
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
        const response = await fetch(`${url}/api/v1/incidents`, { method: 'POST', headers, body: JSON.stringify(report) });
        const { id } = (await response.json()) as { id: number };
        if (response.status === 201) acknowledged.add(id);
        else throw new Error(String(response.status));
        await wait(20);
      } catch {
        refused += 1;
        await wait(AGAIN_MS);
      }
    }
  };
  const senders = Array.from({ length: SENDERS }, send);
  return {
    acknowledged,
    refused: () => refused,
    async stop() {
      isOver = true;
      await Promise.all(senders);
    },
  };
}
