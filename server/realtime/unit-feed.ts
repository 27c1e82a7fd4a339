import { toSlimUnit } from '../../shared/unit-states.ts';
import type { Io, RealtimeDeps } from './deps.ts';
import { areaOfRoom } from './rooms.ts';
import { sendToRoom } from './to-room.ts';

/**
 * Tells rooms of units that moved: those of the teams that could be sent to their area. It asks the store, so what another process
 * wrote is told as well; what a unit did within a second is told once, as it is at the end.
 */
export function unitFeed(io: Io, { unitsSince, tree, now }: Pick<RealtimeDeps, 'unitsSince' | 'tree' | 'now'>) {
  let rev = 0;
  let running: Promise<void> | null = null;

  async function tell(): Promise<void> {
    const moved = await unitsSince(rev);
    rev = moved.rev;
    if (moved.units.length === 0) return;
    const [at, areas] = [now(), tree()];
    for (const room of io.of('/').adapter.rooms.keys()) {
      const area = areaOfRoom(room);
      if (area === null) continue;
      const above = areas.path(area, at);
      const units = moved.units.filter(({ node }) => areas.isWithin(area, node, at) || above.includes(node)).map(toSlimUnit);
      if (units.length > 0) sendToRoom(io, room, 'area:units', { area, units });
    }
  }
  return {
    /** What stands already nobody needs to be told: who comes asks for it. */
    begin: async (): Promise<void> => void (rev = (await unitsSince(0)).rev),
    /** One look at a time; a store that is away is asked again at the next. */
    tick(): Promise<void> {
      running ??= tell().finally(() => (running = null));
      return running;
    },
  };
}
