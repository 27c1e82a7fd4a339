import type { WallPlaylist } from '../../shared/wall-scene.ts';

/** What a playlist shows one after the other: pure, on a clock that is given. */
export interface Slot {
  scene: string;
  area: string;
  dwellMs: number;
}
/** A page that runs for weeks may be given any list; more than this goes by no eye. */
const MOST_SLOTS = 200;

/** A step over the node's children is one slot each; a node without children shows itself. A step may name another area. */
export function slotsOf(playlist: WallPlaylist | null, scene: string, own: string, children: readonly string[]): Slot[] {
  if (!playlist || playlist.steps.length === 0) return [{ scene, area: own, dwellMs: Number.POSITIVE_INFINITY }];
  return playlist.steps
    .flatMap((step) => {
      const areas = step.over === 'children' && children.length > 0 ? children : [step.area ?? own];
      return areas.map((area) => ({ scene: step.scene, area, dwellMs: step.dwellS * 1000 }));
    })
    .slice(0, MOST_SLOTS);
}

export interface Rotation {
  slot: number;
  /** How long the slot has been seen; time in which something else was shown does not count. */
  shownMs: number;
  /** ms, of the clock that is given to `advance`. */
  lastMs: number;
}
export const beginRotation = (nowMs: number): Rotation => ({ slot: 0, shownMs: 0, lastMs: nowMs });

/** To now. `isHeld`: something else has the screen, and the slot waits. A clock that jumps, or a page that slept, turns one slot at most. */
export function advance(rotation: Rotation, slots: readonly Slot[], nowMs: number, isHeld: boolean): Rotation {
  const slot = Math.min(rotation.slot, slots.length - 1);
  const passedMs = Math.max(0, nowMs - rotation.lastMs);
  if (isHeld || slots.length === 0) return { ...rotation, slot: Math.max(0, slot), lastMs: nowMs };
  const shownMs = rotation.shownMs + passedMs;
  if (shownMs < slots[slot]!.dwellMs) return { slot, shownMs, lastMs: nowMs };
  return { slot: (slot + 1) % slots.length, shownMs: 0, lastMs: nowMs };
}
