import { isDeepStrictEqual } from 'node:util';
import type { PutDevice } from '../../shared/readings.ts';
import type { Actor } from '../domain/actor.ts';
import type { Channel, Device } from '../domain/readings/device.ts';
import { assertInScope } from '../domain/readings/may-devices.ts';
import { Rejection } from '../domain/rejection.ts';
import { placeIncident } from './place-incident.ts';
import type { Catalogue, Tx } from './ports.ts';
import type { DeviceRows } from './reading-ports.ts';

interface Registration {
  actor: Actor;
  code: string;
  body: PutDevice;
  /** As it is registered now. */
  before: Device | null;
  nowMs: number;
  /** The run that it came in with. */
  importId?: number;
}

/** Registers a device, or changes what was registered; what says the same again leaves no trace. @throws Rejection, before anything is written */
export async function registerDevice(
  { catalogue }: Tx,
  devices: Pick<DeviceRows, 'txPut'>,
  { actor, code, body, before, nowMs, importId }: Registration,
): Promise<'registered' | 'changed' | 'same'> {
  if (before) assertInScope(actor, before.area, catalogue.tree, nowMs);
  const device = decideDevice(code, body, before, catalogue, nowMs);
  assertInScope(actor, device.area, catalogue.tree, nowMs);
  const detail = saidOf(device);
  if (before && isDeepStrictEqual(detail, saidOf(before))) return 'same';
  const by = { atMs: nowMs, actor: actor.id, act: before ? ('change' as const) : ('register' as const) };
  await devices.txPut(device, { ...by, detail: importId === undefined ? detail : { ...detail, importId } });
  return before ? 'changed' : 'registered';
}

/** What a registration says; in which order its channels are named says nothing. */
function saidOf({ names, kind, owner, area, lngLat, datum, channels }: Device) {
  const open = channels.filter(({ isOpen }) => isOpen).sort((a, b) => (a.indicator < b.indicator ? -1 : 1));
  return {
    names,
    kind,
    owner,
    area,
    lngLat,
    datum,
    channels: open.map(({ indicator, credible, derived }) => ({ indicator, credible, derived })),
  };
}

function decideDevice(code: string, body: PutDevice, before: Device | null, catalogue: Catalogue, nowMs: number): Device {
  const { placed } = placeIncident(body, catalogue, nowMs);
  return {
    code,
    names: body.names,
    kind: body.kind,
    owner: body.owner ?? null,
    area: placed.place,
    lngLat: placed.lngLat,
    datum: body.datum ?? null,
    channels: channelsOf(body.channels, before?.channels ?? [], catalogue),
    suspect: before?.suspect ?? [],
    registeredAtMs: before?.registeredAtMs ?? nowMs,
    revision: before?.revision ?? 0,
    recount: before?.recount ?? null,
  };
}

function channelsOf(asked: PutDevice['channels'], before: readonly Channel[], { indicators }: Catalogue): Channel[] {
  const open = new Map<string, Channel>();
  for (const { indicator, credible, derived } of asked) {
    if (open.has(indicator)) throw new Rejection('device.channel-twice', { indicator });
    if (!indicators.get(indicator)) throw new Rejection('indicator.unknown', { field: 'channels', indicator });
    const id = before.find((each) => each.indicator === indicator)?.id ?? 0;
    open.set(indicator, { id, indicator, credible: credible ?? null, derived: derived ?? null, isOpen: true });
  }
  for (const { indicator, derived } of open.values()) {
    const source = derived && open.get(derived.from);
    if (derived && (!source || source.derived !== null)) throw new Rejection('device.derived', { indicator, from: derived.from });
  }
  return [...open.values(), ...before.filter(({ indicator }) => !open.has(indicator)).map((each) => ({ ...each, isOpen: false }))];
}
