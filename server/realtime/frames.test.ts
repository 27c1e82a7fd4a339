import { describe, expect, it } from 'vitest';
import { toSlimRow } from '../../shared/live.ts';
import { FakeLog } from '../testing/realtime-log.ts';
import { TickBuffer, union } from './frames.ts';
import type { Touch } from './ring.ts';
import { areaRoom, roomsShowing } from './rooms.ts';

const touchesOf = ({ changes, tree }: FakeLog): Touch[] =>
  changes.map(({ event: { seq, id, version }, before, after }) => {
    const shown = roomsShowing(after, tree, 1);
    return { seq, id, version, shown, touched: before ? union(shown, roomsShowing(before, tree, 1)) : shown, row: toSlimRow(after) };
  });
const drained = (log: FakeLog) => {
  const buffer = new TickBuffer();
  for (const touch of touchesOf(log)) buffer.add(touch);
  return buffer.drain();
};

describe('TickBuffer', () => {
  it('shows an incident once, in its latest version, to its place and all places above', () => {
    const log = new FakeLog();
    const { id } = log.report('500103001');
    log.act(id, 'NoteAdded');
    const rooms = drained(log);
    expect([...rooms.keys()]).toEqual(['area:500103001', 'area:500103', 'area:500000']);
    for (const { rows, gone } of rooms.values()) expect([rows.map(([a, b]) => [a, b]), gone]).toEqual([[[id, 2]], []]);
  });

  it('says gone where it was at any moment of the tick and is no more', () => {
    const log = new FakeLog();
    const { id } = log.report('500103001');
    log.correct(id, '500103002');
    log.correct(id, '500105001');
    const rooms = drained(log);
    for (const left of ['500103001', '500103002', '500103']) expect(rooms.get(areaRoom(left))).toEqual({ rows: [], gone: [[id, 3]] });
    for (const here of ['500105001', '500105', '500000']) expect(rooms.get(areaRoom(here))!.rows).toHaveLength(1);
  });

  it('shows a case to the unit that holds it, and takes it from the unit that held it', () => {
    const log = new FakeLog();
    const { id } = log.report('500103001');
    log.hand(id, 'u-7');
    log.hand(id, 'u-8');
    const rooms = drained(log);
    expect(rooms.get('party:u-7')).toEqual({ rows: [], gone: [[id, 3]] });
    expect(rooms.get('party:u-8')!.rows).toHaveLength(1);
  });

  it('is empty after it was drained', () => {
    const buffer = new TickBuffer();
    const log = new FakeLog();
    log.report('500103001');
    for (const touch of touchesOf(log)) buffer.add(touch);
    expect(buffer.isEmpty).toBe(false);
    buffer.drain();
    expect([buffer.isEmpty, buffer.drain().size]).toEqual([true, 0]);
  });

  it('sends at most 80 bytes for an ordinary incident', () => {
    const log = new FakeLog();
    const row = toSlimRow(log.report('500103001', { lngLat: [106.571234, 29.561234] }));
    expect(Buffer.byteLength(JSON.stringify(row))).toBeLessThanOrEqual(80);
  });
});
