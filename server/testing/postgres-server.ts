import { spawn, spawnSync, type ChildProcess, type SpawnSyncReturns } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openPostgres } from '../db/connection.postgres.ts';
import { withClient } from '../postgres/session.ts';
import { findPostgres } from './find-postgres.mjs';
import { freePort } from './spawned-server.ts';
import { MIGRATED } from './test-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** A PostgreSQL server for the tests of one run, in a folder of its own. Nothing in it has to survive a power cut, unless `settings` say so. */
export interface PostgresServer {
  url: string;
  /** As if its machine had lost power: every session is gone. */
  halt(): Promise<void>;
  /** What was committed is there again. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

type Settings = Readonly<Record<string, string | number>>;
type As = { uid?: number; gid?: number };

/** @param besides other programs that must be of the same version */
export async function startPostgres(besides: string[] = [], settings: Settings = {}): Promise<PostgresServer> {
  const found = findPostgres(besides);
  if (found === null) throw new Error('There is no PostgreSQL for the tests: run `node .ci/ensure-postgres.mjs`');
  const folder = mkdtempSync(join(tmpdir(), 'guantong-postgres-'));
  const as = serverUser();
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid!);
  const bin = reachable(found, folder, as);
  const data = join(folder, 'data');
  const made = run(join(bin, 'initdb'), ['-D', data, '-U', 'guantong', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], as);
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}${made.error?.message ?? ''}`);
  const port = await freePort();
  const url = `postgres://guantong@127.0.0.1:${port}/postgres`;
  const begin = (): Promise<ChildProcess> => launch(bin, data, { url, port, settings }, as);
  let server = await begin();
  return {
    url,
    halt: () => end(server),
    async resume() {
      server = await begin();
    },
    async stop() {
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root. */
function serverUser(): As {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = ['postgres', 'nobody'].flatMap((name) => users.find(([each]) => each === name) ?? []);
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** The programs where that user may read them: not in the home folder of root. */
function reachable(bin: string, folder: string, as: As): string {
  if (run(join(bin, 'initdb'), ['--version'], as).status === 0) return bin;
  const copy = join(folder, 'programs');
  cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
  chmodSync(copy, 0o755);
  return join(copy, 'bin');
}

const run = (program: string, args: string[], as: As): SpawnSyncReturns<string> =>
  spawnSync(program, args, { ...as, cwd: '/', encoding: 'utf8', env: { PATH: process.env['PATH'], LC_ALL: 'C' } });

async function launch(
  bin: string,
  data: string,
  { url, port, settings }: { url: string; port: number; settings: Settings },
  as: As,
): Promise<ChildProcess> {
  const own = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', fsync: 'off', max_connections: 200 };
  const args = Object.entries({ ...own, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...args], { ...as, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  server.stderr.on('data', (chunk: Buffer) => (told = (told + chunk.toString()).slice(-4_000)));
  for (const until = Date.now() + 30_000; ; ) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    const isUp = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (isUp) return server;
    if (server.exitCode !== null || Date.now() > until) throw new Error(`PostgreSQL did not start:\n${told}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Immediate shutdown, as if the power had gone. */
async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGQUIT');
  await once(server, 'exit');
}

/** One server for all files of a vitest project; each test makes databases of its own in it. */
let ofRun: PostgresServer | null = null;
export async function setup(project: TestProject): Promise<void> {
  ofRun = await startPostgres();
  await withClient(ofRun.url, 'guantong tests', async (client) => void (await client.query(`CREATE DATABASE ${MIGRATED}`)));
  const url = new URL(ofRun.url);
  url.pathname = `/${MIGRATED}`;
  await (await openPostgres(url.href)).close();
  project.provide('postgresUrl', ofRun.url);
}
export const teardown = async (): Promise<void> => ofRun?.stop();
