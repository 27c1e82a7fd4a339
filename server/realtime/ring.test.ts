import { describe, expect, it } from 'vitest';
import { ChangeRing, type Touch } from './ring.ts';

const touch = (seq: number, id: number, touched: string[], shown = touched): Touch => ({
  seq,
  id,
  version: seq,
  touched,
  shown,
  row: null,
});
const idsSince = (ring: ChangeRing, room: string, seq: number, limit = 100): number[] | null => {
  const found = ring.since(room, seq, limit);
  return found && [...found.keys()].sort((a, b) => a - b);
};

describe('ChangeRing', () => {
  it('tells the incidents that touched a room after a seq, each as it is now', () => {
    const ring = new ChangeRing(10, 100);
    ring.push(touch(101, 1, ['a']));
    ring.push(touch(102, 2, ['b']));
    ring.push(touch(103, 1, ['a', 'b'], ['b']));
    ring.push(touch(104, 1, ['b']));
    expect(idsSince(ring, 'a', 100)).toEqual([1]);
    expect(idsSince(ring, 'a', 103)).toEqual([]);
    expect(idsSince(ring, 'b', 101)).toEqual([1, 2]);
    expect(ring.since('a', 100, 9)!.get(1)).toMatchObject({ version: 104, shown: ['b'] });
  });

  it('says null before its first seq and after it has forgotten, at the exact border', () => {
    const ring = new ChangeRing(3, 100);
    expect(ring.since('a', 99, 9)).toBeNull();
    expect(idsSince(ring, 'a', 100)).toEqual([]);
    for (let seq = 101; seq <= 105; seq++) ring.push(touch(seq, seq, ['a']));
    expect(ring.since('a', 101, 9)).toBeNull();
    expect(idsSince(ring, 'a', 102)).toEqual([103, 104, 105]);
  });

  it('knows for longer that a quiet room was quiet', () => {
    const ring = new ChangeRing(3, 100);
    ring.push(touch(101, 1, ['quiet']));
    for (let seq = 102; seq <= 120; seq++) ring.push(touch(seq, seq, ['loud']));
    expect(idsSince(ring, 'quiet', 101)).toEqual([]);
    expect(ring.since('quiet', 100, 9)).toBeNull();
    expect(idsSince(ring, 'never touched', 100)).toEqual([]);
    expect(ring.since('never touched', 99, 9)).toBeNull();
  });

  it('says null when more is missing than is worth sending', () => {
    const ring = new ChangeRing(10, 0);
    for (let seq = 1; seq <= 4; seq++) ring.push(touch(seq, seq, ['a']));
    expect(idsSince(ring, 'a', 1, 3)).toEqual([2, 3, 4]);
    expect(ring.since('a', 0, 3)).toBeNull();
  });

  it('forgets everything when the tree changes', () => {
    const ring = new ChangeRing(3, 0);
    for (let seq = 1; seq <= 5; seq++) ring.push(touch(seq, seq, ['a']));
    ring.clear(5);
    expect(ring.since('a', 4, 9)).toBeNull();
    ring.push(touch(6, 6, ['a']));
    expect(idsSince(ring, 'a', 5)).toEqual([6]);
  });
});
