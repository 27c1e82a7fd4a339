import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readingReads } from './db/readings.read.ts';
import { NOON_MS } from './testing/factories.ts';
import { DISTRICTS, pointIn } from './testing/test-city.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';
import { ENGINES } from './testing/test-store.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const MINUTE = 60_000;

describe.each(ENGINES)('readings over HTTP (%s)', (engine) => {
  let house: TestHouse;
  let machine: Caller;
  beforeAll(async () => {
    house = await openTestHouse({ engine, nowMs: NOON_MS });
    machine = await house.as('system');
  });
  afterAll(() => house.close());

  const register = (code: string, indicators: string[] = ['people.count'], more: object = {}) =>
    machine.put(`/devices/${code}`, {
      names: { zh: code, en: code },
      kind: 'gauge',
      lngLat: pointIn('9001001'),
      channels: indicators.map((indicator) => ({ indicator })),
      ...more,
    });
  const row = (device: string, minute: number, value: number, more: object = {}) => ({
    device,
    indicator: 'people.count',
    at: iso(NOON_MS - 60 * MINUTE + minute * MINUTE),
    value,
    ...more,
  });
  const post = (...readings: object[]) => machine.post('/readings', { readings });
  const buckets = async (device: string, step: string, indicator = 'people.count') =>
    (
      await machine.get(
        `/devices/${device}/buckets?indicator=${indicator}&step=${step}&from=${iso(NOON_MS - 86_400_000)}&to=${iso(NOON_MS + 1)}`,
      )
    ).body.buckets;

  test('a batch is answered row by row: taken, flagged, twice, refused', async () => {
    expect((await register('batch')).status).toBe(201);
    await register('level', ['river.level'], { datum: '吴淞' });
    const level = (minute: number, value: number, more: object = {}) => ({
      ...row('level', minute, value, more),
      indicator: 'river.level',
    });
    const { status, body } = await post(
      row('batch', 0, 1),
      row('batch', 0, 1),
      row('batch', 0, 2),
      row('nobody', 0, 1),
      { ...row('batch', 0, 1), indicator: 'rain.hour' },
      row('batch', 66, 1),
      row('batch', -50 * 24 * 60, 1),
      row('batch', 1, 3, { isStale: true }),
      level(0, 180),
      level(1, 191),
      level(2, 400),
      level(3, 180.2, { datum: '黄海' }),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ taken: 2, flagged: 3, duplicates: 1, refused: 6 });
    expect(body.rows.map(({ row: i, outcome, flags, code }: Record<string, unknown>) => [i, outcome, flags ?? code])).toEqual([
      [1, 'duplicate', undefined],
      [2, 'refused', 'reading.conflict'],
      [3, 'refused', 'device.unknown'],
      [4, 'refused', 'reading.channel-unknown'],
      [5, 'refused', 'reading.future'],
      [6, 'refused', 'reading.too-old'],
      [7, 'flagged', ['source-stale']],
      [9, 'flagged', ['jump']],
      [10, 'flagged', ['impossible']],
      [11, 'refused', 'reading.datum'],
    ]);
    // What is kept with a flag stands in the log, and in no bucket.
    expect((await buckets('batch', 'minute')).map(({ n, sum }: { n: number; sum: number }) => [n, sum])).toEqual([[1, 1]]);
    expect((await machine.get('/devices/level')).body.channels[0].last).toMatchObject({ value: 400, flags: ['impossible'] });
  });

  test('late and repeated rows fall into their own bucket, once', async () => {
    await register('late');
    await post(row('late', 10, 5), row('late', 50, 7));
    const { body } = await post(row('late', 30, 1), row('late', 10, 5), row('late', 10, 6), row('late', 30.5, 2));
    expect(body).toMatchObject({ taken: 2, duplicates: 1, refused: 1 });
    expect(await buckets('late', 'hour')).toMatchObject([{ start: iso(NOON_MS - 60 * MINUTE), n: 4, sum: 15, min: 1, max: 7, last: 7 }]);
    expect(await buckets('late', 'minute')).toMatchObject([{ n: 1 }, { n: 2, sum: 3, last: 2 }, { n: 1 }]);
  });

  test('lines of NDJSON are answered line by line', async () => {
    await register('lines');
    const lines = [
      JSON.stringify(row('lines', 1, 1)),
      '{',
      JSON.stringify({ ...row('lines', 2, 1), more: 1 }),
      JSON.stringify(row('lines', 3, 4)),
    ];
    const { body } = await machine.post('/readings', lines.join('\n'), { 'content-type': 'application/x-ndjson' });
    expect(body.map(({ line, outcome, code }: Record<string, unknown>) => [line, outcome, code])).toEqual([
      [1, 'taken', undefined],
      [2, 'refused', 'request.invalid'],
      [3, 'refused', 'request.invalid'],
      [4, 'taken', undefined],
    ]);
  });

  test('only a machine sends and registers, each within its area', async () => {
    const [dispatcher, elsewhere] = [await house.as('dispatcher'), await house.as('system', DISTRICTS[1])];
    await register('mine');
    expect(await dispatcher.post('/readings', { readings: [row('mine', 0, 1)] })).toMatchObject({
      status: 403,
      body: { code: 'role.denied' },
    });
    expect((await elsewhere.post('/readings', { readings: [row('mine', 0, 1)] })).body).toMatchObject({
      refused: 1,
      rows: [{ code: 'scope.denied' }],
    });
    const body = { names: { zh: 'x', en: 'x' }, kind: 'x', lngLat: pointIn('9001001'), channels: [{ indicator: 'people.count' }] };
    expect((await dispatcher.put('/devices/mine', body)).body.code).toBe('role.denied');
    expect((await elsewhere.put('/devices/mine', { ...body, lngLat: pointIn('9002001') })).body.code).toBe('scope.denied');
    expect((await elsewhere.get('/devices/mine')).body.code).toBe('scope.denied');
    expect((await machine.put('/devices/far', { ...body, lngLat: [500_000, 3_200_000] })).body.code).toBe('coordinates.projected');
    expect((await machine.put('/devices/far', { ...body, channels: [{ indicator: 'no.such' }] })).body.code).toBe('indicator.unknown');
  });

  test('a level is reckoned against a mark of its own datum only', async () => {
    const mark = (datum: string) => [
      { indicator: 'river.level' },
      { indicator: 'river.over-warning', derived: { from: 'river.level', minus: 180.5, datum } },
    ];
    await register('cuntan', [], { datum: '吴淞', channels: mark('吴淞') });
    await register('changshou', [], { datum: '黄海', channels: mark('吴淞') });
    const at = { at: iso(NOON_MS - MINUTE), value: 181.25, indicator: 'river.level' };
    expect((await post({ ...at, device: 'cuntan' }, { ...at, device: 'changshou' })).body).toMatchObject({ taken: 2 });
    const found = await readingReads(house.house.database.connection).latest('river.over-warning');
    expect(found).toMatchObject([{ device: 'cuntan', value: 0.75, area: '9001001' }]);
    expect((await machine.get('/devices/changshou')).body.channels[1]).toMatchObject({ isComparable: false, last: null });
    expect((await post({ ...at, device: 'cuntan', indicator: 'river.over-warning' })).body.rows[0].code).toBe('reading.derived');
  });

  test('a doubted device leaves the buckets from then on, and comes back whole', async () => {
    const leader = await house.as('shift-leader');
    await register('doubted');
    await post(...Array.from({ length: 60 }, (_, i) => row('doubted', i, 1 + (i % 7))));
    const before = {
      minute: await buckets('doubted', 'minute'),
      hour: await buckets('doubted', 'hour'),
      day: await buckets('doubted', 'day'),
    };
    const settled = async (): Promise<void> => {
      while ((await machine.get('/devices/doubted')).body.isRecounting) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const from = iso(NOON_MS - 30 * MINUTE);
    expect((await leader.post('/devices/doubted/suspect', { from, reason: '进水' })).body).toMatchObject({
      revision: 1,
      suspect: [{ from, to: null }],
    });
    // At once: what is told after it, and what is taken for the last good one.
    await post(row('doubted', 60, 5));
    expect(
      (await readingReads(house.house.database.connection).latest('people.count')).find(({ device }) => device === 'doubted')?.atMs,
    ).toBe(NOON_MS - 31 * MINUTE);
    await settled();
    expect(await buckets('doubted', 'minute')).toEqual(before.minute.slice(0, 30));
    expect((await buckets('doubted', 'hour'))[0]).toMatchObject({ n: 30 });
    expect((await buckets('doubted', 'day'))[0]).toMatchObject({ n: 30, last: before.minute[29].last });
    await leader.post('/devices/doubted/trust', { reason: '已校准' });
    await settled();
    const after = await buckets('doubted', 'minute');
    expect(after.slice(0, 60)).toEqual(before.minute);
    expect(after[60]).toMatchObject({ n: 1, sum: 5 });
    expect((await buckets('doubted', 'day'))[0]).toMatchObject({ n: before.day[0].n + 1, sum: before.day[0].sum + 5 });
    const acts = (await leader.get('/devices/doubted/acts')).body;
    expect(acts.map(({ act, actor }: Record<string, string>) => [act, actor?.split(':')[0]])).toEqual([
      ['trust', 'token'],
      ['suspect', 'token'],
      ['register', 'token'],
    ]);
    expect((await (await house.as('viewer')).post('/devices/doubted/suspect', { from, reason: 'x' })).body.code).toBe('role.denied');
  });

  test('what was acknowledged is there after a restart, and numbers go on', async () => {
    await register('kept');
    await post(row('kept', 1, 1));
    await house.restart();
    await post(row('kept', 1, 1), row('kept', 2, 2));
    const reads = readingReads(house.house.database.connection);
    const all = await reads.since(0, 10_000);
    expect(all.filter(({ device }) => device === 'kept').map(({ value, flags }) => [value, flags])).toEqual([
      [1, []],
      [2, []],
    ]);
    expect(all.map(({ id }) => id)).toEqual([...all.map(({ id }) => id)].sort((a, b) => a - b));
    expect((await machine.get('/devices?area=9001001')).body.devices.find(({ code }: { code: string }) => code === 'kept')).toMatchObject({
      state: 'fault',
    });
  });
});
