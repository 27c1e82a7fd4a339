import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { importReadings } from './app/import-readings.ts';
import { importRuns } from './db/imports.repo.ts';
import { cityReader } from './db/city.read.ts';
import { readingReads } from './db/readings.read.ts';
import { openReadingSource } from './intake/reading-source.ts';
import { readingHouse } from './reading-house.ts';
import { actor } from './testing/factories.ts';
import { findAlertmanager, serverEnvironment } from './testing/find-intake-servers.mjs';
import { answering, freePort } from './testing/mosquitto.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';

const alertmanager = findAlertmanager();

describe('other doors for readings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guantong-doors-'));
  let town: TestHouse;
  let machine: Caller;
  beforeAll(async () => {
    town = await openTestHouse();
    machine = await town.as('system');
    for (const code of ['S1', 'S2', 'lamp'])
      await machine.put(`/devices/${code}`, {
        names: { zh: code, en: code },
        kind: 'station',
        area: '9001001',
        channels: ['rain.hour', 'people.count'].map((indicator) => ({ indicator })),
      });
  });
  afterAll(async () => {
    await town.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const kept = async (device: string) =>
    (await readingReads(town.house.database.connection).since(0, 10_000))
      .filter((each) => each.device === device)
      .map(({ indicator, value, atMs, flags }) => ({ indicator, value, atMs, flags }));

  /** Yesterday by the city's clock. */
  const day = new Date(Date.now() - 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
  const at = (hour: string): number => Date.parse(`${day}T${hour}:00+08:00`);
  async function bring(name: string, lines: readonly string[], mapping: object) {
    const files = { table: join(folder, `${name}.csv`), mapping: join(folder, `${name}.json`) };
    writeFileSync(files.table, lines.join('\r\n'));
    writeFileSync(files.mapping, JSON.stringify(mapping));
    const { database, catalogue } = town.house;
    const { connection, queue } = database;
    const { readings } = readingHouse({
      database,
      city: cityReader({ db: connection.reader, dialect: connection.dialect, schema: connection.schema }),
      catalogue,
      count: () => undefined,
      now: Date.now,
    });
    const source = await openReadingSource(files.table, files.mapping, { timeZone: 'Asia/Shanghai' });
    return importReadings(source, { store: queue, runs: importRuns(connection), readings, now: Date.now }, { actor: actor('system') });
  }

  test('a long table: every row is accounted for, what is bad with its line and reason', async () => {
    const lines = [
      'station;sign;time;mm',
      `S1;rain.hour;${day} 08:00;3,5`,
      `S1;rain.hour;${day} 09:00;-999`,
      `S1;rain.hour;${day} 10:00;999`,
      `S1;rain.hour;${day} 08:00;3,5`,
      `S1;rain.hour;${day} 11:00;much`,
      `S9;rain.hour;${day} 08:00;1`,
      `S1;rain.hour;yesterday;1`,
    ];
    const mapping = {
      at: { column: 'time', format: 'yyyy-MM-dd HH:mm' },
      device: 'station',
      indicator: 'sign',
      value: 'mm',
      missing: ['-999'],
      decimalComma: true,
    };
    const report = await bring('long', lines, mapping);
    expect(report).toMatchObject({ records: 7, read: 6, taken: 1, flagged: 1, duplicates: 1, quarantined: 3 });
    expect(report.quarantine.map(({ line, issue }) => [line, issue.code, issue.detail['code']])).toEqual([
      [6, 'reading.not-number', undefined],
      [7, 'row.refused', 'device.unknown'],
      [8, 'time.unreadable', undefined],
    ]);
    expect(await kept('S1')).toEqual([
      { indicator: 'rain.hour', value: 3.5, atMs: at('08:00'), flags: [] },
      { indicator: 'rain.hour', value: 999, atMs: at('10:00'), flags: ['impossible'] },
    ]);
    expect((await machine.get(`/imports/${report.importId}`)).body).toMatchObject({
      kind: 'readings',
      report: { taken: 1 },
      issues: [{ line: 6 }, { line: 7 }, { line: 8 }],
    });
    expect(await bring('long', lines, mapping), 'again, and nothing is taken twice').toMatchObject({ taken: 0, flagged: 0, duplicates: 3 });
  });

  test('a wide table: a column for each thing that is told', async () => {
    const lines = ['time,rain S2,people S2', `${day}T08:00,1.5,7`, `${day}T09:00,,8`, `${day}T10:00,2,x`];
    const values = { 'rain S2': { indicator: 'rain.hour' }, 'people S2': { indicator: 'people.count' } };
    const report = await bring('wide', lines, { at: 'time', device: { default: 'S2' }, values });
    expect(report).toMatchObject({ records: 3, read: 5, taken: 4, quarantined: 1 });
    expect((await kept('S2')).map(({ value }) => value)).toEqual([1.5, 7, 8, 2]);
    await expect(bring('neither', lines, { at: 'time', values })).rejects.toThrow('a long table has');
    await expect(bring('column', lines, { at: 'when', device: { default: 'S2' }, values })).rejects.toThrow('when');
  });

  // CI takes care that it is there (.ci/ensure-intake-servers.mjs).
  test.skipIf(alertmanager === null && !process.env['CI'])(
    'a real Alertmanager: firing is 1, resolved is 0, once each',
    { timeout: 40_000 },
    async () => {
      const port = await freePort();
      const file = join(folder, 'alertmanager.yml');
      const hook = `${town.url}/api/v1/readings/alertmanager?indicator=people.count&device=instance`;
      writeFileSync(
        file,
        `route: { receiver: city, group_wait: 0s, group_interval: 1s, repeat_interval: 1s, group_by: ['...'] }
receivers:
  - name: city
    webhook_configs: [{ url: '${hook}', send_resolved: true, http_config: { authorization: { credentials: '${machine.token}' } } }]\n`,
      );
      const args = [
        `--config.file=${file}`,
        `--storage.path=${join(folder, 'alertmanager')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
      ];
      const child = spawn(alertmanager!, args, { env: serverEnvironment(), stdio: 'ignore' });
      onTestFinished(() => void child.kill('SIGKILL'));
      await answering(port);
      const tell = (instance: string, times: object) =>
        fetch(`http://127.0.0.1:${port}/api/v2/alerts`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify([{ labels: { alertname: 'Down', instance }, ...times }]),
        });
      const [startMs, endMs] = [Date.now() - 60_000, Date.now() - 1_000];
      await tell('lamp', { startsAt: new Date(startMs).toISOString() });
      const until = async (n: number): Promise<void> => {
        while ((await kept('lamp')).length < n) await new Promise((resolve) => setTimeout(resolve, 50));
      };
      await until(1);
      await tell('nobody', { startsAt: new Date(startMs).toISOString() });
      await tell('lamp', { startsAt: new Date(startMs).toISOString(), endsAt: new Date(endMs).toISOString() });
      await until(2);
      expect((await kept('lamp')).map(({ value, atMs }) => [value, atMs])).toEqual([
        [1, startMs],
        [0, endMs],
      ]);
    },
  );

  test('the webhook says what it did not take', async () => {
    const alerts = [
      { status: 'firing', labels: { alertname: 'x' }, startsAt: new Date().toISOString(), endsAt: '0001-01-01T00:00:00Z' },
      { status: 'firing', labels: { device: 'S9' }, startsAt: new Date().toISOString(), generatorURL: 'http://x' },
    ];
    const { body } = await machine.post('/readings/alertmanager?indicator=people.count', { version: '4', alerts });
    expect(body).toMatchObject({ refused: 2, rows: [{ code: 'device.unknown' }, { code: 'reading.label-missing' }] });
    expect((await machine.post('/readings/alertmanager?indicator=no.such', { alerts })).body.code).toBe('indicator.unknown');
    expect((await (await town.as('dispatcher')).post('/readings/alertmanager?indicator=people.count', { alerts })).status).toBe(403);
  });
});
