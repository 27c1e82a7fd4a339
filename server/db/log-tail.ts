import type { Change, LoggedEvent, TailListener } from '../app/ports.ts';
import { evolve, type Incident } from '../domain/incident.ts';
import type { IncidentEvent } from '../domain/incident-event.ts';
import type { Connection } from './connection.ts';
import { eventLogReader } from './event-log.ts';
import { nextTurn } from './next-turn.ts';

const BATCH = 500;
const REMEMBERED = 50_000;

export interface LogTail {
  /** Listeners hear every event once, in `seq` order, after its commit, whoever wrote it. */
  subscribe(listener: TailListener): void;
  start(afterSeq: number): void;
  /** Tells everything after `afterSeq` again: listeners that were set anew need it, the others know what they have heard. */
  rewind(afterSeq: number): void;
  /** The last changes of the log up to now, oldest first. */
  recent(most: number): Promise<Change[]>;
  /** This process has just committed: do not wait for the poll. */
  wake(): void;
  seq(): number;
  stop(): Promise<void>;
}

/** Follows the log by news of commits and by polls, so writes of other processes arrive too. */
export function logTail(connection: Connection, onFault: (fault: unknown) => void): LogTail {
  const log = eventLogReader(connection.reader, connection.schema);
  const listeners: TailListener[] = [];
  const states = new Map<number, Incident>();
  let seq = 0;
  /** What was read before a start or a rewind is not told after it. */
  let rewinds = 0;
  let version = -1;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let isWoken = false;

  /** The state just before an event: remembered, else folded from its stream. */
  async function before(event: IncidentEvent): Promise<Incident | null> {
    if (event.version === 1) return null;
    const known = states.get(event.id);
    if (known?.version === event.version - 1) return known;
    let state: Incident | null = null;
    for (const earlier of await log.ofStream(event.id)) if (earlier.version < event.version) state = evolve(state, earlier);
    return state;
  }

  function remember(state: Incident): void {
    states.delete(state.id);
    states.set(state.id, state);
    if (states.size > REMEMBERED) states.delete(states.keys().next().value!);
  }

  async function toChanges(events: readonly LoggedEvent[]): Promise<Change[]> {
    const changes: Change[] = [];
    for (const event of events) {
      const earlier = await before(event);
      const after = evolve(earlier, event);
      remember(after);
      changes.push({ event, before: earlier, after });
    }
    return changes;
  }

  async function follow(): Promise<void> {
    do {
      isWoken = false;
      for (;;) {
        const turn = rewinds;
        const events = await log.after(seq, BATCH);
        if (events.length === 0) break;
        const changes = await toChanges(events);
        if (rewinds !== turn) continue;
        seq = events.at(-1)!.seq;
        for (const listener of listeners) listener(changes);
        await nextTurn();
      }
    } while (isWoken);
  }

  const wake = (): void => {
    isWoken = true;
    // The group that was just written has held up the loop long enough.
    running ??= nextTurn()
      .then(follow)
      .catch((fault: unknown) => {
        version = -1; // the next poll tries again, also when nothing more is written
        onFault(fault);
      })
      .finally(() => {
        running = null;
        if (isWoken && version !== -1) wake();
      });
  };
  const poll = async (): Promise<void> => {
    const current = await connection.dataVersion();
    if (current === version) return;
    version = current;
    wake();
  };
  return {
    subscribe: (listener) => void listeners.push(listener),
    start(afterSeq) {
      rewinds += 1;
      seq = afterSeq;
      timer = setInterval(() => void poll().catch(onFault), connection.pollMs);
      connection.onNews(wake);
      wake();
    },
    rewind(afterSeq) {
      rewinds += 1;
      seq = Math.min(seq, afterSeq);
      wake();
    },
    recent: async (most) => toChanges(await log.after(Math.max(0, (await log.lastSeq()) - most), most)),
    wake,
    seq: () => seq,
    async stop() {
      if (timer) clearInterval(timer);
      await running;
    },
  };
}
