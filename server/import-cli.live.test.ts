import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentPage } from '../shared/incidents.ts';
import type { Summary } from '../shared/summary.ts';
import type { IncidentImportReport } from './app/import-incidents.ts';
import { runCommand } from './testing/run-command.ts';
import { freePort, runCli, spawnServer, type SpawnedServer } from './testing/spawned-server.ts';
import { newTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { ENGINES } from './testing/test-store.ts';

/** A foreign city, as an operator brings it in: by the CLI, beside a running server, more than once. The first import is a process of its own. */
const fixtures = join(import.meta.dirname, 'intake/fixtures');
const expected = JSON.parse(readFileSync(join(fixtures, 'expected.json'), 'utf8')) as Record<string, unknown> & {
  read: number;
  distinct: number;
  open: number;
  closed: number;
  located: IncidentImportReport['located'];
};
describe.each(ENGINES)('import on %s', (engine) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'guantong-import-'));
  const MAPPING = join(fixtures, 'mapping.json');
  let server: SpawnedServer;
  let environment: Record<string, string> = { DATA_DIR: dataDir };
  let remote: TestDatabase | null = null;
  let token = '';

  const by = async (run: typeof runCli, args: string[]): Promise<string> => {
    const { code, out, err } = await run(environment, ...args);
    expect(code, `${args.join(' ')}: ${out}${err}`).toBe(0);
    return out;
  };
  const cli = (...args: string[]): Promise<string> => by(runCommand, args);
  const incidentsOf = (file: string, mapping = MAPPING): string[] => ['import', 'incidents', file, '--mapping', mapping, '--json'];
  const importing = async (file: string, mapping = MAPPING, ...more: string[]): Promise<IncidentImportReport> =>
    JSON.parse(await cli(...incidentsOf(file, mapping), ...more)) as IncidentImportReport;
  const get = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${server.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
    const body = (await answer.json()) as T;
    expect(answer.status, `${path}: ${JSON.stringify(body)}`).toBe(200);
    return body;
  };
  /** All of the fixture's years. */
  const summary = (): Promise<Summary> => get('/areas/city/summary?from=2014-01-01T00:00:00-05:00&to=2018-12-31T00:00:00-05:00');
  const rowsOf = async (query: string): Promise<IncidentPage['rows']> => (await get<IncidentPage>(`/incidents?limit=500&${query}`)).rows;

  /** Some closed rows have no time of closing: in state, but in no flow. */
  const closedNow = async (): Promise<number> => (await get<IncidentPage>('/incidents?status=closed&limit=1')).total;

  /** The fixture's file with some cells changed, by outer id. */
  function laterFile(name: string, change: (cells: { line: string; id: string }) => string): string {
    const file = join(dataDir, name);
    const lines = readFileSync(join(fixtures, 'requests.csv'), 'utf8').split('\r\n');
    writeFileSync(file, lines.map((line) => change({ line, id: line.split(',')[1] ?? '' })).join('\r\n'));
    return file;
  }

  beforeAll(async () => {
    if (engine === 'postgres') {
      remote = await newTestDatabase();
      environment = { ...environment, DATABASE_URL: remote.url };
    }
    await cli('init', '--city', 'Invented', '--time-zone', 'America/New_York');
    const districts = ['--tier', 'district', '--code', 'DIST_NO', '--name', 'DIST_NAME'];
    await cli('import', 'areas', join(fixtures, 'districts.geojson'), ...districts);
    await cli(
      'import',
      'areas',
      join(fixtures, 'streets.geojson'),
      '--tier',
      'street',
      '--code',
      'ST_CODE',
      '--name',
      'ST_NAME',
      '--parent',
      'DISTRICT',
    );
    token = (await cli('token', 'create', '--role', 'dispatcher')).trim();
    server = await spawnServer(dataDir, await freePort(), environment);
  }, 120_000);
  afterAll(async () => {
    await server?.kill();
    await remote?.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  describe('200 rows with every quirk', () => {
    it('leave no trace in a dry run; one that snaps says how many it moved', async () => {
      const snapping = join(dataDir, 'snapping.json');
      writeFileSync(snapping, JSON.stringify({ ...(JSON.parse(readFileSync(MAPPING, 'utf8')) as object), snapM: 60 }));
      const outside = laterFile('outside.csv', ({ line, id }) =>
        id === '101064.0' ? line.replace('30.19023,-40.26725', '30.1,-40.3005') : line,
      );
      const strict = await importing(outside, MAPPING, '--dry-run');
      const kind = await importing(outside, snapping, '--dry-run');
      expect([strict.importId, strict.located.outside, strict.flagged['snapped']]).toEqual([null, expected.located.outside + 1, undefined]);
      expect([kind.located.outside, kind.flagged['snapped']]).toEqual([expected.located.outside, 1]);
      expect((await summary()).totals.received).toBe(0);
    });

    it('are each accounted for, and stand in the sums of the running server', async () => {
      const report = JSON.parse(await by(runCli, incidentsOf(join(fixtures, 'requests.csv')))) as IncidentImportReport;
      const { read, imported, repeated, quarantined, located } = report;
      expect({ read, imported, repeated, quarantined, located }).toEqual({
        read: expected.read,
        imported: expected.distinct,
        repeated: expected['duplicates'],
        quarantined: expected['quarantined'],
        located: expected.located,
      });
      expect(report.quarantine.map(({ line, issue }) => [line, issue.code])).toEqual(expected['quarantine']);
      await expect.poll(async () => (await summary()).totals.received, { timeout: 10_000 }).toBe(expected.distinct);
      const { totals, own, children } = await summary();
      expect([totals.open, await closedNow()]).toEqual([expected.open, expected.closed]);
      expect([totals.closedOnTime, totals.closedLate]).toEqual([expected['onTime'], expected['late']]);
      expect(children.reduce((sum, child) => sum + child.totals.received, own.totals.received)).toBe(totals.received);
      const run = await get<{ issues: { line: number }[] }>(`/imports/${report.importId}`);
      expect(run.issues.map(({ line }) => line)).toEqual((expected['quarantine'] as [number, string][]).map(([line]) => line));
    });

    it('change nothing the second time', async () => {
      const { imported, updated, unchanged, quarantined } = await importing(join(fixtures, 'requests.csv'));
      expect([imported, updated, unchanged, quarantined]).toEqual([0, 0, expected.distinct, expected['quarantined']]);
    });
  });

  describe('a later file', () => {
    it('does not take back what was done here, and closes without losing that it was done', async () => {
      const open = (await rowsOf('status=reported')).find((row) => row.externalId === '101064');
      expect(open).toBeDefined();
      const answer = await fetch(`${server.url}/api/v1/incidents/${open!.id}/commands/register`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ seenVersion: open!.version }),
      });
      expect(answer.status, await answer.clone().text()).toBe(200);

      const stillOpen = await importing(
        laterFile('open.csv', ({ line, id }) => (id === '101064.0' ? line.replace('路灯不亮', '还是不亮') : line)),
      );
      expect([stillOpen.kept, stillOpen.updated, stillOpen.unchanged]).toEqual([1, 0, expected.distinct - 1]);

      const closing = ({ line, id }: { line: string; id: string }): string =>
        id === '101064.0' ? line.replace(',,,Open,', ',,2015-04-12T10:00:00-04:00,Closed,') : line;
      const closedBefore = (await summary()).totals.closed;
      const closed = await importing(laterFile('closed.csv', closing));
      expect([closed.kept, closed.updated, closed.unchanged]).toEqual([0, 1, expected.distinct - 1]);
      await expect.poll(closedNow, { timeout: 10_000 }).toBe(expected.closed + 1);
      await expect.poll(async () => (await summary()).totals.open, { timeout: 10_000 }).toBe(expected.open - 1);
      const { totals } = await summary();
      expect([totals.closed, totals.received]).toEqual([closedBefore + 1, expected.distinct]);
      const now = await get<Summary>(
        `/areas/city/summary?from=2026-01-01T00:00:00-05:00&to=${encodeURIComponent(new Date(Date.now() + 3_600_000).toISOString())}`,
      );
      expect(now.totals.registered).toBe(1);
      expect(await cli('verify')).toMatch(/^OK: /);
    });
  });
});
