/** Where a row stands among others: by its time, then by its id. */
export type Spot = readonly [atMs: number, id: number];
export interface Found {
  /** Newest first. */
  spots: Spot[];
  /** These are all down to here, and below there may be more; null = these are all. */
  downTo: Spot | null;
}
/** Rows in the order of a time, newest first: those after a spot, so many at most. It may stop early and give fewer, or none yet. */
export type Stream = (after: Spot | null, most: number) => Promise<Found>;

export const newestFirst = (a: Spot, b: Spot): number => b[0] - a[0] || b[1] - a[1];
const isAbove = (a: Spot, b: Spot): boolean => newestFirst(a, b) < 0;

/** What a query with a limit says: when it gave as many as it was allowed, there may be more. */
export const foundOf = (spots: Spot[], most: number): Found => ({ spots, downTo: spots.length < most ? null : spots.at(-1)! });

/** Streams of the same time in one order; a row that is in two of them comes once. */
export const merged =
  (streams: readonly Stream[]): Stream =>
  async (after, most) => {
    const found: Found[] = [];
    for (const stream of streams) found.push(await stream(after, most));
    const ends = found.flatMap(({ downTo }) => (downTo ? [downTo] : []));
    const downTo = ends.sort(newestFirst)[0] ?? null;
    const byId = new Map(found.flatMap(({ spots }) => spots).map((spot) => [spot[1], spot]));
    const spots = [...byId.values()].filter((spot) => !downTo || !isAbove(downTo, spot)).sort(newestFirst);
    return spots.length > most ? foundOf(spots.slice(0, most), most) : { spots, downTo };
  };

/** One stream after the other: all times of each, from `fromMs`, lie above those of the next. */
export function inTurn(streams: readonly { fromMs: number; stream: Stream }[]): Stream {
  const floor = ({ fromMs }: { fromMs: number }): Spot => [fromMs, 0];
  return async (after, most) => {
    const turn = streams.findIndex((each) => !after || isAbove(after, floor(each)));
    const now = streams[turn];
    if (!now) return { spots: [], downTo: null };
    const { spots, downTo } = await now.stream(after, most);
    return { spots, downTo: downTo ?? (turn < streams.length - 1 ? floor(now) : null) };
  };
}
