import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyCity } from '../app/city.ts';
import { compose, type ComposeOptions, type House } from '../compose.ts';
import { openDatabase } from '../database.ts';
import { putSettings } from '../db/city.writer.ts';
import type { Engine } from '../db/dialect.ts';
import { eventLogReader } from '../db/event-log.ts';
import type { Role } from '../../shared/terms.ts';
import { CITY, putTestCity, TEST_UNITS } from './test-city.ts';
import { newMigratedDatabase, newTestDatabase } from './test-database.ts';

/** The whole server over the invented city, on a port of its own. */
export interface TestHouse {
  house: House;
  url: string;
  dataDir: string;
  clock: { nowMs: number };
  /** A caller with a bearer token of this role and node. */
  as(role: Role, scope?: string, unit?: string): Promise<Caller>;
  /** Resolves when the sums hold what was acknowledged. */
  settled(): Promise<void>;
  /** Ends it and starts another on the same data, at the same address. */
  restart(): Promise<void>;
  close(): Promise<void>;
}
export interface Answer {
  status: number;
  // Tests look into whatever came back; a wrong guess fails the test.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}
export interface Caller {
  token: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  remove(path: string): Promise<Answer>;
}

export interface TestHouseOptions {
  engine?: Engine;
  /** Another PostgreSQL server than that of the test run. */
  server?: string;
  nowMs?: number;
  timeZone?: string;
  mqtt?: ComposeOptions['mqtt'];
  /** Puts another city than the invented one into the empty database. */
  make?: (database: string) => Promise<void>;
}

export async function openTestHouse({
  engine = 'sqlite',
  server,
  nowMs = Date.now(),
  timeZone = 'Asia/Shanghai',
  mqtt = null,
  make = (database) => makeTestCity(database, timeZone),
}: TestHouseOptions = {}): Promise<TestHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guantong-house-'));
  const remote = engine === 'sqlite' ? null : await (server === undefined ? newMigratedDatabase() : newTestDatabase(server));
  const database = remote?.url ?? join(dataDir, 'guantong.db');
  await make(database);

  const clock = { nowMs };
  const secret = { file: join(dataDir, 'secret'), isNamed: false };
  const begin = async (port: number): Promise<House> => {
    const begun = await compose({ dataDir, database, secret, mqtt, feedsPrivate: '127.0.0.1', isQuiet: true, now: () => clock.nowMs });
    await begun.start();
    await begun.app.listen({ host: '127.0.0.1', port });
    return begun;
  };
  let house = await begin(0);
  const { port } = house.app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    get house() {
      return house;
    },
    url,
    dataDir,
    clock,
    async as(role, scope = CITY, unit) {
      const department = TEST_UNITS.find((each) => each.code === unit)?.department ?? null;
      return caller(url, await house.auth.tokens.create({ role, scope, unit: unit ?? null, department }));
    },
    async settled() {
      const seq = await eventLogReader(house.database.connection.reader, house.database.connection.schema).lastSeq();
      while (house.sums().seq() < seq) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    async restart() {
      await house.stop();
      house = await begin(port);
    },
    async close() {
      await house.stop();
      await remote?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The invented city as a server needs it, in an empty database. */
export async function makeTestCity(database: string, timeZone = 'Asia/Shanghai'): Promise<void> {
  const { connection, close } = await openDatabase(database, Date.now);
  await putTestCity(connection, timeZone, 0);
  const { boards, streetBoards, lanes, majorCategories, targets, minimumN, notices, isSchematic } = emptyCity(
    'Testville',
    'Asia/Shanghai',
  ).pack;
  const settings = { boards, streetBoards, lanes, majorCategories, targets, minimumN, notices, isSchematic, edition: null };
  await putSettings(connection.writer, connection.schema, { ...settings, isDemo: false, rivers: null });
  await close();
}

function caller(url: string, { token }: { token: string }): Caller {
  const send = async (method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> => {
    const isText = typeof body === 'string';
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: response.headers.get('content-type')?.includes('ndjson')
        ? text
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as unknown)
        : JSON.parse(text || 'null'),
    };
  };
  return {
    token,
    get: (path, headers = {}) => send('GET', path, undefined, headers),
    post: (path, body, headers = {}) => send('POST', path, body, headers),
    put: (path, body) => send('PUT', path, body, {}),
    remove: (path) => send('DELETE', path, undefined, {}),
  };
}
