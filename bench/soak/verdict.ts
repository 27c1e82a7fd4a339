import { growsCounted, slopeOf, verdictOf, type Sample, type Slope, type Verdict } from './flatness.ts';
import type { Reading } from './reading.ts';
import type { Look, Week } from './week.ts';

/** What a soak found, ready to be printed. */
export interface Outcome {
  heap: { what: string; per: number; slope: Slope | null; verdict: Verdict }[];
  counted: { what: string; first: number; last: number; least: number; most: number; grows: boolean }[];
  faults: string[];
  isFlat: boolean;
}

/** Of a page that may take 700 MB and begins with some 30: so it lasts for a year of 30,000 updates a day. */
const UPDATE_BYTES = { tolerated: 60, detected: 1_000 };
/** A turn changes every panel; a playlist of 20 s makes 4,320 a day. */
const TURN_BYTES = { tolerated: 8_000, detected: 140_000 };
/** Lists have as many rows as there are; what is made anew at each turn would be far more than this by the end. */
const SLACK = 0.05;
/** As many as the list that a map draws its marks from; how many there are below it goes with the incidents that are open. */
const MOST_MARKS = 200;

type Counted = Exclude<keyof Reading, 'heapBytes' | 'longFrames' | 'longMs' | 'longestMs' | 'turns' | 'residentBytes' | 'webgl' | 'marks'>;
const COUNTED: Record<Counted, string> = {
  nodes: 'DOM nodes',
  listeners: 'event listeners',
  documents: 'documents',
  intervals: 'intervals that run',
  canvases: 'canvases on the page',
  charts: 'chart instances',
  sources: 'map sources',
  layers: 'map layers',
  images: 'map images',
};

export function outcomeOf({ looks, faults, done }: Week, warmUp: number): Outcome {
  const warm = looks.slice(warmUp);
  const by = (at: (look: Look) => number, value: (look: Look) => number): Sample[] =>
    warm.map((look) => ({ at: at(look), value: value(look) }));
  const updates = (look: Look): number => look.updates;
  const heap = [
    { what: 'heap per 10,000 updates', per: 10_000, at: updates, bound: UPDATE_BYTES },
    { what: 'heap per 1,000 turns', per: 1_000, at: ({ reading }: Look) => reading.turns, bound: TURN_BYTES },
  ].map(({ what, per, at, bound }) => {
    const slope = slopeOf(by(at, ({ reading }) => reading.heapBytes));
    return { what, per, slope, verdict: verdictOf(slope, bound) };
  });
  const counted = (Object.keys(COUNTED) as Counted[]).map((key) => {
    const samples = by(updates, ({ reading }) => reading[key]);
    const values = samples.map(({ value }) => value);
    return {
      what: COUNTED[key],
      first: values[0] ?? 0,
      last: values.at(-1) ?? 0,
      least: Math.min(...values),
      most: Math.max(...values),
      grows: growsCounted(samples, SLACK),
    };
  });
  const last = looks.at(-1)?.reading;
  const all = [...faults];
  if (last && last.charts !== 1) all.push(`${last.charts} charts stand on the page, not one`);
  const marks = Math.max(...looks.map(({ reading }) => reading.marks));
  if (marks > MOST_MARKS) all.push(`${marks} marks stood on the map, at most ${MOST_MARKS} may`);
  // The first map, and one for each that was lost.
  if (last && last.webgl > 1 + done.losses) all.push(`${last.webgl} WebGL contexts were made for ${done.losses} that were lost`);
  return {
    heap,
    counted,
    faults: all,
    isFlat: heap.every(({ verdict }) => verdict === 'flat') && !counted.some(({ grows }) => grows) && all.length === 0,
  };
}
