import type { Role } from './terms.ts';
import type { ScreenHealth } from './wall-wire.ts';

export type { WallScreen, WallState } from './wall-wire.ts';

/** They pair screens, say what each may read, and revoke. */
const SCREEN_KEEPERS: ReadonlySet<Role> = new Set<Role>(['shift-leader', 'system']);
/** They say what is shown: the keepers, and those who work by the wall. */
const WALL_OPERATORS: ReadonlySet<Role> = new Set<Role>([...SCREEN_KEEPERS, 'commander', 'dispatcher']);
export const keepsScreens = (role: Role): boolean => SCREEN_KEEPERS.has(role);
export const operatesWall = (role: Role): boolean => WALL_OPERATORS.has(role);

/** Letters and digits that nobody takes for one another across a room: no 0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V. */
export const CODE_LETTERS = 'ACDEFHJKMNPRTWXY3479';
export const CODE_LENGTH = 6;
export const CODE_MS = 10 * 60_000;
/** As it was typed → as it is kept: spaces, dashes and small letters are all right. */
export const toPairingCode = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, '');

/** By this header, or by `as` in a socket's handshake, a page says that it is a wall: then its screen's own cookie counts, and no other. */
export const AS_HEADER = 'x-guantong-as';
export const AS_SCREEN = 'screen';

/** How often a page says that it lives, and after how many silences it counts as gone. */
export const BEAT_MS = 5_000;
export const MISSED_MOST = 3;
/** A page that its worker has not heard of for so long stands still. */
export const STALLED_MS = 10_000;
/** A clock that is off by more makes every age on the glass wrong. */
export const DRIFT_MOST_MS = 2_000;
export const SHOW_MINUTES = 5;
export const IDENTIFY_MS = 30_000;

/**
 * How a screen does, by what was last heard of it.
 * @param beatAtMs its last beat, null = never   @param stalledAtMs when its worker last said that the page stands still, null = never
 */
export function healthOf(
  nowMs: number,
  beatAtMs: number | null,
  stalledAtMs: number | null,
): { health: ScreenHealth; missedBeats: number } {
  if (beatAtMs === null && stalledAtMs === null) return { health: 'never', missedBeats: 0 };
  const missedBeats = Math.max(0, Math.floor((nowMs - (beatAtMs ?? 0)) / BEAT_MS) - 1);
  const isHeard = (atMs: number | null): boolean => atMs !== null && nowMs - atMs < (MISSED_MOST + 1) * BEAT_MS;
  if (stalledAtMs !== null && stalledAtMs > (beatAtMs ?? 0) && isHeard(stalledAtMs)) return { health: 'stalled', missedBeats };
  return { health: isHeard(beatAtMs) ? 'live' : 'silent', missedBeats };
}

export const FIRST_SCENE = 'everyday';
