import { READING_FLAGS, type BucketStep, type DevicePage, type DeviceWire, type FlaggedReadings } from '../../shared/readings.ts';
import type { Actor } from '../domain/actor.ts';
import { isSameDatum, limitsOf, type Device } from '../domain/readings/device.ts';
import { deviceState } from '../domain/readings/device-state.ts';
import { flagsOf } from '../domain/readings/flags.ts';
import type { ChannelState } from '../domain/readings/judge.ts';
import { assertInScope } from '../domain/readings/may-devices.ts';
import { Rejection } from '../domain/rejection.ts';
import type { Catalogue } from './ports.ts';
import { facetCounter, isAsked, type DeviceFilter } from './device-list.ts';
import type { DeviceAct, DeviceRows, FlaggedReads, ReadingBucket, ReadingReads, RefusalReads } from './reading-ports.ts';
import { refusalViews, type RefusalViews } from './refusal-views.ts';

export interface DeviceViewDeps {
  devices: Pick<DeviceRows, 'one' | 'list' | 'states' | 'acts'>;
  reads: Pick<ReadingReads, 'buckets'>;
  flagged: FlaggedReads;
  refusals: RefusalReads;
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
export interface DeviceViews extends RefusalViews {
  /** By code; the first page says too what there is to choose from. @throws Rejection */
  inArea(actor: Actor, area: string, ask: { filter: DeviceFilter; after: string; limit: number }): Promise<DevicePage>;
  /** @throws Rejection */
  one(actor: Actor, code: string): Promise<DeviceWire>;
  /** Newest first. @throws Rejection */
  acts(actor: Actor, code: string): Promise<DeviceAct[]>;
  /** @throws Rejection */
  buckets(actor: Actor, code: string, ask: BucketAsk): Promise<{ revision: number; buckets: readonly ReadingBucket[] }>;
  /** What of one indicator is kept and not believed, newest first. @throws Rejection */
  flagged(actor: Actor, code: string, ask: { indicator: string; fromMs: number; toMs: number }): Promise<FlaggedReadings>;
}
/** Devices of one look at the database: others come between. */
const SLICE = 500;
const FLAGGED_MOST = 500;
const DAY_MS = 86_400_000;

export function deviceViews({ devices, reads, flagged, refusals, catalogue, now }: DeviceViewDeps): DeviceViews {
  async function toWires(found: readonly Device[]): Promise<Seen[]> {
    const states = await devices.states(found.flatMap(({ channels }) => channels.map(({ id }) => id)));
    const known = await catalogue();
    return found.map((device) => ({ device, wire: toWire(device, states, known, now()) }));
  }
  /** With what was not believed of late, which costs more than the rest: only for those that are shown. */
  async function withFlags(seen: readonly Seen[]): Promise<DeviceWire[]> {
    const owners = new Map(seen.flatMap(({ device }) => device.channels.map(({ id }) => [id, device.code] as const)));
    const counts = await flagged.counts([...owners.keys()], now() - DAY_MS);
    return seen.map(({ device: { code }, wire }) => {
      const own = counts.filter(({ channel }) => owners.get(channel) === code);
      const of = READING_FLAGS.map((flag) => ({
        flag,
        n: own.reduce((all, { flags, n }) => all + (flagsOf(flags).includes(flag) ? n : 0), 0),
      }));
      return { ...wire, flagged: of.filter(({ n }) => n > 0) };
    });
  }
  async function readable(actor: Actor, code: string): Promise<Device> {
    const device = await devices.one(code);
    if (!device) throw new Rejection('device.unknown', { device: code });
    assertInScope(actor, device.area, (await catalogue()).tree, now());
    return device;
  }
  async function placesOf(actor: Actor, area: string): Promise<readonly string[] | null> {
    const { tree } = await catalogue();
    const nowMs = now();
    if (!tree.row(area, nowMs)) throw new Rejection('area.unknown', { field: 'area', area });
    assertInScope(actor, area, tree, nowMs);
    return area === tree.root ? null : tree.subtree(area, nowMs);
  }
  return {
    ...refusalViews({ refusals, readable, placesOf }),
    async inArea(actor, area, { filter, after, limit }) {
      const places = await placesOf(actor, area);
      const nowMs = now();
      const counter = facetCounter(nowMs);
      const isFirst = after === '';
      const page: Seen[] = [];
      let isMore = false;
      for (let from = after; !isMore || isFirst; ) {
        const found = await devices.list(places, from, SLICE);
        for (const seen of await toWires(found)) {
          counter.add(seen.wire);
          if (!isAsked(seen.wire, filter, nowMs)) continue;
          if (page.length < limit) page.push(seen);
          else isMore = true;
        }
        if (found.length < SLICE) break;
        from = found.at(-1)!.code;
      }
      return {
        asOf: iso(nowMs),
        devices: await withFlags(page),
        next: isMore ? page.at(-1)!.device.code : null,
        ...(isFirst ? { facets: counter.facets() } : {}),
      };
    },
    one: async (actor, code) => (await withFlags(await toWires([await readable(actor, code)])))[0]!,
    async acts(actor, code) {
      await readable(actor, code);
      return devices.acts(code);
    },
    async buckets(actor, code, { indicator, ...ask }) {
      const { revision } = await readable(actor, code);
      return { revision, buckets: await reads.buckets({ ...ask, indicator, devices: [code] }) };
    },
    async flagged(actor, code, { indicator, ...ask }) {
      const { channels } = await readable(actor, code);
      const channel = channels.find((each) => each.indicator === indicator);
      if (!channel) throw new Rejection('indicator.unknown', { indicator });
      const rows = await flagged.rows(channel.id, { ...ask, limit: FLAGGED_MOST + 1 });
      return {
        readings: rows.slice(0, FLAGGED_MOST).map(({ atMs, value, flags }) => ({ at: iso(atMs), value, flags: flagsOf(flags) })),
        isCut: rows.length > FLAGGED_MOST,
      };
    },
  };
}
interface Seen {
  device: Device;
  wire: DeviceWire;
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
    flagged: [],
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
