import type { LookAt } from '../../shared/live-wire.ts';
import type { Present } from '../../shared/live.ts';
import type { Incident } from '../domain/incident.ts';
import { mayReadRow } from '../domain/policy.ts';
import { Rejection } from '../domain/rejection.ts';
import { isScreen } from '../domain/screen.ts';
import type { LiveSocket, RealtimeDeps } from './deps.ts';

/** Who has which incident open, as one process tells the others. */
interface Told {
  from: string;
  incident: number;
  people: Present[];
}
/** Said again so often, so that a process that came later knows, and one that died is forgotten. */
const AGAIN_MS = 4_000;
const FORGOTTEN_MS = 10_000;

export interface Lookers {
  look(socket: LiveSocket, request: LookAt): Promise<null>;
  leave(socket: LiveSocket): void;
  /** An incident was moved, closed to some, or is held by another: who looks at it is asked for their right again. */
  moved(incident: Incident): void;
  /** To be called each tick: what changed is told once. */
  tick(): void;
  close(): void;
}

/** Who looks at an incident, and who is giving it a command: told to those who look at it too, kept nowhere. */
export function lookers(deps: Pick<RealtimeDeps, 'rowsByIds' | 'tree' | 'now' | 'relay'>, processId: string): Lookers {
  const here = new Map<LiveSocket, { incident: number; isWorking: boolean }>();
  const elsewhere = new Map<string, Told & { untilMs: number }>();
  const changed = new Set<number>();

  const ownPeople = (incident: number): Present[] =>
    [...here].filter(([, at]) => at.incident === incident).map(([socket, { isWorking }]) => toPresent(socket, isWorking));
  function everybody(incident: number): Present[] {
    const others = [...elsewhere.values()].filter((told) => told.incident === incident).flatMap((told) => told.people);
    // One person at two screens is one person, and works if they do so at either.
    const people = new Map<string, Present>();
    for (const each of [...ownPeople(incident), ...others])
      people.set(each.user, { ...each, isWorking: each.isWorking || people.get(each.user)?.isWorking === true });
    return [...people.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  const tell = (incident: number): void =>
    deps.relay?.tell(JSON.stringify({ from: processId, incident, people: ownPeople(incident) } satisfies Told));
  function touch(incident: number | undefined): void {
    if (incident === undefined) return;
    changed.add(incident);
    tell(incident);
  }
  const stopHearing = deps.relay?.onTold((text) => {
    const told = JSON.parse(text) as Told;
    if (told.from === processId) return;
    const key = `${told.from} ${told.incident}`;
    const before = elsewhere.get(key)?.people ?? [];
    if (told.people.length === 0) elsewhere.delete(key);
    else elsewhere.set(key, { ...told, untilMs: performance.now() + FORGOTTEN_MS });
    if (JSON.stringify(before) !== JSON.stringify(told.people)) changed.add(told.incident);
  });
  const again = setInterval(() => {
    for (const [key, told] of elsewhere)
      if (told.untilMs < performance.now()) {
        elsewhere.delete(key);
        changed.add(told.incident);
      }
    for (const incident of new Set([...here.values()].map((at) => at.incident))) tell(incident);
  }, AGAIN_MS);

  return {
    async look(socket, { incident, isWorking }) {
      // A wall is nobody who works on a case.
      if (isScreen(socket.data.actor)) throw new Rejection('wall.denied');
      const before = here.get(socket)?.incident;
      if (incident === null) here.delete(socket);
      else {
        if (incident !== before) {
          const [row] = await deps.rowsByIds([incident]);
          if (!row || !mayReadRow(socket.data.actor, row, deps.tree(), deps.now()))
            throw new Rejection('incident.unknown', { id: incident });
          if (!socket.connected) return null;
        }
        here.set(socket, { incident, isWorking });
        touch(incident);
      }
      if (before !== incident) touch(before);
      return null;
    },
    moved(row) {
      for (const [socket, at] of here) {
        if (at.incident !== row.id || mayReadRow(socket.data.actor, row, deps.tree(), deps.now())) continue;
        here.delete(socket);
        socket.emit('incident:present', { incident: row.id, people: [] });
        touch(row.id);
      }
    },
    leave(socket) {
      const before = here.get(socket)?.incident;
      here.delete(socket);
      touch(before);
    },
    tick() {
      for (const incident of changed) {
        const people = everybody(incident);
        for (const [socket, at] of here) if (at.incident === incident) socket.emit('incident:present', { incident, people });
      }
      changed.clear();
    },
    close() {
      clearInterval(again);
      stopHearing?.();
    },
  };
}

const toPresent = ({ data: { actor } }: LiveSocket, isWorking: boolean): Present => ({
  user: actor.id,
  name: actor.name,
  role: actor.role,
  isWorking,
});
