import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultPack } from './init.command.ts';
import { runCommand } from '../testing/run-command.ts';
import { runCli, spawnServer, type SpawnedServer } from '../testing/spawned-server.ts';

/** Building, a whole city and three processes, on a machine that may be busy. */
const SLOW_MS = 240_000;
let dataDir: string;
let server: SpawnedServer | null;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guantong-demo-'));
  server = null;
});
afterEach(async () => {
  await server?.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** Processes that simulate against this server. */
const simulators = (url: string): string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return words.includes('simulate') && words.includes(url);
    } catch {
      return false;
    }
  });
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(200);
}

it(
  'runs beside the server of a demo city, and is gone with it, however it ends',
  async () => {
    const made = await runCli(dataDir, 'init', '--pack', defaultPack(), '--demo', '--days', '1');
    expect(made.code).toBe(0);
    const token = (await runCommand(dataDir, 'token', 'create', '--role', 'officer')).out.trim();
    server = await spawnServer(dataDir, await freePort());
    const { url } = server;
    const seq = async (): Promise<number> => {
      const answer = await fetch(`${url}/api/v1/areas/50/summary`, { headers: { authorization: `Bearer ${token}` } });
      return ((await answer.json()) as { seq: number }).seq;
    };
    await until(() => simulators(url).length === 1);
    const before = await seq();
    await until(async () => (await seq()) > before);
    await server.kill();
    await until(() => simulators(url).length === 0);
    expect((await runCommand(dataDir, 'verify')).code).toBe(0);
  },
  SLOW_MS,
);

it(
  'never runs for a city that is not a demo one',
  async () => {
    await runCommand(dataDir, 'init', '--city', 'Springfield', '--time-zone', 'America/Chicago');
    server = await spawnServer(dataDir, await freePort());
    const refused = await runCli(dataDir, 'simulate', '--url', server.url);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('not a demo city');
    expect(simulators(server.url)).toEqual([]);
    expect(
      (await runCommand(dataDir, 'token', 'list')).out
        .split('\n')
        .filter((line) => line.includes('simulator') && !line.includes('revoked')),
    ).toEqual([]);
  },
  SLOW_MS,
);
