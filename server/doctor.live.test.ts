import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Finding } from './doctor/finding.ts';
import { withClient } from './postgres/session.ts';
import { runCommand } from './testing/run-command.ts';
import { freePort, runCli, spawnServer } from './testing/spawned-server.ts';
import { newMigratedDatabase, newTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { makeTestCity } from './testing/test-house.ts';
import { ENGINES } from './testing/test-store.ts';

interface Place {
  dataDir: string;
  database: string;
  environment: Record<string, string>;
}
async function newPlace(engine: 'sqlite' | 'postgres', make: () => Promise<TestDatabase> = newMigratedDatabase): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guantong-doctor-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const environment = { DATA_DIR: dataDir, PORT: String(await freePort()), HOST: '127.0.0.1' };
  if (engine === 'sqlite') return { dataDir, database: join(dataDir, 'guantong.db'), environment };
  const { url, drop } = await make();
  onTestFinished(drop);
  return { dataDir, database: url, environment: { ...environment, DATABASE_URL: url } };
}
/** What is not right by its code, and the exit code. What hangs on the machine of the test is left out. */
async function ask({ environment }: Place, run = runCommand): Promise<{ code: number; bad: string[]; codes: string[] }> {
  const { code, out, err } = await run(environment, 'doctor', '--json');
  expect(err.replaceAll(/^guantong: building.*\n/gm, '')).toBe('');
  const findings = JSON.parse(out) as Finding[];
  const ofMachine = /^(tools|fonts|machine|clock\.alone|disk\.tight|disk\.memory)/;
  const bad = findings.filter((finding) => finding.level !== 'ok' && !ofMachine.test(finding.code));
  return { code, bad: bad.map((finding) => `${finding.level} ${finding.code}`), codes: findings.map((finding) => finding.code) };
}
/** Every file of a folder by its content; SQLite's own companions of an open file apart. */
const contentOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => !/-(shm|wal)$/.test(name))
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );
const NO_BACKUP = 'warning backup.none';

describe.each(ENGINES)('doctor on %s', (engine) => {
  it('works on no data at all, and makes none', async () => {
    const place = await newPlace(engine, newTestDatabase);
    rmSync(place.dataDir, { recursive: true });
    const { code, bad } = await ask(place, runCli);
    expect([code, bad]).toEqual([0, engine === 'sqlite' ? ['warning database.none'] : ['warning database.empty', NO_BACKUP]]);
    expect(existsSync(place.dataDir)).toBe(false);
  });

  it('finds a city sound, beside a running server too, and changes no byte of it', async () => {
    const place = await newPlace(engine);
    await makeTestCity(place.database);
    await runCommand(place.environment, 'token', 'create', '--role', 'dispatcher');
    const before = contentOf(place.dataDir);
    const still = await ask(place);
    expect([still.code, still.bad]).toEqual([0, [NO_BACKUP]]);
    expect(still.codes).toEqual(expect.arrayContaining(['database', 'schema', 'zone', 'port', 'verify', 'wall']));
    expect(contentOf(place.dataDir)).toEqual(before);
    const server = await spawnServer(place.dataDir, Number(place.environment['PORT']), place.environment);
    onTestFinished(() => server.kill());
    const beside = await ask(place);
    expect([beside.code, beside.bad]).toEqual([0, [NO_BACKUP]]);
    expect(beside.codes).toEqual(expect.arrayContaining(['port.served', ...(engine === 'sqlite' ? ['server'] : [])]));
  });

  it('finds tables that a later release has made', async () => {
    const place = await newPlace(engine);
    await makeTestCity(place.database);
    const later = Date.now() + 1e10;
    if (engine === 'sqlite') {
      const db = new Database(place.database);
      db.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', ?)").run(later);
      db.close();
    } else
      await withClient(place.database, 'test', async (client) => {
        await client.query("INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('later', $1)", [later]);
      });
    const { code, bad } = await ask(place);
    expect([code, bad]).toEqual([1, ['fault schema.newer', NO_BACKUP]]);
  });
});

it('finds open permissions, damaged and foreign files, a database that is away, and a taken port', async () => {
  const place = await newPlace('sqlite');
  await makeTestCity(place.database);
  await runCommand(place.environment, 'backup', join(place.dataDir, 'a.tar.gz'));
  await runCommand(place.environment, 'token', 'create', '--role', 'dispatcher');
  expect(await ask(place)).toMatchObject({ code: 0, bad: [] });

  chmodSync(join(place.dataDir, 'secret'), 0o644);
  expect(await ask(place)).toMatchObject({ code: 1, bad: ['fault file.open'] });
  chmodSync(join(place.dataDir, 'secret'), 0o600);

  const other = createServer((socket) => socket.end('220 not ours\r\n')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const port = String((other.address() as AddressInfo).port);
  expect(await ask({ ...place, environment: { ...place.environment, PORT: port } }, runCli)).toMatchObject({
    code: 1,
    bad: ['fault port.taken'],
  });

  truncateSync(place.database, statSync(place.database).size - 3 * 4096);
  expect(await ask(place)).toMatchObject({ code: 1, bad: [expect.stringMatching(/^fault database\.(damaged|closed)$/)] });
  for (const name of readdirSync(place.dataDir)) if (/-(shm|wal)$/.test(name)) rmSync(join(place.dataDir, name));
  writeFileSync(place.database, 'this is no database, only a text that somebody has put there by mistake '.repeat(100));
  expect(await ask(place)).toMatchObject({ code: 1, bad: ['fault database.closed'] });

  const away = {
    ...place,
    environment: { ...place.environment, DATABASE_URL: `postgres://nobody:geheim@127.0.0.1:${await freePort()}/city` },
  };
  expect(await ask(away)).toMatchObject({ code: 1, bad: ['fault database.closed'] });
  const told = await runCommand(away.environment, 'doctor', '--lang', 'zh');
  expect(told.out).toMatch(/故障 {2}数据库 .* 打不开/);
  expect(told.out + told.err, 'no password').not.toContain('geheim');
});
