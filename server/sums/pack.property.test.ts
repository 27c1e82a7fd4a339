import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Pack, SLOTS } from './pack.ts';

const MINUTE_MS = 60_000;
const count = fc.record({
  start: fc.integer({ min: -3, max: 40 }),
  pair: fc.integer({ min: 0, max: 300 }),
  slot: fc.integer({ min: 0, max: SLOTS - 1 }),
  n: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -(2 ** 24), max: 2 ** 24 })),
});
const step = fc.oneof(
  { weight: 20, arbitrary: count.map((each) => ({ kind: 'add' as const, ...each })) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'pack' as const }, { kind: 'image' as const }) },
);

/** Of an array of all counts, by a plain loop. */
const summed = (counts: readonly { start: number; pair: number; slot: number; n: number }[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { start, pair, slot, n } of counts) sums[`${start} ${pair} ${slot}`] = (sums[`${start} ${pair} ${slot}`] ?? 0) + n;
  return Object.fromEntries(Object.entries(sums).filter(([, n]) => n !== 0));
};
function told(pack: Pack, from: number, to: number, wanted: Uint8Array | null): Record<string, number> {
  const counts: { start: number; pair: number; slot: number; n: number }[] = [];
  pack.each(from * MINUTE_MS, to * MINUTE_MS, wanted, (startMs, pair, slot, n) =>
    counts.push({ start: startMs / MINUTE_MS, pair, slot, n }),
  );
  return summed(counts);
}

it('a pack tells what was counted, packed or loose, of any stretch and any pairs, and an image what was there at its instant', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 900 }),
      fc.integer({ min: -4, max: 41 }),
      fc.integer({ min: 0, max: 20 }),
      (steps, from, length) => {
        const pack = new Pack();
        const counts: { start: number; pair: number; slot: number; n: number }[] = [];
        const images: [kept: ReturnType<Pack['image']>, should: Record<string, number>][] = [];
        for (const each of steps) {
          if (each.kind === 'pack') pack.pack();
          else if (each.kind === 'image') images.push([pack.image(), summed(counts)]);
          else {
            pack.add(each.start * MINUTE_MS, each.pair, each.slot, each.n);
            counts.push(each);
          }
        }
        expect(told(pack, -Infinity, Infinity, null)).toEqual(summed(counts));
        const wanted = Uint8Array.from({ length: 301 }, (_, pair) => (pair % 3 === 0 ? 1 : 0));
        const among = counts.filter(({ start, pair }) => start >= from && start < from + length && wanted[pair] === 1);
        expect(told(pack, from, from + length, wanted)).toEqual(summed(among));
        for (const [kept, should] of images) expect(told(Pack.of(kept), -Infinity, Infinity, null)).toEqual(should);
      },
    ),
    { seed: 20_261_128, numRuns: 60 },
  );
});

it('old buckets are forgotten, the others stay', () => {
  const pack = new Pack();
  for (let start = 0; start < 10; start++) pack.add(start * MINUTE_MS, start, 7, start + 1);
  pack.pack();
  pack.pack(4 * MINUTE_MS);
  expect(Object.keys(told(pack, -Infinity, Infinity, null))).toEqual(['4 4 7', '5 5 7', '6 6 7', '7 7 7', '8 8 7', '9 9 7']);
});
