import { isSameDatum, limitsOf, type Channel, type Device, type Limits } from '../domain/readings/device.ts';
import type { ChannelState } from '../domain/readings/judge.ts';
import type { Catalogue } from './ports.ts';
import type { States } from './judge-batch.ts';
import type { DeviceRows, ReadingHead, ReadingRows } from './reading-ports.ts';

/** A channel with all that a reading of it is judged by. */
export interface KnownChannel {
  id: number;
  limits: Limits;
  /** Local hour at which its days begin. */
  dayStart: number;
  /** The indicator that it is reckoned from; null = it is told. */
  from: string | null;
  /** What is reckoned from it. */
  feeds: readonly { indicator: string; minus: number }[];
}
export interface KnownDevice {
  device: Device;
  /** By indicator; only those that are told now and stand in the catalogue. */
  channels: ReadonlyMap<string, KnownChannel>;
}

/** Devices that are remembered at most: of a large city's hundreds of thousands those that speak. */
const DEVICES_MOST = 50_000;

export interface ReadingMemory {
  /** Call it first in a transaction: what another process has changed is forgotten, and what these devices need is read. */
  enter(catalogue: Catalogue, codes: readonly string[]): Promise<ReadingHead>;
  device(code: string): KnownDevice | undefined;
  states: States;
  /** Writes how the channels that were touched stand, and the head. */
  leave(head: ReadingHead): Promise<void>;
  /** After a transaction that was not committed. */
  forget(): void;
}

/** Devices and how their channels stand, kept between batches: the head's numbers say whether they still hold. */
export function readingMemory({ rows, devices }: { rows: ReadingRows; devices: Pick<DeviceRows, 'txMany'> }): ReadingMemory {
  const known = new Map<string, KnownDevice>();
  const states = new Map<number, ChannelState>();
  const touched = new Set<number>();
  let held: (ReadingHead & { catalogue: number }) | null = null;
  const forget = (): void => {
    known.clear();
    states.clear();
    touched.clear();
    held = null;
  };
  return {
    forget,
    async enter(catalogue, codes) {
      const head = await rows.head();
      touched.clear();
      const isHeld = held?.lastId === head.lastId && held.devicesRev === head.devicesRev && held.catalogue === catalogue.version;
      if (!isHeld || known.size > DEVICES_MOST) forget();
      held = { ...head, catalogue: catalogue.version };
      const missing = [...new Set(codes)].filter((code) => !known.has(code));
      if (missing.length === 0) return head;
      const found = (await devices.txMany(missing)).map((device) => toKnown(device, catalogue));
      for (const each of found) known.set(each.device.code, each);
      const ids = found.flatMap(({ channels }) => [...channels.values()].map(({ id }) => id));
      for (const [channel, state] of await rows.states(ids)) states.set(channel, state);
      return head;
    },
    device: (code) => known.get(code),
    states: {
      get: (channel) => states.get(channel),
      set(channel, state) {
        states.set(channel, state);
        touched.add(channel);
      },
    },
    async leave(head) {
      if (held === null || head.lastId === held.lastId) return;
      await rows.putStates(new Map([...touched].map((channel) => [channel, states.get(channel)!])));
      await rows.putHead(head);
      held = { ...held, ...head };
    },
  };
}

function toKnown(device: Device, { indicators }: Catalogue): KnownDevice {
  const open = device.channels.filter(({ isOpen, indicator }) => isOpen && indicators.get(indicator));
  const isReckoned = ({ derived }: Channel): boolean => derived !== null && isSameDatum(device.datum, derived.datum);
  return {
    device,
    channels: new Map(
      open.map((channel) => {
        const indicator = indicators.get(channel.indicator)!;
        return [
          channel.indicator,
          {
            id: channel.id,
            limits: limitsOf(indicator, channel.credible),
            dayStart: indicator.dayStart,
            from: channel.derived?.from ?? null,
            feeds: open.flatMap((each) =>
              each.derived?.from === channel.indicator && isReckoned(each)
                ? [{ indicator: each.indicator, minus: each.derived.minus }]
                : [],
            ),
          },
        ];
      }),
    ),
  };
}
