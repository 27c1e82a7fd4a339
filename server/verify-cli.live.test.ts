import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from './database.ts';
import { incidentCommands } from './app/incidents.ts';
import { dispatcher } from './testing/factories.ts';
import { pointIn, putTestCity, STREETS } from './testing/test-city.ts';
import { runCommand } from './testing/run-command.ts';
import { runCli } from './testing/spawned-server.ts';
import { newMigratedDatabase } from './testing/test-database.ts';
import { ENGINES } from './testing/test-store.ts';

/** `guantong verify` as an operator runs it: exit code and words; once each by a process of its own. */
describe.each(ENGINES)('verify on %s', (engine) => {
  let place: Record<string, string>;
  let database: string;
  beforeEach(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'guantong-verify-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const remote = engine === 'postgres' ? await newMigratedDatabase() : null;
    if (remote) onTestFinished(remote.drop);
    database = remote?.url ?? join(dataDir, 'guantong.db');
    place = { DATA_DIR: dataDir, DATABASE_URL: remote?.url ?? `file:${database}` };
    const { connection, queue, close } = await openDatabase(database, Date.now);
    await putTestCity(connection, 'Asia/Shanghai', 0);
    const incidents = incidentCommands(queue, Date.now);
    for (const street of STREETS) {
      const { id } = await incidents.report(dispatcher, { category: 'rubbish', lngLat: [...pointIn(street)] });
      await incidents.command(dispatcher, id, 'register', { seenVersion: 1 });
    }
    await close();
  });

  const tamper = async (statement: string): Promise<void> => {
    const { connection, close } = await openDatabase(database, Date.now);
    await connection.dialect.run(connection.writer, sql.raw(statement));
    await close();
  };

  it('is content with an untouched city', async () => {
    const { code, out } = await runCli(place, 'verify');
    expect([code, out.trim()]).toEqual([0, expect.stringMatching(/^OK: 14 events, 7 incidents, \d+ cells, seq 14$/)]);
  }, 60_000);

  it.each([
    [
      'a cell',
      runCli,
      "update cells set n = n + 1 where place = '9001002' and metric = 0",
      /area 9001002, metric received, hour \d{4}-\d\d-\d\dT\d\d:00\+08:00.*stored 2, recounted 1/,
    ],
    [
      'a sum by responsibility',
      runCommand,
      "insert into moved_cells (place, hour_ms, category, severity, metric, n) select place, hour_ms, category, severity, metric, 1 from cells where place = '9001002' and metric = 0",
      /moved: area 9001002, metric received, hour \d{4}-\d\d-\d\dT\d\d:00\+08:00.*stored 1, recounted 0/,
    ],
    [
      'a row',
      runCommand,
      "update incidents set status = 'closed' where place = '9002001'",
      /area 9002001, metric status, hour .*stored closed, recounted registered/,
    ],
    [
      'an event',
      runCommand,
      "update events set payload = replace(payload, '9003001', '9003002') where stream = 6 and version = 2",
      /area 9003001|area 9003002/,
    ],
  ])(
    'exits 1 and names area, metric and hour when %s was changed',
    async (_what, run, statement, told) => {
      await tamper(statement);
      const { code, out } = await run(place, 'verify');
      expect(code, out).toBe(1);
      expect(out).toMatch(told);
      expect(out).toMatch(/metric .*hour /);
    },
    60_000,
  );
});
