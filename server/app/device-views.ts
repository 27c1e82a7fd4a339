import type { BucketStep, DeviceWire } from '../../shared/readings.ts';
import type { Actor } from '../domain/actor.ts';
import { isSameDatum, limitsOf, type Device } from '../domain/readings/device.ts';
import { deviceState } from '../domain/readings/device-state.ts';
import { flagsOf } from '../domain/readings/flags.ts';
import type { ChannelState } from '../domain/readings/judge.ts';
import { assertInScope } from '../domain/readings/may-devices.ts';
import { Rejection } from '../domain/rejection.ts';
import type { Catalogue } from './ports.ts';
import type { DeviceAct, DeviceRows, ReadingBucket, ReadingReads } from './reading-ports.ts';

export interface DeviceViewDeps {
  devices: Pick<DeviceRows, 'one' | 'list' | 'states' | 'acts'>;
  reads: Pick<ReadingReads, 'buckets'>;
  catalogue(): Promise<Catalogue>;
  now(): number;
}
export interface BucketAsk {
  indicator: string;
  step: BucketStep;
  fromMs: number;
  toMs: number;
}
/** Devices as people may see them: those of their own subtree. */
export interface DeviceViews {
  /** @throws Rejection */
  inArea(actor: Actor, area: string, after: string, limit: number): Promise<{ asOf: string; devices: DeviceWire[]; next: string | null }>;
  /** @throws Rejection */
  one(actor: Actor, code: string): Promise<DeviceWire>;
  /** Newest first. @throws Rejection */
  acts(actor: Actor, code: string): Promise<DeviceAct[]>;
  /** @throws Rejection */
  buckets(actor: Actor, code: string, ask: BucketAsk): Promise<{ revision: number; buckets: readonly ReadingBucket[] }>;
}

export function deviceViews({ devices, reads, catalogue, now }: DeviceViewDeps): DeviceViews {
  async function toWires(found: readonly Device[]): Promise<DeviceWire[]> {
    const states = await devices.states(found.flatMap(({ channels }) => channels.map(({ id }) => id)));
    const known = await catalogue();
    return found.map((device) => toWire(device, states, known, now()));
  }
  async function readable(actor: Actor, code: string): Promise<Device> {
    const device = await devices.one(code);
    if (!device) throw new Rejection('device.unknown', { device: code });
    assertInScope(actor, device.area, (await catalogue()).tree, now());
    return device;
  }
  return {
    async inArea(actor, area, after, limit) {
      const { tree } = await catalogue();
      const nowMs = now();
      if (!tree.row(area, nowMs)) throw new Rejection('area.unknown', { field: 'area', area });
      assertInScope(actor, area, tree, nowMs);
      const found = await devices.list(area === tree.root ? null : tree.subtree(area, nowMs), after, limit);
      return {
        asOf: new Date(nowMs).toISOString(),
        devices: await toWires(found),
        next: found.length < limit ? null : found.at(-1)!.code,
      };
    },
    one: async (actor, code) => (await toWires([await readable(actor, code)]))[0]!,
    async acts(actor, code) {
      await readable(actor, code);
      return devices.acts(code);
    },
    async buckets(actor, code, { indicator, ...ask }) {
      const { revision } = await readable(actor, code);
      return { revision, buckets: await reads.buckets({ ...ask, indicator, devices: [code] }) };
    },
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();

function toWire(device: Device, states: ReadonlyMap<number, ChannelState>, { indicators }: Catalogue, nowMs: number): DeviceWire {
  const channels = device.channels.flatMap((channel) => {
    const indicator = indicators.get(channel.indicator);
    if (!channel.isOpen || !indicator) return [];
    const last = states.get(channel.id)?.last ?? null;
    return [{ ...channel, promiseS: limitsOf(indicator, channel.credible).promiseS, last }];
  });
  const { code, names, kind, owner, area, lngLat, datum, revision, suspect, recount, registeredAtMs } = device;
  return {
    code,
    names,
    kind,
    owner,
    area,
    lngLat,
    datum,
    // What is reckoned says nothing of its own.
    state: deviceState(
      channels.filter(({ derived }) => derived === null),
      registeredAtMs,
      nowMs,
    ),
    revision,
    suspect: suspect.map(({ fromMs, toMs }) => ({ from: iso(fromMs), to: toMs === null ? null : iso(toMs) })),
    isRecounting: recount !== null,
    channels: channels.map(({ indicator, credible, derived, promiseS, last }) => ({
      indicator,
      ...(credible ? { credible } : {}),
      ...(derived ? { derived } : {}),
      promiseS,
      last: last && { at: iso(last.atMs), value: last.value, flags: flagsOf(last.flags) },
      isComparable: derived === null || isSameDatum(datum, derived.datum),
    })),
  };
}
