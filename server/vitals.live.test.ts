import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DISTRICTS, pointIn, STREETS } from './testing/test-city.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';
import { ENGINES } from './testing/test-store.ts';

const MIN = 60_000;
const SOON = { timeout: 5_000, interval: 20 };
const iso = (ms: number): string => new Date(ms).toISOString();
const SIGN = 'river.over-warning';

describe.each(ENGINES)('vital signs over HTTP and the live line (%s)', (engine) => {
  let test: TestHouse;
  let machine: Caller;
  let viewer: Caller;
  beforeAll(async () => {
    test = await openTestHouse({ engine, nowMs: Date.parse('2026-07-10T08:00:00+08:00') });
    machine = await test.as('system');
    viewer = await test.as('viewer');
    for (const [code, street] of [
      ['g-1', STREETS[0]],
      ['g-2', STREETS[3]],
    ] as const)
      await machine.put(`/devices/${code}`, {
        names: { zh: `水位站 ${code}`, en: `Gauge ${code}` },
        kind: 'gauge',
        lngLat: pointIn(street),
        channels: [{ indicator: SIGN }],
      });
  });
  afterAll(() => test.close());

  const tell = (device: string, value: number, atMs = test.clock.nowMs) =>
    machine.post('/readings', { readings: [{ device, indicator: SIGN, at: iso(atMs), value }] });
  const cellOf = async (area: string, by = viewer) =>
    (await by.get(`/vitals?area=${area}`)).body.cells.find((cell: { area: string }) => cell.area === area);
  async function joined(token: string, area: string) {
    const socket: Socket = io(test.url, { transports: ['websocket'], auth: { token }, forceNew: true });
    onTestFinished(() => void socket.close());
    const [told, raw] = [[] as string[], [] as string[]];
    socket.on('area:vitals', ({ area: place }: { area: string }) => told.push(place));
    socket.io.engine.on('packet', ({ data }: { data?: string }) => raw.push(String(data)));
    await new Promise((resolve) => socket.on('connect', () => socket.emit('area:join', { area, rows: true, sinceSeq: 0 }, resolve)));
    return { told, raw };
  }

  it('an instrument that was never heard is no data; a reading tells the state of all areas above it, by name', async () => {
    await expect.poll(() => cellOf(STREETS[0]), SOON).toMatchObject({ state: 'no-data', heard: 0, there: 1, value: null });
    expect((await viewer.get('/indicators')).body.indicators.map(({ code }: { code: string }) => code)).toContain(SIGN);
    await tell('g-1', 0.4);
    await expect.poll(() => cellOf('90'), SOON).toMatchObject({ value: 0.4, state: 'attention', heard: 1, there: 2 });
    expect((await viewer.get(`/vitals?area=${STREETS[0]}`)).body.devices).toMatchObject([
      { device: 'g-1', names: { en: 'Gauge g-1' }, state: 'attention', value: 0.4 },
    ]);
  });

  it('rooms at the areas concerned are told, with no values; others hear nothing', async () => {
    const above = await joined(viewer.token, DISTRICTS[0]);
    const beside = await joined((await test.as('viewer', DISTRICTS[2])).token, DISTRICTS[2]);
    const { mark } = (await viewer.get(`/vitals?area=${DISTRICTS[0]}`)).body;
    test.clock.nowMs += MIN;
    await tell('g-1', 0.1);
    await expect.poll(() => above.told, SOON).toContain(DISTRICTS[0]);
    const news = (await viewer.get(`/vitals?area=${DISTRICTS[0]}&since=${mark}`)).body;
    expect([news.isWhole, news.cells.map(({ area, value }: { area: string; value: number }) => [area, value])]).toEqual([
      false,
      [
        [DISTRICTS[0], 0.1],
        [STREETS[0], 0.1],
      ],
    ]);
    expect(above.raw.filter((text) => text.includes('area:vitals')).join()).not.toContain('0.1');
    expect(beside.raw.filter((text) => text.includes('vitals'))).toEqual([]);
  });

  it('what is marked as not to be believed counts no more, from then on', async () => {
    test.clock.nowMs += MIN;
    await tell('g-2', 3);
    await expect.poll(() => cellOf(DISTRICTS[1]), SOON).toMatchObject({ value: 3, state: 'attention' });
    const marked = await machine.post('/devices/g-2/suspect', { from: iso(test.clock.nowMs - 1), reason: '误报' });
    expect(marked.status, JSON.stringify(marked.body)).toBeLessThan(300);
    await expect.poll(() => cellOf(DISTRICTS[1]), SOON).toMatchObject({ value: null, state: 'no-data', heard: 0 });
  });

  it('a sign over time comes with limits, usual and instruments', async () => {
    const now = test.clock.nowMs;
    const { status, body } = await viewer.get(`/vitals/${SIGN}/series?area=90&from=${iso(now - 60 * MIN)}&to=${iso(now + MIN)}`);
    expect([status, body.step, body.points.map(({ value }: { value: number }) => value)]).toEqual([200, 'minute', [0.4, 0.1]]);
    expect(body.limits).toEqual([{ state: 'attention', above: 0, isInclusive: true, basis: { kind: 'default' }, isEnded: false }]);
    expect(body.devices.map(({ device }: { device: string }) => device).sort()).toEqual(['g-1', 'g-2']);
    const alone = await viewer.get(`/vitals/${SIGN}/series?device=g-1&from=${iso(now - 60 * MIN)}&to=${iso(now + MIN)}`);
    expect([alone.body.device, alone.body.area, alone.body.points.length]).toEqual(['g-1', STREETS[0], 2]);
  });

  it.each([
    ['without a name', (of: Caller) => fetch(`${test.url}/api/v1/vitals`).then(({ status }) => ({ status, of })), 401, undefined],
    ['of another district', (of: Caller) => of.get(`/vitals?area=${DISTRICTS[1]}`), 403, 'scope.denied'],
    ['of an area above', (of: Caller) => of.get('/vitals?area=90'), 403, 'scope.denied'],
    ['the line of another district', (of: Caller) => of.get(`/vitals/${SIGN}/series?area=${DISTRICTS[1]}`), 403, 'scope.denied'],
    ['the line of an instrument elsewhere', (of: Caller) => of.get(`/vitals/${SIGN}/series?device=g-2`), 403, 'scope.denied'],
    ['a sign that is none', (of: Caller) => of.get('/vitals/none/series'), 400, 'indicator.unknown'],
    ['a window turned round', (of: Caller) => of.get(`/vitals/${SIGN}/series?from=${iso(2e12)}&to=${iso(1e12)}`), 400, 'request.invalid'],
  ])('is refused %s', async (_, ask, status, code) => {
    const answer = await ask(await test.as('viewer', DISTRICTS[0]));
    expect([answer.status, 'body' in answer ? answer.body.code : undefined]).toEqual([status, code]);
  });
});
