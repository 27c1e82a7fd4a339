import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';
import { freePort, spawnServer, type SpawnedServer } from './spawned-server.ts';
import { newMigratedDatabase } from './test-database.ts';
import { makeTestCity } from './test-house.ts';

/** Two servers in processes of their own on one PostgreSQL database, with the invented city in it. */
export interface TwoServers {
  /** The database's address, and the environment in which a command works on it. */
  database: string;
  environment: Record<string, string>;
  ports: readonly [number, number];
  urls: readonly [string, string];
  /** A dispatcher of the whole city. */
  token: string;
  /** As a power cut of its machine. */
  kill(which: 0 | 1): Promise<void>;
  start(which: 0 | 1): Promise<void>;
  /** A figure of `/metrics`. */
  metric(which: 0 | 1, name: string): Promise<number>;
  close(): Promise<void>;
}

export async function openTwoServers(): Promise<TwoServers> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guantong-two-'));
  const { url: database, drop } = await newMigratedDatabase();
  const environment = { DATA_DIR: dataDir, DATABASE_URL: database };
  await makeTestCity(database);
  const made = await runCommand(environment, 'token', 'create', '--role', 'dispatcher');
  if (made.code !== 0) throw new Error(made.err);
  const ports = [await freePort(), await freePort()] as const;
  const servers: [SpawnedServer, SpawnedServer] = [
    await spawnServer(dataDir, ports[0], environment),
    await spawnServer(dataDir, ports[1], environment),
  ];
  const urls = [servers[0].url, servers[1].url] as const;
  return {
    database,
    environment,
    ports,
    urls,
    token: made.out.trim(),
    kill: (which) => servers[which].kill(),
    async start(which) {
      servers[which] = await spawnServer(dataDir, ports[which], environment);
    },
    async metric(which, name) {
      const text = await (await fetch(`${urls[which]}/metrics`)).text();
      return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
    },
    async close() {
      await Promise.all(servers.map((server) => server.kill()));
      await drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
