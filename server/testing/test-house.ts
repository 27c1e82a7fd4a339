import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyCity } from '../app/city.ts';
import { compose, type House } from '../compose.ts';
import { openSqlite } from '../db/connection.ts';
import { putSettings } from '../db/city.writer.ts';
import type { Role } from '../../shared/terms.ts';
import { CITY, putTestCity, TEST_UNITS } from './test-city.ts';

/** The whole server over the invented city, on a port of its own. */
export interface TestHouse {
  house: House;
  url: string;
  dataDir: string;
  clock: { nowMs: number };
  /** A caller with a bearer token of this role and node. */
  as(role: Role, scope?: string, unit?: string): Caller;
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
}

export async function openTestHouse(nowMs: number = Date.now()): Promise<TestHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guantong-house-'));
  const file = join(dataDir, 'guantong.db');
  const connection = openSqlite(file);
  await putTestCity(connection, 'Asia/Shanghai');
  const {
    code: _code,
    names: _names,
    timeZone: _zone,
    categories: _c,
    departments: _d,
    units: _u,
    ...rest
  } = emptyCity('Testville', 'Asia/Shanghai').pack;
  await putSettings(connection.writer, connection.schema, { ...rest, isDemo: false, rivers: null });
  await connection.close();

  const clock = { nowMs };
  const house = await compose({ dataDir, databaseFile: file, isDemo: false, isQuiet: true, now: () => clock.nowMs });
  await house.start();
  await house.app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(house.app.server.address() as AddressInfo).port}`;
  return {
    house,
    url,
    dataDir,
    clock,
    as(role, scope = CITY, unit) {
      const department = TEST_UNITS.find((each) => each.code === unit)?.department ?? null;
      return caller(url, house.auth.tokens.create({ role, scope, unit: unit ?? null, department }));
    },
    async close() {
      await house.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
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
  };
}
