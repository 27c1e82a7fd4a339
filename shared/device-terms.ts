import type { DeviceWire } from './readings.ts';
import type { Role } from './terms.ts';

/** How a device stands for people: what somebody said of it counts before what it says itself. */
export const DEVICE_STANDINGS = ['online', 'late', 'fault', 'suspect', 'never'] as const;
export type DeviceStanding = (typeof DEVICE_STANDINGS)[number];

/** Whether somebody has said that what it tells at an instant is not to be believed. */
export const isDoubtedAt = (suspect: DeviceWire['suspect'], atMs: number): boolean =>
  suspect.some(({ from, to }) => Date.parse(from) <= atMs && (to === null || atMs < Date.parse(to)));

/** Doubted now; never heard; else as its promise is kept. */
export function standingOf(
  { suspect, channels, state }: Pick<DeviceWire, 'suspect' | 'channels' | 'state'>,
  nowMs: number,
): DeviceStanding {
  if (isDoubtedAt(suspect, nowMs)) return 'suspect';
  return channels.every(({ last }) => last === null) ? 'never' : state;
}

/** Machines send readings by a token of this role; whoever runs them registers them. */
const REGISTRARS: ReadonlySet<Role> = new Set<Role>(['system']);
export const registersDevices = (role: Role): boolean => REGISTRARS.has(role);
/** Whose work it is to say that an instrument cannot be believed. */
const MARKERS: ReadonlySet<Role> = new Set<Role>(['dispatcher', 'shift-leader', 'commander', 'system']);
export const marksDevices = (role: Role): boolean => MARKERS.has(role);
