import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readingReads } from '../../db/readings.read.ts';
import type { ToldReading } from '../../app/readings.ts';
import { NOON_MS } from '../../testing/factories.ts';
import { findMosquitto } from '../../testing/find-intake-servers.mjs';
import { openBroker, type TestBroker } from '../../testing/mosquitto.ts';
import { openTestHouse, type TestHouse } from '../../testing/test-house.ts';
import { startMqtt } from './mqtt-intake.ts';

const mosquitto = findMosquitto();
const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
};

// CI takes care that it is there (.ci/ensure-intake-servers.mjs).
describe.skipIf(mosquitto === null && !process.env['CI'])('a real broker', () => {
  let broker: TestBroker;
  let town: TestHouse | null = null;
  let publisher: MqttClient;
  beforeAll(async () => {
    broker = await openBroker(mosquitto!);
  });
  afterAll(async () => {
    await publisher?.endAsync(true);
    await town?.close();
    await broker?.remove();
  });

  test.each([4, 5] as const)(
    'version %i: server and broker go down and up; what went in is there, once',
    { timeout: 60_000 },
    async (version) => {
      const options = { url: broker.url, topic: 'city/{device}/{indicator}', version, clientId: `guantong-${version}` };
      town = await openTestHouse({ nowMs: NOON_MS, mqtt: options });
      const machine = await town.as('system');
      await machine.put('/devices/lamp', {
        names: { zh: '灯', en: 'Lamp' },
        kind: 'lamp',
        area: '9001001',
        channels: [{ indicator: 'people.count' }],
      });
      const kept = async () => (await readingReads(town!.house.database.connection).since(0, 10_000)).map(({ value }) => value);
      publisher = await connectAsync(broker.url, {
        protocolVersion: version,
        clientId: `publisher-${version}`,
        clean: false,
        reconnectPeriod: 100,
      });
      let sent = 0;
      const publish = async (count: number): Promise<void> => {
        const payloads = Array.from({ length: count }, () => ({
          value: ++sent,
          at: new Date(NOON_MS - 600_000 + sent * 100).toISOString(),
        }));
        await Promise.all(payloads.map((payload) => publisher.publishAsync('city/lamp/people.count', JSON.stringify(payload), { qos: 1 })));
      };
      // Known to the broker from here on.
      await publisher.publishAsync('city/lamp/people.count', 'no reading', { qos: 1 });
      await until(async () => (await publish(1), (await kept()).length > 0));
      await Promise.all([publish(200), town.restart()]);
      await broker.stop();
      const whileAway = publish(100);
      await broker.start();
      await whileAway;
      await publish(20);
      await until(async () => (await kept()).includes(sent));
      const all = Array.from({ length: sent }, (_, i) => i + 1);
      const first = (await kept())[0]!;
      expect((await kept()).toSorted((a, b) => a - b)).toEqual(all.slice(first - 1));
      expect((await machine.get('/devices/lamp')).body.channels[0].last).toMatchObject({ value: sent, flags: [] });
      await publisher.endAsync();
      await town.close();
      town = null;
    },
  );

  test('nothing is acknowledged before it is kept: what a process did not live to keep comes again', { timeout: 30_000 }, async () => {
    const options = { url: broker.url, topic: 'held/{device}/{indicator}', version: 5, clientId: 'guantong-held' } as const;
    const heard: ToldReading[][] = [[], []];
    const listen = (to: ToldReading[], answer: () => Promise<void>) => {
      let isThere = false;
      const intake = startMqtt(options, {
        take: async (told) => (to.push(...told), answer()),
        unreadable: () => undefined,
        say: (text) => (isThere ||= text.startsWith('MQTT: connected')),
        onFault: () => undefined,
        now: () => NOON_MS,
      });
      return { intake, there: () => until(() => isThere) };
    };
    const first = listen(heard[0]!, () => new Promise(() => undefined));
    await first.there();
    publisher = await connectAsync(broker.url, { protocolVersion: 5 });
    // Until the subscription stands nobody would hear it.
    await until(async () => (await publisher.publishAsync('held/a/people.count', '7', { qos: 1 }), heard[0]!.length > 0));
    await first.intake.stop();
    const second = listen(heard[1]!, async () => undefined);
    await until(() => heard[1]!.length > 0);
    expect(heard[1]![0]).toEqual({ device: 'a', indicator: 'people.count', value: 7, atMs: NOON_MS, isStale: false, datum: null });
    await second.intake.stop();
  });
});
