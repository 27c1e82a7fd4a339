import type { WallState } from '../../shared/wall-wire.ts';
import type { WallBeat } from '../../shared/wall-wire.ts';
import { Rejection } from '../domain/rejection.ts';
import { screenIdOf } from '../domain/screen.ts';
import type { Io, LiveSocket, RealtimeDeps } from './deps.ts';

const screenRoom = (id: number): string => `screen:${id}`;

/**
 * Tells screens what they show: each its own state, whole, so what is lost on the way costs nothing. It asks the store, so what another
 * process was ordered is obeyed here as well; what ends by itself is told when it ends.
 */
export function screenFeed(io: Io, { screens, now, log }: Pick<RealtimeDeps, 'screens' | 'now' | 'log'>) {
  let rev = 0;
  let running: Promise<void> | null = null;
  let isAsked = false;
  const ends = new Map<number, number>();

  const noteEnd = ({ screen, showing, identifyUntilMs }: WallState): void => {
    const coming = [showing?.untilMs, identifyUntilMs].filter((ms) => ms !== null && ms !== undefined);
    if (coming.length > 0) ends.set(screen.id, Math.min(...coming));
    else ends.delete(screen.id);
  };
  function send(state: WallState): void {
    noteEnd(state);
    io.to(screenRoom(state.screen.id)).emit('wall:state', state);
  }
  async function tell(): Promise<void> {
    const changed = await screens.since(rev);
    rev = changed.rev;
    for (const state of changed.states) send(state);
    for (const [id, atMs] of ends) {
      if (atMs > now()) continue;
      ends.delete(id);
      const state = await screens.stateOf(id);
      if (state) send(state);
    }
  }
  async function tellAll(): Promise<void> {
    while (isAsked) {
      isAsked = false;
      await tell();
    }
  }
  return {
    begin: async (): Promise<void> => void (rev = (await screens.since(0)).rev),
    /** One look at a time; one that is asked for meanwhile follows it. */
    tick(): Promise<void> {
      isAsked = true;
      running ??= tellAll().finally(() => (running = null));
      return running;
    },
    /** A screen that came hears at once how things stand. */
    async enter(socket: LiveSocket): Promise<void> {
      const id = screenIdOf(socket.data.actor);
      if (id === null) return;
      await socket.join(screenRoom(id));
      const state = await screens.stateOf(id).catch((fault: unknown) => {
        log.error({ err: fault }, 'a screen could not be told its state');
        return null;
      });
      if (!state) return;
      noteEnd(state);
      socket.emit('wall:state', state);
    },
    async beat(socket: LiveSocket, beat: WallBeat): Promise<null> {
      const id = screenIdOf(socket.data.actor);
      if (id === null) throw new Rejection('wall.denied');
      screens.beat(id, beat);
      return null;
    },
  };
}
