import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inTurn, merged, newestFirst, type Found, type Spot, type Stream } from './streams.ts';

/** A stream of these; `patience` = how many it looks at before it gives what it has. */
const streamOf =
  (spots: readonly Spot[], patience: number): Stream =>
  async (after, most): Promise<Found> => {
    const rest = [...spots].sort(newestFirst).filter((spot) => !after || newestFirst(after, spot) < 0);
    const looked = rest.slice(0, Math.min(most, patience));
    return { spots: looked.filter(([, id]) => id % 3 > 0), downTo: looked.length < rest.length ? looked.at(-1)! : null };
  };
async function readAll(stream: Stream, most: number): Promise<Spot[]> {
  const read: Spot[] = [];
  let after: Spot | null = null;
  do {
    const { spots, downTo } = await stream(after, most);
    expect(spots.length).toBeLessThanOrEqual(most);
    read.push(...spots);
    after = downTo;
  } while (after);
  return read;
}
const given = (spots: readonly Spot[]): Spot[] => spots.filter(([, id]) => id % 3 > 0).sort(newestFirst);

/** Many at one instant, as of files that know days alone; a row stands at one time, in however many streams. */
const spotsFrom = (fromMs: number) =>
  fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 40 }).map((ids) => ids.map((id): Spot => [fromMs + ((id * 7) % 5), id]));

describe('streams', () => {
  it('merged, are read as if they were one, whatever each gives at a time', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(spotsFrom(0), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 9 }),
        async (parts, most) => {
          const all = new Map(parts.flatMap(([spots]) => spots).map((spot) => [spot[1], spot]));
          expect(await readAll(merged(parts.map(([spots, patience]) => streamOf(spots, patience))), most)).toEqual(
            given([...all.values()]),
          );
        },
      ),
    ));

  it('in turn, are read to the end of each', () =>
    fc.assert(
      fc.asyncProperty(spotsFrom(1_000), spotsFrom(0), fc.integer({ min: 1, max: 9 }), async (above, below, most) => {
        const stream = inTurn([
          { fromMs: 1_000, stream: streamOf(above, most) },
          { fromMs: 0, stream: streamOf(below, most) },
        ]);
        expect(await readAll(stream, most)).toEqual([...given(above), ...given(below)]);
      }),
    ));
});
