import { distance, type Metric } from './metric.ts';

/** A street whose place is to be found. */
export interface Plot {
  code: string;
  /** 街道 lie round the seat of the district; towns and townships lie where there is room. */
  isUrban: boolean;
  /** Of a circle with the area that it should get, in metres. */
  radius: number;
  /** Its real centre, where one is known. */
  centre: Metric | null;
}

/** How near two seeds may lie, in parts of the sum of their radii. */
const SPACING = 0.85;

/** A seed for each plot: its centre, or a place from `places` made up for it. In the order of the plots. */
export function placeSeeds(plots: readonly Plot[], places: readonly Metric[], seat: Metric): Metric[] {
  const placed: { at: Metric; radius: number }[] = plots.flatMap(({ centre, radius }) => (centre ? [{ at: centre, radius }] : []));
  const made = new Map<string, Metric>();
  const room = (place: Metric, radius: number): number =>
    placed.reduce((least, other) => Math.min(least, distance(place, other.at) / (radius + other.radius)), Infinity);
  const missing = plots.filter(({ centre }) => centre === null).sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1));
  const bySeat = places.toSorted((a, b) => distance(a, seat) - distance(b, seat));
  for (const { code, isUrban, radius } of missing) {
    const near = isUrban ? bySeat.find((place) => room(place, radius) >= SPACING) : undefined;
    const at = near ?? widest(bySeat, (place) => room(place, radius));
    made.set(code, at);
    placed.push({ at, radius });
  }
  return plots.map(({ code, centre }) => centre ?? made.get(code)!);
}

const rank = ({ isUrban }: Plot): number => (isUrban ? 0 : 1);

function widest(places: readonly Metric[], roomAt: (place: Metric) => number): Metric {
  let best: Metric | null = null;
  let most = -1;
  for (const place of places) {
    const room = roomAt(place);
    if (room > most) [best, most] = [place, room];
  }
  if (!best) throw new Error('No place left');
  return best;
}
