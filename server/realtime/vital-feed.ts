import type { Io, RealtimeDeps } from './deps.ts';
import { areaOfRoom } from './rooms.ts';
import { sendToRoom } from './to-room.ts';

/** Tells rooms that vital signs changed at their area or right below it: a few bytes; those who show them ask for what changed. */
export function vitalFeed(io: Io, { onVitals, tree, now }: Pick<RealtimeDeps, 'onVitals' | 'tree' | 'now'>): () => void {
  return onVitals((changed) => {
    const [areas, atMs] = [tree(), now()];
    for (const room of io.of('/').adapter.rooms.keys()) {
      const area = areaOfRoom(room);
      if (area !== null && (changed.has(area) || areas.children(area, atMs).some((child) => changed.has(child))))
        sendToRoom(io, room, 'area:vitals', { area });
    }
  });
}
