import { describe, expect, it } from 'vitest';
import { episodesOf, matchAlarms, type Raised } from './match-alarms.ts';
import type { Happening } from './rule.ts';

const told = (change: Happening['change'], atMs: number): Happening => ({ change, n: 1, level: 'alarm', atMs, value: 1, readings: [] });
/** `[from, to]`, `to` null = it stands. */
const episodes = (...spans: [from: number, to: number | null][]) =>
  episodesOf(spans.flatMap(([from, to]) => [told('raised', from), ...(to === null ? [] : [told('cleared', to)])]));
const alarm = (name: string, raisedAtMs: number, clearedAtMs: number | null, isWithdrawn = false): Raised & { name: string } => ({
  name,
  raisedAtMs,
  clearedAtMs,
  isWithdrawn,
});
function match(alarms: ReturnType<typeof alarm>[], spans: [number, number | null][]) {
  const { kept, gone, fresh } = matchAlarms(alarms, episodes(...spans));
  return {
    kept: Object.fromEntries([...kept].map(([{ raisedAtMs }, { name }]) => [raisedAtMs, name])),
    gone: gone.map(({ name }) => name),
    fresh: fresh.map(({ raisedAtMs }) => raisedAtMs),
  };
}

describe('what is told anew, and what people have seen', () => {
  it('tells levels apart from raising and clearing', () => {
    const [one, two] = episodesOf([told('raised', 1), told('level', 2), told('cleared', 3), told('raised', 4)]);
    expect([one!.told.length, one!.cleared?.atMs, two!.told.length, two!.cleared]).toEqual([2, 3, 1, null]);
  });
  it('nothing is told any more: all of it is gone, but for what was taken back before', () => {
    expect(match([alarm('a', 1, 3), alarm('b', 5, null), alarm('c', 4, 5, true)], [])).toEqual({ kept: {}, gone: ['a', 'b'], fresh: [] });
  });
  it('what was taken back comes back as what it was', () => {
    expect(match([alarm('a', 1, 9, true)], [[1, null]])).toEqual({ kept: { 1: 'a' }, gone: [], fresh: [] });
  });
  it('a little later, or shorter, it is the same alarm', () => {
    expect(match([alarm('a', 10, 20)], [[12, 14]])).toEqual({ kept: { 12: 'a' }, gone: [], fresh: [] });
  });
  it('one that falls apart is the first of its parts, and the other is new', () => {
    const parts: [number, number | null][] = [
      [10, 13],
      [15, null],
    ];
    expect(match([alarm('a', 10, null)], parts)).toEqual({ kept: { 10: 'a' }, gone: [], fresh: [15] });
  });
  it('two that become one are the first, and the other is gone', () => {
    expect(match([alarm('a', 10, 13), alarm('b', 15, null)], [[10, null]])).toEqual({ kept: { 10: 'a' }, gone: ['b'], fresh: [] });
  });
  it('one that stands is taken before one that was taken back', () => {
    expect(match([alarm('old', 9, 30, true), alarm('new', 12, null)], [[11, null]])).toEqual({ kept: { 11: 'new' }, gone: [], fresh: [] });
  });
  it('what never shared its time is another', () => {
    expect(match([alarm('a', 10, 13)], [[13, 15]])).toEqual({ kept: {}, gone: ['a'], fresh: [13] });
  });
});
