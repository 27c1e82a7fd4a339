import { describe, expect, it } from 'vitest';
import type { Actor } from '../domain/actor.ts';
import { toSlimRow } from '../../shared/live.ts';
import { FakeLog } from '../testing/realtime-log.ts';
import { changesSince } from './catch-up.ts';
import { union } from './frames.ts';
import { ChangeRing } from './ring.ts';
import { roomsShowing } from './rooms.ts';

const city: Actor = { id: 'user:a', name: 'a', role: 'dispatcher', scope: '500000', department: null, unit: null };

/** A ring as it is after a start: recalled from the log, rows unread. */
function recalled(log: FakeLog, onRead: () => void = () => undefined) {
  const ring = new ChangeRing(100, log.changes[0]!.event.seq - 1);
  let seq = 0;
  const push = (from: number, isLive: boolean): void => {
    for (const { event, before, after } of log.changes.slice(from)) {
      const shown = roomsShowing(after, log.tree, 1);
      ring.push({
        ...event,
        shown,
        touched: before ? union(shown, roomsShowing(before, log.tree, 1)) : shown,
        row: isLive ? toSlimRow(after) : null,
      });
      seq = event.seq;
    }
  };
  push(0, false);
  const rowsByIds = async (ids: readonly number[]) => {
    const read = ids.map((id) => log.states.get(id)!);
    const known = log.changes.length;
    onRead();
    push(known, true);
    return read;
  };
  return changesSince({
    ring,
    seq: () => seq,
    heard: async () => undefined,
    maxRows: 50,
    deps: { tree: () => log.tree, now: () => 1, rowsByIds },
  });
}

describe('changesSince', () => {
  it('answers with rows as they are now, and what left', async () => {
    const log = new FakeLog(10);
    const stays = log.report('500103001');
    const leaves = log.report('500103001');
    log.act(stays.id, 'NoteAdded');
    log.correct(leaves.id, '500105001');
    const answer = await recalled(log)('500103', 10, city);
    expect(answer).toMatchObject({ kind: 'frame', frame: { area: '500103', prevSeq: 10, seq: 14, gone: [[leaves.id, 2]] } });
    expect(answer.kind === 'frame' && answer.frame.rows.map(([id, version]) => [id, version])).toEqual([[stays.id, 2]]);
  });

  it.each([
    ['a client that has nothing', 0],
    ['one that was away too long', 9],
    ['one from a log that was further', 99],
  ])('resets %s', async (_case, sinceSeq) => {
    const log = new FakeLog(10);
    log.report('500103001');
    expect(await recalled(log)('500103', sinceSeq, city)).toEqual({ kind: 'reset', seq: 11 });
  });

  it('speaks up to the moment it was put together, though the log moved while it read', async () => {
    const log = new FakeLog(10);
    const { id } = log.report('500103001');
    const answer = await recalled(log, () => log.correct(id, '500105001'))('500103', 10, city);
    expect(answer).toMatchObject({ kind: 'frame', frame: { seq: 12, rows: [], gone: [[id, 2]] } });
  });

  it('refuses rows of another district', async () => {
    const log = new FakeLog(10);
    log.report('500103001');
    await expect(recalled(log)('500103', 10, { ...city, scope: '500105' })).rejects.toMatchObject({ code: 'scope.denied' });
  });
});
