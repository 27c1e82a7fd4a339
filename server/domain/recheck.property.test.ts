import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isDrawn } from './recheck.ts';

const DRAWS = 20_000;
/** A year of a busy city, one after another. */
const run = (from: { id: number; version: number; atMs: number }, step: { id: number; atMs: number }, share: number): number => {
  let hits = 0;
  for (let i = 0; i < DRAWS; i++)
    if (isDrawn({ id: from.id + i * step.id, version: from.version, atMs: from.atMs + i * step.atMs }, share)) hits++;
  return hits;
};

it('draws the share that the city asks for, within chance, whether cases follow one another or come at one instant', () => {
  fc.assert(
    fc.property(
      fc.record({ id: fc.nat({ max: 1e9 }), version: fc.integer({ min: 1, max: 40 }), atMs: fc.integer({ min: 1e12, max: 3e12 }) }),
      fc.constantFrom({ id: 1, atMs: 0 }, { id: 0, atMs: 1 }, { id: 1, atMs: 60_000 }, { id: 3, atMs: 1000 }),
      fc.constantFrom(0.005, 0.02, 0.1, 0.5),
      (from, step, share) => {
        const noise = Math.sqrt(DRAWS * share * (1 - share));
        // Six deviations: once in some hundred million runs.
        expect(Math.abs(run(from, step, share) - DRAWS * share)).toBeLessThan(6 * noise);
      },
    ),
    { seed: 20_261_128, numRuns: 60 },
  );
});

it('is the same whenever it is asked, all at 1 and none at 0, and more with a larger share', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: 0, max: 4e12 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (id, version, atMs, share) => {
        const draw = { id, version, atMs };
        expect(isDrawn(draw, share)).toBe(isDrawn({ ...draw }, share));
        expect([isDrawn(draw, 0), isDrawn(draw, 1)]).toEqual([false, true]);
        expect(isDrawn(draw, Math.min(1, share * 2)) || !isDrawn(draw, share)).toBe(true);
      },
    ),
    { seed: 20_261_128 },
  );
});
