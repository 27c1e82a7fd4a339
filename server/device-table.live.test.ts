import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusedCsv } from '../shared/refused-rows.ts';
import { MINUTE_MS, NOON_MS } from './testing/factories.ts';
import { DISTRICTS, OUTSIDE, pointIn } from './testing/test-city.ts';
import { runCommand } from './testing/run-command.ts';
import { openTestHouse, type Answer, type Caller, type TestHouse } from './testing/test-house.ts';
import { ENGINES } from './testing/test-store.ts';

const CSV = { 'content-type': 'text/csv', 'accept-language': 'en' };
const [lng, lat] = pointIn('9001001');

describe.each(ENGINES)('a table of devices (%s)', (engine) => {
  let house: TestHouse;
  let machine: Caller;
  beforeAll(async () => {
    house = await openTestHouse({ engine, nowMs: NOON_MS });
    machine = await house.as('system');
  });
  afterAll(() => house.close());
  const send = (text: string, by = machine): Promise<Answer> => by.post('/devices/import?file=d.csv', text, CSV);
  const device = async (code: string) => (await machine.get(`/devices/${code}`)).body;

  const table = [
    'code,name,name_en,kind,owner,area,lng,lat,datum,channels',
    `r-1,雨量站,Gauge,rain-gauge,气象,,${lng},${lat},,rain.hour=5;people.count`,
    'r-2,水位站,,river-gauge,,9001002,,,吴淞,river.level',
    `r-3,投影,,x,,,500103.5,3280000.1,,rain.hour`,
    `r-4,颠倒,,x,,,${lat},${lng},,rain.hour`,
    'r-5,无处,,x,,moon,,,,rain.hour',
    'r-6,无指标,,x,,9001001,,,,no.such',
    'r-7,无位置,,x,,,,,,rain.hour',
    'r-8,一,,x,,9001001,,,,rain.hour',
    'r-8,二,,x,,9001001,,,,rain.hour',
    'r-9,短',
    'r-10,重,,x,,9001001,,,,rain.hour|rain.hour',
  ].join('\n');

  it('is taken in but for its bad rows, which come back with line, column and reason; put right, they go in', async () => {
    const { status, body } = await send(table);
    expect([status, body]).toMatchObject([200, { read: 11, registered: 2, changed: 0, same: 0, quarantined: 9 }]);
    const told = body.quarantine.map(({ line, field }: { line: number; field: string | null }) => [line, field]);
    expect(told).toEqual([
      [4, 'lng'],
      [5, 'lng'],
      [6, 'area'],
      [7, 'channels'],
      [8, 'area'],
      [9, 'code'],
      [10, 'code'],
      [11, null],
      [12, 'channels'],
    ]);
    expect(body.quarantine[0].reason).toMatch(/projected/);
    expect(await device('r-1')).toMatchObject({
      names: { zh: '雨量站', en: 'Gauge' },
      owner: '气象',
      area: '9001001',
      lngLat: [lng, lat],
      channels: [
        { indicator: 'rain.hour', credible: { promiseS: 300 }, promiseS: 300 },
        { indicator: 'people.count', promiseS: 60 },
      ],
    });
    expect(await device('r-2')).toMatchObject({ names: { zh: '水位站', en: '水位站' }, area: '9001002', datum: '吴淞', owner: null });
    const run = (await machine.get(`/imports/${body.importId}`)).body;
    expect(run).toMatchObject({ kind: 'devices', file: 'd.csv', report: { registered: 2, quarantined: 9 } });
    expect(run.issues.map(({ line }: { line: number }) => line)).toEqual(told.map(([line]: [number]) => line));

    const mended = refusedCsv({ ...body, quarantine: body.quarantine.slice(0, 1) }, 'zh')
      .replace('500103.5', String(lng))
      .replace('3280000.1', String(lat));
    expect((await send(mended)).body).toMatchObject({ read: 1, registered: 1, quarantined: 0 });
  });

  it('changes nothing the second time, and says so', async () => {
    const before = (await machine.get('/devices/r-1/acts')).body;
    expect(before.map(({ act, detail }: { act: string; detail: { importId: number } }) => [act, typeof detail.importId])).toEqual([
      ['register', 'number'],
    ]);
    expect((await send(table)).body).toMatchObject({ registered: 0, changed: 0, same: 2, quarantined: 9 });
    expect((await machine.get('/devices/r-1/acts')).body).toEqual(before);
    // Nor does the same by hand.
    const { names, kind, owner, lngLat } = await device('r-1');
    const channels = [{ indicator: 'people.count' }, { indicator: 'rain.hour', credible: { promiseS: 300 } }];
    expect((await machine.put('/devices/r-1', { names, kind, owner, lngLat, channels })).status).toBe(200);
    expect((await machine.get('/devices/r-1/acts')).body).toEqual(before);
  });

  it('leaves alone what it does not speak of, and what no table can say', async () => {
    const names = { zh: '旧', en: 'Old' };
    const derived = { from: 'river.level', minus: 180.5, datum: '吴淞' };
    await machine.put('/devices/old', {
      names,
      kind: 'x',
      owner: '水文',
      lngLat: [lng, lat],
      datum: '吴淞',
      channels: [
        { indicator: 'river.level', credible: { possible: { min: 1, max: 9 }, promiseS: 600 } },
        { indicator: 'river.over-warning', derived },
      ],
    });
    expect((await send('code,name,kind,area,channels\nold,新,y,9001001,river.level=20\n')).body).toMatchObject({ changed: 1 });
    expect(await device('old')).toMatchObject({
      names: { zh: '新', en: 'Old' },
      kind: 'y',
      owner: '水文',
      lngLat: [lng, lat],
      datum: '吴淞',
      channels: [{ credible: { possible: { min: 1, max: 9 }, promiseS: 1200 } }, { indicator: 'river.over-warning', derived }],
    });
    // An empty cell says that there is none; another area that it stands elsewhere.
    expect((await send('code,name,kind,owner,area,channels\nold,新,y,,9002001,river.level\n')).body).toMatchObject({ changed: 1 });
    expect(await device('old')).toMatchObject({
      owner: null,
      area: '9002001',
      lngLat: null,
      channels: [{ credible: { promiseS: 1200 } }, {}],
    });
  });

  it('is for those who register, and for their own area', async () => {
    expect((await send(table, await house.as('shift-leader'))).body.code).toBe('role.denied');
    const elsewhere = await house.as('system', DISTRICTS[1]);
    const { body } = await send(
      `code,name,kind,lng,lat,channels\nr-1,x,x,${lng},${lat},rain.hour\nr-20,x,x,${OUTSIDE.join(',')},rain.hour\n`,
      elsewhere,
    );
    expect(body).toMatchObject({ read: 2, quarantined: 2, quarantine: [{ field: 'lng' }, { field: 'lng' }] });
    expect(body.quarantine[0].reason).toMatch(/Outside your area/);
    expect((await device('r-1')).names.zh).toBe('雨量站');
    expect((await send('a,b\n')).body.code).toBe('table.unsound');
  });

  // The same use behind another door: for the embedded database alone, where the folder says it all.
  it.runIf(engine === 'sqlite')('by the command line, with the refused rows in a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'guantong-devices-'));
    const [file, refused] = [join(folder, 'devices.csv'), join(folder, 'refused.csv')];
    writeFileSync(file, `${table.split('\n')[0]}\nc-1,甲,,x,,9001001,,,,rain.hour\nc-2,乙,,x,,moon,,,,rain.hour\n`);
    const cli = (...args: string[]) => runCommand(house.dataDir, 'import', 'devices', ...args);
    const { code, out } = await cli(file, '--refused', refused);
    expect([code, out]).toEqual([0, expect.stringMatching(/1 {2}registered[\s\S]*line 3, area: .*moon/)]);
    expect(readFileSync(refused, 'utf8')).toMatch(/^\uFEFFline,column,reason,code[^\n]*\r\n3,area,[^\n]*c-2,乙/);
    expect((await device('c-1')).area).toBe('9001001');
    writeFileSync(file, 'a,b\n');
    expect(await cli(file)).toMatchObject({ code: 1, err: expect.stringContaining('no column code, name, kind, channels') });
    rmSync(folder, { recursive: true });
  });

  it('what is not taken is kept by device, sign and reason; who is not registered is told to who registers', async () => {
    const tell = async (rows: readonly [device: string, indicator: string, minute: number][], by = machine) =>
      by.post('/readings', {
        readings: rows.map(([code, indicator, minute], i) => ({
          device: code,
          indicator,
          at: new Date(house.clock.nowMs + minute * MINUTE_MS).toISOString(),
          value: i,
        })),
      });
    await tell([
      ['r-1', 'river.level', 0],
      ['r-1', 'rain.hour', 30],
      ['r-1', 'rain.hour', 0],
      ['stranger', 'rain.hour', 0],
      ['stranger', 'smell', 0],
    ]);
    house.clock.nowMs += MINUTE_MS;
    const other = await house.as('system', DISTRICTS[1]);
    await tell([['r-1', 'river.level', 0]]);
    await tell([['far', 'rain.hour', 0]], other);
    const [first, last] = [NOON_MS, NOON_MS + MINUTE_MS].map((ms) => new Date(ms).toISOString());
    const leader = await house.as('shift-leader');
    expect((await leader.get('/devices/r-1/refused', { 'accept-language': 'en' })).body).toEqual({
      refused: [
        {
          indicator: 'river.level',
          code: 'reading.channel-unknown',
          message: expect.stringContaining('not registered for river.level'),
          n: 2,
          firstAt: first,
          lastAt: last,
        },
        { indicator: 'rain.hour', code: 'reading.future', message: expect.any(String), n: 1, firstAt: first, lastAt: first },
      ],
      isCut: false,
    });
    expect((await (await house.as('viewer', DISTRICTS[1])).get('/devices/r-1/refused')).body.code).toBe('scope.denied');
    const strange = { code: 'stranger', indicators: ['rain.hour', 'smell'], n: 2, firstAt: first, lastAt: first };
    const far = { code: 'far', indicators: ['rain.hour'], n: 1, firstAt: last, lastAt: last };
    expect((await machine.get('/readings/unregistered')).body).toEqual({ devices: [far, strange], isCut: false });
    expect((await other.get('/readings/unregistered')).body.devices).toEqual([far]);
    expect((await other.get(`/readings/unregistered?area=${DISTRICTS[0]}`)).body.code).toBe('scope.denied');
    expect((await leader.get('/readings/unregistered')).body.code).toBe('role.denied');
    await send('code,name,kind,area,channels\nstranger,x,x,9001001,rain.hour\n');
    expect((await machine.get('/readings/unregistered')).body.devices).toEqual([far]);
    expect((await machine.get('/devices/stranger/refused')).body.refused.map(({ code }: { code: string }) => code)).toEqual([
      'device.unknown',
      'device.unknown',
    ]);
    // One that makes up codes drives out the oldest of its own node alone.
    house.clock.nowMs += MINUTE_MS;
    for (let i = 0; i < 5_000; i += 2_500)
      await tell(
        Array.from({ length: 2_500 }, (_, k) => [`made-up-${i + k}`, 'x', 0] as const),
        other,
      );
    expect((await machine.get('/devices/r-1/refused')).body.refused).toHaveLength(2);
    const { devices, isCut } = (await other.get('/readings/unregistered')).body;
    expect([devices.length, isCut]).toEqual([200, true]);
    await send('code,name,kind,area,channels\nfar,x,x,9002001,rain.hour\n');
    expect((await machine.get('/devices/far/refused')).body.refused).toEqual([]);
  });
});
