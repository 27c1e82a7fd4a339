import { copyFileSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../server/testing/postgres-server.ts';
import { guantongWith, PACK, type DemoCity } from './demo-city.ts';
import { cpuBelow, parentOf } from './process-cpu.ts';

/** The same city on a PostgreSQL of this run, which makes every commit durable. */
export interface PostgresCity {
  version: string;
  token: string;
  /** A fresh database with the city and nothing in it. */
  fresh(): Promise<PostgresPlace>;
  /** CPU of its processes so far, seconds. */
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
  const postmaster = parentOf(told!.pid);
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
    cpuSeconds: () => cpuBelow(postmaster),
    async stop() {
      await admin.end();
      await server.stop();
    },
  };
}
