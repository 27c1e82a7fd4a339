import type { Io, RealtimeDeps } from './deps.ts';
import { areaOfRoom } from './rooms.ts';
import { sendToRoom } from './to-room.ts';

/** Tells rooms that alarms have changed in their area, and no more: who may see them asks. What another process wrote is told as well. */
export function alarmFeed(io: Io, { alarms, tree, now }: Pick<RealtimeDeps, 'alarms' | 'tree' | 'now'>) {
  let rev = 0;
  let running: Promise<void> | null = null;
  let isAsked = false;

  async function tell(): Promise<void> {
    const changed = await alarms.since(rev);
    rev = changed.rev;
    if (changed.areas.length === 0) return;
    const touched = new Set(changed.areas.flatMap((area) => tree().path(area, now())));
    for (const room of io.of('/').adapter.rooms.keys()) {
      const area = areaOfRoom(room);
      if (area !== null && touched.has(area)) sendToRoom(io, room, 'area:alarms', { area, rev });
    }
  }
  async function tellAll(): Promise<void> {
    while (isAsked) {
      isAsked = false;
      await tell();
    }
  }
  return {
    /** What stands already nobody needs to be told: who comes asks for it. */
    async begin(): Promise<void> {
      rev = await alarms.lastRev();
    },
    /** One look at a time; one that is asked for meanwhile follows it. */
    tick(): Promise<void> {
      isAsked = true;
      running ??= tellAll().finally(() => (running = null));
      return running;
    },
  };
}
