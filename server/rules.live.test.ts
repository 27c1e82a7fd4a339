import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ClientToServer, ServerToClient } from '../shared/live.ts';
import type { RuleContent } from '../shared/rule-wire.ts';
import { NOON_MS } from './testing/factories.ts';
import { CITY, DISTRICTS, STREETS, pointIn } from './testing/test-city.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';

const MINUTE = 60_000;
const iso = (ms: number): string => new Date(ms).toISOString();
/** Waits for a condition, never for a time. */
async function until<T>(ask: () => Promise<T | null | undefined | false>): Promise<T> {
  for (;;) {
    const found = await ask();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('rules over HTTP', () => {
  let house: TestHouse;
  let leader: Caller;
  let machine: Caller;
  beforeAll(async () => {
    house = await openTestHouse({ nowMs: NOON_MS });
    [leader, machine] = [await house.as('shift-leader'), await house.as('system')];
    for (const [i, street] of [...STREETS.slice(0, 3), STREETS[3]].entries())
      await machine.put(`/devices/gauge-${i}`, {
        names: { zh: `雨量站 ${i}`, en: `Gauge ${i}` },
        kind: 'rain-gauge',
        lngLat: pointIn(street),
        channels: [{ indicator: 'rain.hour' }],
      });
  });
  afterAll(() => house.close());

  const rain: RuleContent = {
    names: { zh: '暴雨', en: 'Rainstorm' },
    subject: { kind: 'sum', indicator: 'rain.hour', hours: 3, of: 'stations', tier: 'district', atLeast: 50 },
    levels: [{ state: 'alarm', above: 3, isInclusive: true }],
    overrides: [],
    waitS: 0,
    holeS: null,
    actions: {
      incident: { from: 'alarm', category: 'burst-pipe' },
      alert: { from: 'alarm', kind: 'rainstorm', issuer: 'weather', level: 'orange', hours: 6 },
    },
  };
  const post = async (minute: number, values: readonly number[]) => {
    house.clock.nowMs = NOON_MS + minute * MINUTE;
    const readings = values.map((value, i) => ({ device: `gauge-${i}`, indicator: 'rain.hour', at: iso(house.clock.nowMs), value }));
    expect((await machine.post('/readings', { readings })).body.refused).toBe(0);
  };

  it('rain at three stations of a district raises one alarm, opens one incident and drafts one alert; then it is over', async () => {
    const { status, body: rule } = await leader.post('/rules', { node: CITY, isOn: true, content: rain });
    expect(status).toBe(201);
    const socket: Socket<ServerToClient, ClientToServer> = io(house.url, {
      transports: ['websocket'],
      forceNew: true,
      auth: { token: leader.token },
    });
    onTestFinished(() => void socket.close());
    const heard: string[] = [];
    socket.on('area:alarms', ({ area }) => heard.push(area));
    await new Promise<void>((resolve) => {
      socket.on('connect', () =>
        socket.emit('area:join', { area: DISTRICTS[0], sinceSeq: 0, rows: true }, (answer) => answer.ok && resolve()),
      );
    });
    await post(10, [30, 30, 30, 60]);
    await post(20, [20, 25, 19, 60]);
    expect((await leader.get('/alarms?open=true')).body.alarms).toEqual([]);
    await post(30, [0, 0, 1, 60]);
    const alarm = await until(async () => {
      const { alarms } = (await leader.get(`/alarms?area=${DISTRICTS[0]}`)).body;
      return alarms[0]?.incident && alarms[0]?.alert ? alarms[0] : null;
    });
    expect(alarm).toMatchObject({
      rule: rule.id,
      version: 1,
      area: DISTRICTS[0],
      level: 'alarm',
      value: 3,
      raisedAt: iso(NOON_MS + 30 * MINUTE),
    });
    expect(alarm.readings.map(({ device, value }: { device: string; value: number }) => [device, value])).toEqual([
      ['gauge-1', 55],
      ['gauge-0', 50],
      ['gauge-2', 50],
    ]);
    await until(async () => heard.includes(DISTRICTS[0]));
    const incident = (await leader.get(`/incidents/${alarm.incident}`)).body;
    expect(incident.incident).toMatchObject({
      source: 'rule',
      place: DISTRICTS[0],
      category: 'burst-pipe',
      externalId: `alarm:${alarm.id}`,
    });
    const alert = (await leader.get(`/alerts/${alarm.alert}`)).body;
    expect(alert).toMatchObject({ origin: 'submitted', standing: 'draft', kind: 'rainstorm', issuer: 'weather' });
    await house.restart();
    await post(211, [0, 0, 0, 0]);
    await until(async () => (await leader.get('/alarms?open=true')).body.open === 0);
    const { steps } = (await leader.get(`/alarms/${alarm.id}`)).body;
    expect(steps.map(({ change }: { change: string }) => change)).toEqual(['raised', 'incident', 'alert', 'cleared']);
    const { total } = (await leader.get('/incidents?status=open')).body;
    expect(total).toBe(1);
    await leader.put(`/rules/${rule.id}`, { seenVersion: 1, isOn: false, content: rain });
    expect((await leader.get(`/rules/${rule.id}/versions`)).body.map(({ act }: { act: string }) => act)).toEqual(['off', 'made']);
  });

  it('tried on what was, it tells when it would have fired, and writes nothing', async () => {
    const before = (await leader.get('/alarms')).body.alarms.length;
    const { status, body } = await leader.post('/rules/try', { node: CITY, content: { ...rain, actions: {} } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ raised: 1, step: 'minute', isPartial: false, subjects: 2, samples: 16 });
    expect(body.firings).toEqual([
      {
        subject: DISTRICTS[0],
        area: DISTRICTS[0],
        level: 'alarm',
        from: iso(NOON_MS + 30 * MINUTE),
        to: iso(NOON_MS + 211 * MINUTE),
        value: 3,
      },
    ]);
    expect(body.perDay.filter(({ raised }: { raised: number }) => raised > 0)).toHaveLength(1);
    expect(body.perDay).toHaveLength(31);
    expect(Math.max(...body.series.points.map(([, value]: [string, number]) => value))).toBe(3);
    expect((await leader.get('/alarms')).body.alarms.length).toBe(before);
  });

  it('what is not sound is refused with its reason, and who may not is told so', async () => {
    const create = (content: object, by = leader, node: string = CITY) =>
      by.post('/rules', { node, isOn: true, content: { ...rain, ...content } });
    const code = async (answer: Promise<{ body: { code: string } }>) => (await answer).body.code;
    expect(await code(create({ subject: { ...rain.subject, indicator: 'no.such' } }))).toBe('rule.unsound');
    expect(
      await code(
        create({
          levels: [
            { state: 'alarm', above: 3 },
            { state: 'attention', above: 5 },
          ],
        }),
      ),
    ).toBe('rule.unsound');
    expect(
      await code(
        create({
          levels: [
            { state: 'attention', above: 3 },
            { state: 'alarm', above: 2 },
          ],
        }),
      ),
    ).toBe('rule.unsound');
    expect(await code(create({ levels: [{ state: 'attention' }] }))).toBe('rule.unsound');
    expect(await code(create({ overrides: [{ area: CITY, levels: rain.levels }] }))).toBe('scope.denied');
    expect(await code(create({ actions: { incident: { from: 'attention', category: 'noise' } } }))).toBe('rule.unsound');
    expect(await code(create({ actions: { alert: { ...rain.actions.alert, issuer: 'nobody' } } }))).toBe('alert.issuer-unknown');
    expect(await code(create({ more: 1 }))).toBe('request.invalid');
    expect(await code(create({}, await house.as('dispatcher')))).toBe('role.denied');
    const elsewhere = await house.as('shift-leader', DISTRICTS[1]);
    expect(await code(create({}, elsewhere))).toBe('scope.denied');
    expect(await code(elsewhere.post('/rules/try', { node: CITY, content: rain }))).toBe('scope.denied');
    expect(await code(elsewhere.get(`/alarms?area=${DISTRICTS[0]}`))).toBe('scope.denied');
    expect((await elsewhere.get('/alarms')).body.alarms).toEqual([]);
    expect(await code((await house.as('handler')).get('/rules'))).toBe('role.denied');
    const { rules } = (await elsewhere.get('/rules')).body;
    expect(rules.map(({ mayChange }: { mayChange: boolean }) => mayChange)).toEqual([false]);
    expect(await code(elsewhere.put(`/rules/${rules[0].id}`, { seenVersion: 2, isOn: true, content: rain }))).toBe('scope.denied');
  });
});
