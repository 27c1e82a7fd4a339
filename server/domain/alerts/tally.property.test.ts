import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LEVELS, type Level } from '../../../shared/alert-terms.ts';
import { CITY, DISTRICTS, STREETS, testTree } from '../../testing/test-city.ts';
import type { Alert } from './alert.ts';
import { coverOf } from './cover.ts';
import { tallyOf } from './tally.ts';

const NOW = 1_000;
const alertOver = (streets: readonly string[], level: Level | null, isExercise: boolean): Alert =>
  ({
    isExercise,
    isDraft: false,
    ended: null,
    parts: [
      {
        level,
        isOver: false,
        startsAtMs: 0,
        endsAtMs: 2_000,
        areas: coverOf(new Map(streets.map((street) => [street, 1])), () => 1, testTree, NOW),
      },
    ],
  }) as unknown as Alert;
const drawn = fc.array(
  fc.tuple(fc.subarray([...STREETS], { minLength: 1 }), fc.constantFrom<(Level | null)[]>(...LEVELS, null), fc.boolean()),
  { maxLength: 6 },
);

it('what stands below an area is the sum of what stands below its children and of these; exercises are nowhere', () => {
  fc.assert(
    fc.property(drawn, (all) => {
      const tally = tallyOf(
        all.map(([streets, level, isExercise]) => alertOver(streets, level, isExercise)),
        testTree,
        NOW,
      );
      const at = (code: string, tier: string) => tally(code).tiers.find((row) => row.tier === tier)!;
      const city = at(CITY, 'street');
      const districts = DISTRICTS.map((code) => at(code, 'street'));
      expect([city.areas, at(CITY, 'district').areas]).toEqual([STREETS.length, DISTRICTS.length]);
      for (const mark of [...LEVELS, 'none'] as const)
        expect(city.counts[mark]).toBe(districts.reduce((sum, { counts }) => sum + counts[mark], 0));
      // By hand: the highest of each street.
      for (const mark of LEVELS) {
        const standing = STREETS.filter((street) => {
          const levels = all.flatMap(([streets, level, isExercise]) => (!isExercise && streets.includes(street) ? [level] : []));
          return LEVELS.find((level) => levels.includes(level)) === mark;
        });
        expect(city.counts[mark]).toBe(standing.length);
      }
      expect(tally(CITY).counts.red).toBe(all.filter(([, level, isExercise]) => level === 'red' && !isExercise).length);
    }),
    { numRuns: 60 },
  );
});
