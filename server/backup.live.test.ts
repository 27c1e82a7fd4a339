import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { asc, sql } from 'drizzle-orm';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from './database.ts';
import { DUMP_PROGRAMS } from './testing/find-postgres.mjs';
import { startPostgres, type PostgresServer } from './testing/postgres-server.ts';
import { PNG } from './testing/pictures.ts';
import { startPosting } from './testing/posting.ts';
import { runCommand } from './testing/run-command.ts';
import { freePort, runCli, spawnServer } from './testing/spawned-server.ts';
import { CITY } from './testing/test-city.ts';
import { newTestDatabase } from './testing/test-database.ts';
import { makeTestCity } from './testing/test-house.ts';
import { ENGINES } from './testing/test-store.ts';
import type { Engine } from './db/dialect.ts';

/** A backup is taken while a server writes; elsewhere it is put back, and tells the same up to its seq. */
const POSTS_PER_SECOND = 200;
let postgres: PostgresServer | null = null;
afterAll(() => postgres?.stop());

interface Place {
  dataDir: string;
  database: string;
  environment: Record<string, string>;
}
async function newPlace(engine: Engine): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guantong-backup-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  if (engine === 'sqlite') return { dataDir, database: join(dataDir, 'guantong.db'), environment: { DATA_DIR: dataDir } };
  postgres ??= await startPostgres(DUMP_PROGRAMS);
  const { url, drop } = await newTestDatabase(postgres.url);
  onTestFinished(drop);
  return { dataDir, database: url, environment: { DATA_DIR: dataDir, DATABASE_URL: url } };
}

async function newCity(engine: Engine): Promise<Place & { token: string }> {
  const place = await newPlace(engine);
  await makeTestCity(place.database);
  const made = await runCommand(place.environment, 'token', 'create', '--role', 'dispatcher');
  return { ...place, token: made.out.trim() };
}

async function uploadTo(url: string, token: string, incident: number): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'image/png' };
  const answer = await fetch(`${url}/api/v1/incidents/${incident}/files`, { method: 'POST', headers, body: new Uint8Array(PNG) });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

/** The log up to a seq as text, all columns of every row. */
async function logOf({ database }: Place, upTo: number): Promise<string[]> {
  const { connection, close } = await openDatabase(database, Date.now);
  const { events } = connection.schema;
  const rows = await connection.reader.select().from(events).where(sql`${events.seq} <= ${upTo}`).orderBy(asc(events.seq));
  await close();
  return rows.map((row) => JSON.stringify(row));
}

describe.each(ENGINES)('backup on %s', (engine) => {
  it(`during ${POSTS_PER_SECOND} POST/s, put back elsewhere, verifies and equals the log up to its seq`, async () => {
    const source = await newCity(engine);
    const server = await spawnServer(source.dataDir, await freePort(), source.environment);
    onTestFinished(() => server.kill());
    const posting = startPosting(server.url, source.token, POSTS_PER_SECOND);
    await expect.poll(() => posting.acknowledged.size, { timeout: 20_000 }).toBeGreaterThan(POSTS_PER_SECOND);
    const file = join(source.dataDir, 'guantong.tar.gz');
    const photo = await uploadTo(server.url, source.token, 1);
    const before = posting.acknowledged.size;
    const taken = await runCli(source.environment, 'backup', file);
    expect(taken.code, taken.err).toBe(0);
    expect(posting.acknowledged.size, 'written while the backup ran').toBeGreaterThan(before);
    await wait(300);
    await posting.stop();
    const seq = Number(/^Backup of seq (\d+), /.exec(taken.out)?.[1]);
    expect(seq).toBeGreaterThanOrEqual(before);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(source.dataDir).filter((name) => /partial|^\.guantong/.test(name))).toEqual([]);

    const target = await newPlace(engine);
    const restored = await runCli(target.environment, 'restore', file);
    expect(restored.code, restored.out + restored.err).toBe(0);
    expect(restored.out).toMatch(new RegExp(`Restored seq ${seq} of .*\\nOK: ${seq} events, .* seq ${seq}`));
    const [ours, theirs] = [await logOf(source, Number.MAX_SAFE_INTEGER), await logOf(target, Number.MAX_SAFE_INTEGER)];
    expect(ours.length, 'the source went on').toBeGreaterThan(seq);
    expect(theirs).toHaveLength(seq);
    expect(theirs).toEqual(ours.slice(0, seq));
    expect(readFileSync(join(target.dataDir, 'secret'), 'utf8')).toBe(readFileSync(join(source.dataDir, 'secret'), 'utf8'));

    const again = await spawnServer(target.dataDir, await freePort(), target.environment);
    onTestFinished(() => again.kill());
    const answer = await fetch(`${again.url}/api/v1/areas/${CITY}/summary`, { headers: { authorization: `Bearer ${source.token}` } });
    expect([answer.status, ((await answer.json()) as { seq: number }).seq], 'its users came with it').toEqual([200, seq]);
    const shown = await fetch(`${again.url}/api/v1/incidents/1/files/${photo}`, { headers: { authorization: `Bearer ${source.token}` } });
    expect([shown.status, Buffer.from(await shown.arrayBuffer())], 'its photos too').toEqual([200, PNG]);
    process.stdout.write(`${engine}: ${before} acknowledged before, seq ${seq} in the backup, ${ours.length} at the end\n`);

    const live = await runCommand(target.environment, 'restore', file, '--force');
    expect([live.code, live.err]).toEqual([1, expect.stringContaining('A server is running')]);
    await again.kill();
    const full = await runCommand(target.environment, 'restore', file);
    expect([full.code, full.err]).toEqual([1, expect.stringMatching(/is there already|is not empty/)]);
    const forced = await runCommand(target.environment, 'restore', file, '--force');
    expect(forced.code, forced.out + forced.err).toBe(0);
    const aside = readdirSync(target.dataDir).filter((name) => name.startsWith('before-restore-'));
    expect(aside).toHaveLength(1);
    const put = readdirSync(join(target.dataDir, aside[0]!)).sort();
    expect([put.includes('files'), put.includes('guantong.db')], 'files are put aside, tables are dropped').toEqual([
      true,
      engine === 'sqlite',
    ]);
  });

  it('without its secret; never over another file, nor from nothing', async () => {
    const source = await newCity(engine);
    const file = join(source.dataDir, 'guantong.tar.gz');
    const taken = await runCommand(source.environment, 'backup', file, '--without-secret');
    expect([taken.code, taken.out], taken.err).toEqual([0, expect.not.stringContaining('secret')]);
    const twice = await runCommand(source.environment, 'backup', file);
    expect([twice.code, twice.err]).toEqual([1, expect.stringContaining('is there already')]);

    const target = await newPlace(engine);
    const none = await runCommand(target.environment, 'backup', join(target.dataDir, 'none.tar.gz'));
    expect([none.code, none.err]).toEqual([1, expect.stringMatching(/no database|no city/)]);
    const restored = await runCommand(target.environment, 'restore', file);
    expect([restored.code, restored.err], restored.out).toEqual([0, expect.stringContaining('everybody signs in again')]);
    expect(existsSync(join(target.dataDir, 'secret'))).toBe(false);
  });
});

it('says what is missing when PostgreSQL has no programs here, and refuses an archive of the other engine', async () => {
  const remote = await newCity('postgres');
  const absent = await runCommand({ ...remote.environment, PG_BIN: remote.dataDir }, 'backup', join(remote.dataDir, 'a.tar.gz'));
  expect([absent.code, absent.err]).toEqual([1, expect.stringContaining('PG_BIN: there is no pg_dump')]);
  const local = await newCity('sqlite');
  const file = join(local.dataDir, 'a.tar.gz');
  await runCommand(local.environment, 'backup', file);
  const crossed = await runCommand(remote.environment, 'restore', file);
  expect([crossed.code, crossed.err]).toEqual([1, expect.stringContaining('goes back to its own engine')]);
});
