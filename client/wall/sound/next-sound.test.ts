import { describe, expect, it } from 'vitest';
import { TEST_MS, TONES } from '../../../shared/wall-sound.ts';
import { begun, CUT_SAID_MS, DEAF_MS, nextSound, type Said, type Situation } from './next-sound.ts';
import { AGAIN_MS, PULSES } from './tones.ts';

const CALM: Situation = {
  calls: 0,
  unanswered: 0,
  isMuted: false,
  isStopped: false,
  isQuiet: false,
  cutForMs: null,
  shown: null,
  testAtMs: null,
};
const NOW = 1_000_000;
/** What is played from second to second. */
function heard(at: (second: number) => Partial<Situation>, seconds: number, from: Said = begun(CALM)): string[] {
  let said = from;
  const tones: string[] = [];
  for (let s = 0; s <= seconds; s++) {
    const sounding = nextSound(said, { ...CALM, ...at(s) }, NOW + s * 1_000);
    ({ said } = sounding);
    if (sounding.play) tones.push(`${s} ${sounding.play}`);
  }
  return tones;
}

it('a call sounds at once and again until it is acknowledged; the next one at once', () => {
  expect(heard((s) => ({ calls: s < 25 || s >= 27 ? 1 : 0 }), 28)).toEqual(['0 danger', '10 danger', '20 danger', '27 danger']);
});
it('one that nobody answered sounds otherwise, and oftener', () => {
  expect(heard((s) => ({ calls: 2, unanswered: s < 10 ? 0 : 1 }), 16)).toEqual(['0 danger', '10 unanswered', '15 unanswered']);
});
it('quiet hours silence a notice and never a danger; mute and stop silence everything', () => {
  const all = (s: number): Partial<Situation> => ({
    calls: s < 3 ? 1 : 0,
    shown: s < 5 ? null : 'incident 1',
    testAtMs: s < 8 ? null : NOW + 8_000,
  });
  expect(heard(all, 9)).toEqual(['0 danger', '5 notice', '8 danger']);
  expect(heard((s) => ({ ...all(s), isQuiet: true }), 9)).toEqual(['0 danger', '8 danger']);
  expect(heard((s) => ({ ...all(s), isMuted: true }), 9)).toEqual([]);
  expect(heard((s) => ({ ...all(s), isStopped: true }), 9)).toEqual([]);
});
it('a wall that is unmuted while something calls sounds at once', () =>
  expect(heard((s) => ({ calls: 1, isMuted: s < 4 }), 5)).toEqual(['4 danger']));
it('what is shown while something calls is no news afterwards', () =>
  expect(heard((s) => ({ calls: s < 4 ? 1 : 0, shown: s < 2 ? null : 'area 50' }), 8)).toEqual(['0 danger']));
it('what stood on the glass when the page began is no news', () =>
  expect(heard(() => ({ shown: 'area 50' }), 3, begun({ shown: 'area 50' }))).toEqual([]));
it('a cut is said once when it lasts, and again when it is another', () => {
  const cut = (s: number): Partial<Situation> => ({ cutForMs: s < 40 ? s * 1_000 : s < 50 ? null : (s - 50) * 1_000 });
  expect(heard(cut, 85)).toEqual([`${CUT_SAID_MS / 1_000} lost`, `${50 + CUT_SAID_MS / 1_000} lost`]);
});
it('a call outlasts a cut for a while, then it is silent: nobody could acknowledge it', () => {
  const tones = heard((s) => ({ calls: 1, cutForMs: s * 1_000 }), 300);
  expect(tones.filter((tone) => tone.endsWith('danger')).at(-1)).toBe(`${DEAF_MS / 1_000} danger`);
});
it('a test is played once, and not when it comes late', () => {
  expect(heard(() => ({ testAtMs: NOW }), 20)).toEqual(['0 danger']);
  expect(heard(() => ({ testAtMs: NOW - TEST_MS }), 3)).toEqual([]);
});
it('a clock that is set back silences no call', () => {
  const { said } = nextSound(begun(CALM), { ...CALM, calls: 1 }, NOW);
  expect(nextSound(said, { ...CALM, calls: 1 }, NOW - 60_000).play).toBe('danger');
});
describe('tones', () => {
  it('are four that differ in rhythm, each over before it comes again', () => {
    expect(TONES).toHaveLength(4);
    expect(new Set(TONES.map((tone) => PULSES[tone].map(({ atS }) => atS).join())).size).toBe(4);
    for (const tone of ['danger', 'unanswered'] as const) {
      const last = PULSES[tone].at(-1)!;
      expect((last.atS + last.forS) * 1_000).toBeLessThan(AGAIN_MS[tone]);
    }
  });
});
