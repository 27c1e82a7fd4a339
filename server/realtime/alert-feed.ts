import type { Alert } from '../domain/alerts/alert.ts';
import { nextEdgeMs } from '../domain/alerts/standing.ts';
import { inTree } from '../domain/alerts/in-tree.ts';
import { toLiveAlert } from '../domain/alerts/at-area.ts';
import type { Io, RealtimeDeps } from './deps.ts';
import { areaOfRoom } from './rooms.ts';
import { sendToRoom } from './to-room.ts';

/**
 * Tells rooms of alerts that touch their area, or have touched it: each as it stands there, in full, so what is lost on the way costs nothing.
 * It asks the store, so what another process wrote is told as well; what begins or ends by itself is told when it does.
 */
export function alertFeed(io: Io, { alertsSince, tree, now }: Pick<RealtimeDeps, 'alertsSince' | 'tree' | 'now'>) {
  let rev = 0;
  let running: Promise<void> | null = null;
  let isAsked = false;
  const edges = new Map<number, { atMs: number; alert: Alert }>();

  function note(alert: Alert): void {
    const atMs = nextEdgeMs(alert, now());
    if (atMs === null) edges.delete(alert.id);
    else edges.set(alert.id, { atMs, alert });
  }
  function send(alerts: readonly Alert[]): void {
    // A draft is nobody's business but that of those who ask for it by name: a room cannot tell who they are.
    const [at, areas] = [now(), tree()];
    const told = alerts.filter(({ isDraft }) => !isDraft).map((alert) => inTree(alert, areas, at));
    if (told.length === 0) return;
    for (const room of io.of('/').adapter.rooms.keys()) {
      const area = areaOfRoom(room);
      if (area === null) continue;
      const here = told.filter(({ reach }) => area === areas.root || reach.includes(area));
      if (here.length > 0) sendToRoom(io, room, 'area:alerts', { area, alerts: here.map((alert) => toLiveAlert(alert, area, areas, at)) });
    }
  }
  async function tell(): Promise<void> {
    const changed = await alertsSince(rev);
    rev = changed.rev;
    const due = [...edges.values()].flatMap(({ atMs, alert }) => (atMs <= now() ? [alert] : []));
    const news = new Map([...due, ...changed.alerts].map((alert) => [alert.id, alert]));
    for (const alert of news.values()) note(alert);
    send([...news.values()]);
  }
  async function tellAll(): Promise<void> {
    while (isAsked) {
      isAsked = false;
      await tell();
    }
  }
  return {
    /** What stands already nobody needs to be told: who comes asks for it. Its end will be told. */
    async begin(): Promise<void> {
      const known = await alertsSince(0);
      rev = known.rev;
      for (const alert of known.alerts) note(alert);
    },
    /** One look at a time; one that is asked for meanwhile follows it. */
    tick(): Promise<void> {
      isAsked = true;
      running ??= tellAll().finally(() => (running = null));
      return running;
    },
  };
}
