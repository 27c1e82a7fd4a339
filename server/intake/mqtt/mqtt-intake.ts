import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { ToldReading } from '../../app/readings.ts';
import { Rejection } from '../../domain/rejection.ts';
import { holdAcks } from './held-acks.ts';
import { readPayload } from './read-payload.ts';
import { topicPattern } from './topic-pattern.ts';

export interface MqttOptions {
  /** `mqtt://user:password@host:1883`, or `mqtts://…`. */
  url: string;
  topic: string;
  /** 4 = MQTT 3.1.1. */
  version: 4 | 5;
  /** By which the broker knows us again, and what it still owes us. */
  clientId: string;
}
export interface MqttDeps {
  take(told: readonly ToldReading[]): Promise<unknown>;
  /** A message that holds no readings. */
  unreadable(): void;
  say(text: string): void;
  onFault(fault: unknown): void;
  now(): number;
}

const settled = (work: Promise<unknown>): Promise<void> =>
  work.then(
    () => undefined,
    () => undefined,
  );

/** The broker keeps what we did not acknowledge for so long while we are away. */
const SESSION_S = 7 * 86_400;
const RECONNECT_MS = 1_000;
/** While the database is away the broker keeps what comes. */
const PATIENCE_MS = 1_000;
const TELL_MS = 60_000;
/** Messages that may wait for our word; 3.1.1 leaves it to the broker. */
const AT_ONCE = 500;

/**
 * Subscribes to a broker at QoS 1 in a session that outlives us. A message is acknowledged once its readings are committed, so whatever we
 * did not live to keep comes again; what comes again is known, and not counted twice. One that cannot be read is acknowledged and counted:
 * it would come for ever.
 */
export function startMqtt(
  { url, topic, version, clientId }: MqttOptions,
  { take, unreadable, say, onFault, now }: MqttDeps,
): { stop(): Promise<void> } {
  const pattern = topicPattern(topic);
  let isStopped = false;
  const options: IClientOptions = {
    protocolVersion: version,
    clientId,
    clean: false,
    reconnectPeriod: RECONNECT_MS,
    keepalive: 15,
    ...(version === 5 ? { properties: { sessionExpiryInterval: SESSION_S, receiveMaximum: AT_ONCE } } : {}),
  };
  const client: MqttClient = connect(url, options);
  const host = new URL(url).host;

  const hold = holdAcks(client);
  let waiting: { told: readonly ToldReading[]; resolve: () => void; reject: (fault: unknown) => void }[] = [];
  let running: Promise<void> | null = null;
  /** With all others that wait, in one go. */
  const keep = (told: readonly ToldReading[]): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.push({ told, resolve, reject });
      running ??= run();
    });
  async function run(): Promise<void> {
    // What came in one piece from the broker is heard first.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await insist(batch.flatMap(({ told }) => told));
        for (const { resolve } of batch) resolve();
      } catch (fault) {
        for (const { reject } of batch) reject(fault);
        if (!isStopped) onFault(fault);
      }
    }
    running = null;
  }
  async function insist(told: readonly ToldReading[]): Promise<void> {
    while (!isStopped) {
      try {
        return void (await take(told));
      } catch (fault) {
        if (fault instanceof Rejection) throw fault;
        onFault(fault);
        await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
      }
    }
    throw new Error('Stopped before it was kept');
  }
  let toldAtMs = Number.NEGATIVE_INFINITY;
  /** A line now and then: a broker may be full of what is not for us. */
  function tellUnreadable(of: string): void {
    if (now() - toldAtMs < TELL_MS) return;
    toldAtMs = now();
    say(`MQTT: what came on ${JSON.stringify(of)} cannot be read as readings`);
  }
  client.handleMessage = (packet, acknowledge) => {
    const parts = pattern.read(packet.topic.toString());
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    const told = parts && readPayload(payload, parts, now());
    if (told === null) {
      unreadable();
      tellUnreadable(packet.topic.toString());
      acknowledge();
      return;
    }
    const kept = keep(told);
    // At QoS 0 the broker waits for no word: it is slowed down before what waits here fills the memory.
    const isSlowed = packet.qos === 0 && waiting.length > AT_ONCE;
    if (isSlowed) void settled(kept).then(() => acknowledge());
    else {
      if (packet.qos === 1 && packet.messageId !== undefined) hold(packet.messageId, kept);
      else kept.catch(() => undefined);
      acknowledge();
    }
  };
  client.on('connect', () => {
    say(`MQTT: connected to ${host}, ${pattern.filter}`);
    client.subscribe(pattern.filter, { qos: 1 }, (fault, granted) => {
      if (fault) onFault(fault);
      else if (granted?.some(({ qos }) => qos > 2)) say(`MQTT: ${host} does not let us subscribe to ${pattern.filter}`);
    });
  });
  let wasAway = false;
  client.on('offline', () => {
    if (!wasAway) say(`MQTT: ${host} is away; trying again`);
    wasAway = true;
  });
  client.on('connect', () => (wasAway = false));
  // It tries again by itself; without a listener it would end the process.
  client.on('error', (fault) => say(`MQTT: ${host}: ${fault.message}`));
  return {
    async stop() {
      isStopped = true;
      // By force: what is under way is not acknowledged, and comes again.
      await client.endAsync(true);
    },
  };
}
