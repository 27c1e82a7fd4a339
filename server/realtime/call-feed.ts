import type { Io, LiveSocket, RealtimeDeps } from './deps.ts';

/** In a flood of dangers all that stand are read this often, not at each. */
const FLOOD_MS = 200;

const callRoom = (node: string): string => `calls:${node}`;

/**
 * Tells walls, and people at desks, what calls at their node: each time all of it, so what is lost on the way costs nothing. It asks the
 * store, so what another process wrote is told as well.
 */
export function callFeed(io: Io, { calls, log }: Pick<RealtimeDeps, 'calls' | 'log'>) {
  let rev = 0;
  let running: Promise<void> | null = null;
  let isAsked = false;

  async function tell(): Promise<void> {
    const changed = await calls.since(rev);
    rev = changed.rev;
    const { rooms } = io.of('/').adapter;
    const nodes = [...changed.nodes].filter((node) => rooms.has(callRoom(node)));
    if (nodes.length === 0) return;
    const at = await calls.standing();
    for (const node of nodes) io.to(callRoom(node)).emit('call:standing', at(node));
  }
  async function tellAll(): Promise<void> {
    while (isAsked) {
      isAsked = false;
      await tell();
      if (isAsked) await new Promise((resolve) => setTimeout(resolve, FLOOD_MS));
    }
  }
  return {
    begin: async (): Promise<void> => void (rev = await calls.lastRev()),
    /** One look at a time; one that is asked for meanwhile follows it. */
    tick(): Promise<void> {
      isAsked = true;
      running ??= tellAll().finally(() => (running = null));
      return running;
    },
    /** Who comes hears at once what stands. */
    async enter(socket: LiveSocket): Promise<void> {
      const { actor } = socket.data;
      if (!calls.hears(actor)) return;
      await socket.join(callRoom(actor.scope));
      try {
        socket.emit('call:standing', (await calls.standing())(actor.scope));
      } catch (fault) {
        log.error({ err: fault }, 'somebody could not be told what calls');
      }
    },
  };
}
