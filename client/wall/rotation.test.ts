import { describe, expect, it } from 'vitest';
import { ATTENTION_MS, attend, CALM, notice, type Taker } from './attention.ts';
import { advance, beginRotation, slotsOf, type Rotation } from './rotation.ts';

const playlist = {
  id: 'p',
  names: { zh: '轮', en: 'round' },
  steps: [
    { scene: 'everyday', dwellS: 10 },
    { scene: 'rush', dwellS: 5, over: 'children' as const },
  ],
};

describe('a playlist', () => {
  const slots = slotsOf(playlist, 'night', '50', ['a', 'b']);
  const walk = (rotation: Rotation, steps: [toMs: number, isHeld?: boolean][]) => {
    const seen: string[] = [];
    let now = rotation;
    for (const [toMs, isHeld = false] of steps) {
      now = advance(now, slots, toMs, isHeld);
      seen.push(`${slots[now.slot]!.scene} ${slots[now.slot]!.area}`);
    }
    return seen;
  };
  it('shows each step for its time, once for each child, and begins again', () => {
    expect(
      walk(
        beginRotation(0),
        [9_999, 10_000, 14_999, 15_000, 20_000, 29_000, 30_000].map((at) => [at]),
      ),
    ).toEqual(['everyday 50', 'rush a', 'rush a', 'rush b', 'everyday 50', 'everyday 50', 'rush a']);
  });
  it('gives back the rest of its time to what was interrupted', () => {
    expect(walk(beginRotation(0), [[6_000], [40_000, true], [43_000], [44_000]])).toEqual([
      'everyday 50',
      'everyday 50',
      'everyday 50',
      'rush a',
    ]);
  });
  it('goes on by one after a night asleep, and stands still when the clock is set back', () => {
    expect(walk(beginRotation(0), [[8 * 3_600_000], [3_600_000]])).toEqual(['rush a', 'rush a']);
  });
  it('may name another area, which counts once', () => {
    const named = { ...playlist, steps: [{ scene: 'storm', dwellS: 10, area: 'b1' }] };
    expect(slotsOf(named, 'night', '50', ['a', 'b'])).toEqual([{ scene: 'storm', area: 'b1', dwellMs: 10_000 }]);
  });
  it('without one the scene stays; without children the node shows itself; a shorter list is no fault', () => {
    const [only] = slotsOf(null, 'night', '50', ['a']);
    expect(only).toEqual({ scene: 'night', area: '50', dwellMs: Number.POSITIVE_INFINITY });
    expect(advance(beginRotation(0), [only!], 1e12, false).slot).toBe(0);
    expect(slotsOf(playlist, 'night', '50', []).map(({ area }) => area)).toEqual(['50', '50']);
    expect(advance({ slot: 7, shownMs: 0, lastMs: 0 }, slots.slice(0, 2), 1, false).slot).toBe(1);
  });
  it('comes back to where it was after a thousand rounds', () => {
    let rotation = beginRotation(0);
    for (let at = 0; at <= 3_000 * 20_000; at += 1_000) rotation = advance(rotation, slots, at, false);
    expect(rotation.slot).toBe(0);
  });
});

describe('attention', () => {
  const cases = (...ids: number[]): Taker[] => ids.map((id) => ({ kind: 'incident', id }));
  const red = (...ids: number[]): Taker[] => ids.map((id) => ({ kind: 'alert', id }));
  it('is not taken by what was there, but by what comes; for a while, one after the other', () => {
    let now = notice(CALM, cases(1, 2), true);
    expect(attend(now, 0).showing).toBeNull();
    now = attend(notice(now, cases(1, 2, 3, 4), true), 1_000);
    expect([now.showing, now.waiting]).toEqual([{ taker: cases(3)[0], untilMs: 1_000 + ATTENTION_MS }, cases(4)]);
    now = attend(now, 1_000 + ATTENTION_MS);
    expect([now.showing?.taker.id, now.waiting]).toEqual([4, []]);
    now = attend(now, 2_000 + 2 * ATTENTION_MS);
    expect(now.showing).toBeNull();
  });
  it('gives the screen back at once when the incident is over, or the clock went back', () => {
    let now = attend(notice(notice(CALM, [], true), cases(9), true), 0);
    expect(now.showing?.taker.id).toBe(9);
    expect(attend(now, -3_600_000).showing).toBeNull();
    now = notice(now, [], true);
    expect(now.showing).toBeNull();
  });
  it('a burst does not hold it for an hour, and what came during a cut is old news', () => {
    const burst = cases(...Array.from({ length: 3_000 }, (_, id) => id));
    const after = notice(notice(CALM, [], true), burst, true);
    expect(after.waiting).toEqual(cases(2_997, 2_998, 2_999));
    expect(notice(notice(CALM, [], true), burst, false).waiting).toEqual([]);
  });
  it('a red alert goes before incidents, which keep their turn, and is none of them though it has their number', () => {
    let now = notice(notice(CALM, cases(7), true), cases(7, 8), true);
    now = notice(now, [...red(7), ...cases(7, 8, 9)], true);
    expect(now.waiting).toEqual([...red(7), ...cases(8, 9)]);
    now = attend(now, 0);
    expect(now.showing?.taker).toEqual(red(7)[0]);
    now = notice(now, cases(7, 8, 9), true);
    expect([now.showing, attend(now, 1).showing?.taker], 'lowered: the next one has its turn').toEqual([null, cases(8)[0]]);
  });
});
