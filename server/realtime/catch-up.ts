import { toSlimRow, type Gone, type Joined, type SlimRow } from '../../shared/live.ts';
import type { Actor } from '../domain/actor.ts';
import type { RealtimeDeps } from './deps.ts';
import type { ChangeRing, Touch } from './ring.ts';
import { assertMayReadRows, roomOf, roomsShowing } from './rooms.ts';

export type ChangesSince = (area: string, sinceSeq: number, actor: Actor) => Promise<Joined>;

interface CatchUp {
  ring: ChangeRing;
  seq: () => number;
  /** Resolves when this process has heard so much, or will not soon. */
  heard: (seq: number) => Promise<void>;
  maxRows: number;
  deps: Pick<RealtimeDeps, 'tree' | 'now' | 'rowsByIds'>;
}

/**
 * From `sinceSeq` to now: the rows as they are, and what left. The answer is put together in one go after the last await and
 * speaks up to `seq()` of that moment, so no frame that was sent before it can lie beyond it: a caller who is already in the
 * room may drop or repeat what came while it waited. `reset` = the caller has nothing yet (0), was away for longer than the
 * ring reaches, missed more than a fetch costs, or comes from a log that was further (a backup was restored).
 */
export const changesSince =
  ({ ring, seq, heard, maxRows, deps }: CatchUp): ChangesSince =>
  async (area, sinceSeq, actor) => {
    assertMayReadRows(actor, area, deps.tree(), deps.now());
    const room = roomOf(area);
    // The process that the caller had before may be a moment ahead of this one.
    if (sinceSeq > seq()) await heard(sinceSeq);
    const find = (): Map<number, Touch> | null => (sinceSeq === 0 || sinceSeq > seq() ? null : ring.since(room, sinceSeq, maxRows));
    const unread = [...(find()?.values() ?? [])].filter(({ row }) => row === null).map(({ id }) => id);
    const read = unread.length === 0 ? [] : await deps.rowsByIds(unread);

    const found = find();
    if (!found) return { kind: 'reset', seq: seq() };
    const byId = new Map(read.map((incident) => [incident.id, incident]));
    const rows: SlimRow[] = [];
    const gone: Gone[] = [];
    for (const touch of found.values()) {
      const incident = touch.row === null ? byId.get(touch.id) : undefined;
      const shown = incident ? roomsShowing(incident, deps.tree(), deps.now()) : touch.shown;
      const row = touch.row ?? (incident ? toSlimRow(incident) : null);
      if (row !== null && shown.includes(room)) rows.push(row);
      else gone.push([touch.id, incident?.version ?? touch.version]);
    }
    return { kind: 'frame', frame: { area, prevSeq: sinceSeq, seq: seq(), rows, gone } };
  };
