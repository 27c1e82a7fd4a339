import type { OfferReason, UnitState } from '../../shared/unit-states.ts';
import { METRES_PER_DEGREE } from './planar.ts';

type Point = readonly [lng: number, lat: number];

/** A unit that could be sent, as far as an offer depends on it. */
export interface Candidate {
  unit: string;
  node: string;
  department: string | null;
  state: UnitState;
  /** Cases that it works on now. */
  load: number;
  /** Cases of this category that it handled lately in the area. */
  handled: number;
  /** Where it was last told to be, if that is not too old to go by. */
  position: Point | null;
  /** Its yard, or the middle of its home area. */
  home: Point | null;
}
/** What is to be done, and where. */
export interface Wanted {
  /** The department that the category belongs to; null = nobody's in particular. */
  department: string | null;
  /** The incident's point, else the middle of the area it lies in; null = nobody knows where it is. */
  point: Point | null;
  /** The area it lies in, its parent … up to the city. */
  path: readonly string[];
}
export interface Offer {
  unit: string;
  /** Metres as the crow flies; null = one of both ends is not known. */
  distanceM: number | null;
  /** What the distance is measured from. */
  from: 'position' | 'home';
  reasons: OfferReason[];
}

/**
 * The units to send, best first: of the category's own department before those that take any work; of a department with teams of several
 * kinds, those that usually do this; then free ones before busy ones, then the nearest. A busy one is offered all the same, said to be so: a team may have several cases. One that is off is not; nor is one
 * of another line of work, as long as there is one of the right line.
 */
export function offersFor(candidates: readonly Candidate[], wanted: Wanted, most: number): Offer[] {
  const fits = (each: Candidate): number => fitOf(each, wanted);
  const all = candidates.reduce((sum, { handled }) => sum + handled, 0);
  const isUsual = ({ handled }: Candidate): boolean => handled >= USUAL.least && handled >= USUAL.share * all;
  const here = candidates.filter(({ state }) => state !== 'off');
  const right = here.filter((each) => fits(each) < OTHER_LINE);
  return (right.length > 0 ? right : here)
    .map((each) => ({ each, fit: fits(each), distanceM: distanceOf(each, wanted.point) }))
    .sort(
      (a, b) =>
        a.fit - b.fit ||
        Number(isUsual(b.each)) - Number(isUsual(a.each)) ||
        a.each.load - b.each.load ||
        (a.distanceM ?? Number.POSITIVE_INFINITY) - (b.distanceM ?? Number.POSITIVE_INFINITY) ||
        wanted.path.indexOf(a.each.node) - wanted.path.indexOf(b.each.node) ||
        (a.each.unit < b.each.unit ? -1 : 1),
    )
    .slice(0, most)
    .map(({ each, fit, distanceM }) => ({
      unit: each.unit,
      distanceM: distanceM === null ? null : Math.round(distanceM),
      from: each.position ? 'position' : 'home',
      reasons: reasonsOf(each, fit, isUsual(each), wanted),
    }));
}

/** Who did at least so many of a kind lately, and so great a part of all of them, is used to it. */
const USUAL = { least: 3, share: 0.2 };
const OWN_LINE = 0;
const ANY_WORK = 1;
const OTHER_LINE = 2;
const fitOf = ({ department }: Candidate, wanted: Wanted): number =>
  department === null || wanted.department === null ? ANY_WORK : department === wanted.department ? OWN_LINE : OTHER_LINE;

function reasonsOf({ node, department, load, state }: Candidate, fit: number, isUsual: boolean, { path }: Wanted): OfferReason[] {
  return [
    ...(fit === OWN_LINE ? (['department'] as const) : department === null ? (['any-work'] as const) : []),
    ...(isUsual ? (['usual'] as const) : []),
    ...(node === path[0] ? (['own-area'] as const) : []),
    load === 0 && state === 'available' ? 'free' : 'busy',
  ];
}

const distanceOf = ({ position, home }: Candidate, point: Point | null): number | null => {
  const from = position ?? home;
  return from && point ? metresBetween(from, point) : null;
};

/** Metres between two points of one city: flat between them, good to a percent over 100 km. */
export function metresBetween([lngA, latA]: Point, [lngB, latB]: Point): number {
  const perLng = METRES_PER_DEGREE * Math.cos((((latA + latB) / 2) * Math.PI) / 180);
  return Math.hypot((lngA - lngB) * perLng, (latA - latB) * METRES_PER_DEGREE);
}
