import type { LabelPlace } from './label-place.ts';
import { type Box, boxOf, boxOfPoints, overlaps, type Shape, union } from './polygons.ts';

export interface ClusterMember {
  code: string;
  shape: Shape;
  place: LabelPlace;
}
export interface Core {
  codes: readonly string[];
  /** What an enlarged view must show: room for each member's name. */
  box: Box;
}

/** A child smaller than this share of the whole's longer side cannot hold its own name at the scale of the whole. */
const SMALL = 0.05;
const LEAST_MEMBERS = 3;
/** A "core" wider than this is no core: the whole is made of small parts. */
const WIDEST = 0.25;

/**
 * The group of neighbours that are too small to be read at the scale of the whole: a city's old core among its counties.
 * Null when there is none. Found from geometry alone, so that every city gets its own.
 */
export function findCore(members: readonly ClusterMember[]): Core | null {
  const whole = union(members.map(({ shape }) => boxOf(shape)));
  if (!whole) return null;
  const side = Math.max((whole[2] - whole[0]) * Math.cos((whole[1] * Math.PI) / 180), whole[3] - whole[1]);
  const small = members
    .filter(({ place }) => Math.sqrt(place.area) < SMALL * side)
    .map((member) => ({ ...member, box: boxOf(member.shape) }));
  const groups: (typeof small)[] = [];
  for (const member of small) {
    const near = groups.filter((group) => group.some(({ box }) => overlaps(box, member.box)));
    groups.splice(0, groups.length, ...groups.filter((group) => !near.includes(group)), [...near.flat(), member]);
  }
  const core = groups.sort((a, b) => b.length - a.length)[0] ?? [];
  // Small parts everywhere mean a city of even parts, which needs no lens.
  if (core.length < LEAST_MEMBERS || core.length > members.length / 2) return null;
  const poles = boxOfPoints(core.map(({ place }) => place.lngLat))!;
  const margin = Math.max(...core.map(({ place }) => place.room)) * 1.5;
  const squeeze = Math.cos((poles[1] * Math.PI) / 180);
  const box: Box = [poles[0] - margin / squeeze, poles[1] - margin, poles[2] + margin / squeeze, poles[3] + margin];
  if ((box[2] - box[0]) * squeeze > WIDEST * side || box[3] - box[1] > WIDEST * side) return null;
  return { codes: core.map(({ code }) => code), box };
}
