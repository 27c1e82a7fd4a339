import type { Incident } from './incident.ts';
import type { CategoryFacts } from './deadlines.ts';

/** How far apart two reports of one thing may be. */
export interface Nearness {
  m: number;
  hours: number;
}
export const USUAL_NEARNESS: Nearness = { m: 300, hours: 72 };

export interface Candidate {
  incident: Incident;
  /** Null = one of them has no point: they lie in the same area. */
  metres: number | null;
  /** Received so much later than the asked one; negative = earlier. */
  apartMs: number;
}
type Facts = Pick<CategoryFacts, 'code'> & { department?: string | null };

const METRES_PER_DEGREE = 111_320;
const HOUR_MS = 3_600_000;
const MOST = 5;

/**
 * Open incidents that may be the same thing reported twice: near by place and time, and of the same category or the same department's.
 * The likeliest first: what is as near as time and place allow, the same category before another.
 */
export function duplicatesOf(
  of: Incident,
  others: readonly Incident[],
  categories: ReadonlyMap<string, Facts>,
  near: Nearness = USUAL_NEARNESS,
): Candidate[] {
  const department = categories.get(of.category)?.department ?? null;
  const isKind = ({ category }: Incident): boolean =>
    category === of.category || (department !== null && categories.get(category)?.department === department);
  return others
    .filter((other) => other.id !== of.id && other.exercise === of.exercise && isKind(other))
    .map((incident) => ({ incident, metres: metresBetween(of, incident), apartMs: incident.reportedAtMs - of.reportedAtMs }))
    .filter(
      ({ incident, metres, apartMs }) =>
        Math.abs(apartMs) <= near.hours * HOUR_MS &&
        (metres === null ? incident.place === of.place && incident.category === of.category : metres <= near.m),
    )
    .map((candidate) => ({ candidate, apart: apartness(candidate, of, near) }))
    .sort((a, b) => a.apart - b.apart || a.candidate.incident.id - b.candidate.incident.id)
    .slice(0, MOST)
    .map(({ candidate }) => candidate);
}

/** 0 = here and now, of the same kind; without a point it counts as far as may be. */
const apartness = ({ incident, metres, apartMs }: Candidate, of: Incident, near: Nearness): number =>
  (metres ?? near.m) / near.m + Math.abs(apartMs) / (near.hours * HOUR_MS) + (incident.category === of.category ? 0 : 1);

/** On the local plane: good to 0.1 % for a city. */
export function metresBetween({ lngLat: a }: Pick<Incident, 'lngLat'>, { lngLat: b }: Pick<Incident, 'lngLat'>): number | null {
  if (!a || !b) return null;
  const squeeze = Math.cos((((a[1] + b[1]) / 2) * Math.PI) / 180);
  return Math.hypot((a[0] - b[0]) * squeeze, a[1] - b[1]) * METRES_PER_DEGREE;
}
