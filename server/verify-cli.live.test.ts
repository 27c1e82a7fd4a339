import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { incidentCommands } from './app/incidents.ts';
import { dispatcher } from './testing/factories.ts';
import { pointIn, putTestCity, STREETS } from './testing/test-city.ts';
import { runCli } from './testing/spawned-server.ts';

/** `guantong verify` as an operator runs it: exit code and words. */
let dataDir: string;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'guantong-verify-'));
  const database = await openDatabase(join(dataDir, 'guantong.db'), Date.now);
  await putTestCity(database.connection, 'Asia/Shanghai');
  const incidents = incidentCommands(database.queue, Date.now);
  for (const street of STREETS) {
    const { id } = await incidents.report(dispatcher, { category: 'rubbish', lngLat: [...pointIn(street)] });
    await incidents.command(dispatcher, id, 'register', { seenVersion: 1 });
  }
  await database.close();
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const tamper = (statement: string): void => {
  const raw = new Database(join(dataDir, 'guantong.db'));
  raw.exec(statement);
  raw.close();
};

it('is content with an untouched city', async () => {
  const { code, out } = await runCli(dataDir, 'verify');
  expect([code, out.trim()]).toEqual([0, expect.stringMatching(/^OK: 14 events, 7 incidents, \d+ cells, seq 14$/)]);
}, 60_000);

it.each([
  [
    'a cell',
    "update cells set n = n + 1 where place = '9001002' and metric = 0",
    /area 9001002, metric received, hour \d{4}-\d\d-\d\dT\d\d:00\+08:00.*stored 2, recounted 1/,
  ],
  [
    'a row',
    "update incidents set status = 'closed' where place = '9002001'",
    /area 9002001, metric status, hour .*stored closed, recounted registered/,
  ],
  [
    'an event',
    "update events set payload = replace(payload, '9003001', '9003002') where stream = 6 and version = 2",
    /area 9003001|area 9003002/,
  ],
])(
  'exits 1 and names area, metric and hour when %s was changed',
  async (_what, statement, told) => {
    tamper(statement);
    const { code, out } = await runCli(dataDir, 'verify');
    expect(code, out).toBe(1);
    expect(out).toMatch(told);
    expect(out).toMatch(/metric .*hour /);
  },
  60_000,
);
