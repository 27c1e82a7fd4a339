import { copyFileSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../server/testing/postgres-server.ts';
import { guantongWith, PACK, type DemoCity } from './demo-city.ts';

/** The same city on a PostgreSQL of this run, which makes every commit durable. */
export interface PostgresCity {
  version: string;
  token: string;
  /** A fresh database with the city and nothing in it. */
  fresh(): Promise<PostgresPlace>;
  /** CPU of all its processes so far, seconds. Linux counts it; elsewhere NaN, and no ratio holds. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}
export interface PostgresPlace {
  url: string;
  dataDir: string;
  environment: { DATABASE_URL: string };
}

export async function postgresCity({ folder }: Pick<DemoCity, 'folder'>): Promise<PostgresCity> {
  const server = await startPostgres([], { fsync: 'on' });
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  const [told] = (
    await admin.query<{ pid: number; version: string }>(`SELECT pg_backend_pid() AS pid, current_setting('server_version') AS version`)
  ).rows;
  const parent = statOf(told!.pid)?.parent ?? 0;
  const place = (name: string): PostgresPlace => {
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return { url: url.href, dataDir: mkdtempSync(join(folder, `${name}-`)), environment: { DATABASE_URL: url.href } };
  };
  const template = place('template_city');
  const run = (...args: string[]): string => guantongWith({ ...template.environment, DATA_DIR: template.dataDir }, ...args);
  await admin.query('CREATE DATABASE template_city');
  run('init', '--pack', PACK);
  const token = run('token', 'create', '--role', 'officer', '--area', 'city').trim();
  let copies = 0;
  return {
    version: told!.version,
    token,
    async fresh() {
      const copy = place(`copy_${++copies}`);
      await admin.query(`CREATE DATABASE copy_${copies} TEMPLATE template_city`);
      copyFileSync(join(template.dataDir, 'secret'), join(copy.dataDir, 'secret'));
      return copy;
    },
    cpuSeconds: () => cpuOf(parent),
    async stop() {
      await admin.end();
      await server.stop();
    },
  };
}

/** Of a process and its children; those that have ended are counted by their parent. */
function cpuOf(parent: number): number {
  const own = statOf(parent);
  if (own === null) return Number.NaN;
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => statOf(Number(pid)) ?? [])
    .filter((stat) => stat.parent === parent);
  return living.reduce((sum, { seconds }) => sum + seconds, own.seconds + own.endedSeconds);
}

const TICKS_PER_SECOND = 100;

/** proc(5): after the name in brackets come state, parent, … and, in clock ticks, the times of the process and of its ended children. */
function statOf(pid: number): { parent: number; seconds: number; endedSeconds: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const seconds = (from: number): number => (Number(fields[from]) + Number(fields[from + 1])) / TICKS_PER_SECOND;
    return { parent: Number(fields[1]), seconds: seconds(11), endedSeconds: seconds(13) };
  } catch {
    return null;
  }
}
