import type { Joined } from '../../shared/live.ts';
import { Rejection } from '../domain/rejection.ts';
import type { ChangesSince } from './catch-up.ts';
import type { LiveSocket, RealtimeDeps, Settings } from './deps.ts';
import type { FiguresFeed } from './figures-feed.ts';
import { Refusal, type Requests } from './requests.ts';
import { assertAreaExists, assertMayReadRows, heartbeatRoom, isParty, roomOf } from './rooms.ts';

interface Joins {
  deps: Pick<RealtimeDeps, 'tree' | 'now'>;
  settings: Settings;
  figures: FiguresFeed;
  changesSince: ChangesSince;
  seq: () => number;
  /** A screen that had something must fetch afresh. */
  onReset: () => void;
}

/** Joining an area again replaces how it was joined before: rows or not, and which view. */
export function joinRequests({ deps, settings, figures, changesSince, seq, onReset }: Joins): Pick<Requests, 'join' | 'leave'> {
  return {
    async join(socket, { area, view, rows, sinceSeq }): Promise<Joined> {
      const { actor, areas } = socket.data;
      if (isParty(area) && (view || !rows)) throw new Rejection('request.invalid', { area });
      if (rows) assertMayReadRows(actor, area, deps.tree(), deps.now());
      else assertAreaExists(area, deps.tree());
      if (!areas.has(area) && areas.size >= settings.maxAreasPerSocket) throw new Refusal('live.too-many-areas');

      figures.leave(socket, areas.get(area) ?? null);
      areas.set(area, view ? figures.join(socket, area, view) : null);
      if (!isParty(area)) await socket.join(heartbeatRoom(area));
      if (!rows) {
        await socket.leave(roomOf(area));
        return { kind: 'frame', frame: { area, prevSeq: seq(), seq: seq(), rows: [], gone: [] } };
      }
      await socket.join(roomOf(area)); // join, then read: a change may come twice, never zero times
      const joined = await changesSince(area, sinceSeq, actor);
      if (joined.kind === 'reset' && sinceSeq > 0) onReset();
      return joined;
    },

    async leave(socket: LiveSocket, { area }) {
      const { areas } = socket.data;
      figures.leave(socket, areas.get(area) ?? null);
      areas.delete(area);
      await socket.leave(roomOf(area));
      if (!isParty(area)) await socket.leave(heartbeatRoom(area));
      return null;
    },
  };
}
