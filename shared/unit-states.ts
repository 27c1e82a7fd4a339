import type { Bilingual } from './terms.ts';

/** Where a unit stands in its cycle. The order is the cycle's; the index is the wire form in slim rows. */
export const UNIT_STATES = ['available', 'assigned', 'on-the-way', 'on-site', 'off'] as const;
export type UnitState = (typeof UNIT_STATES)[number];
export const UNIT_STATE_NAMES: Record<UnitState, Bilingual> = {
  available: { zh: '空闲', en: 'Available' },
  assigned: { zh: '已派', en: 'Assigned' },
  'on-the-way': { zh: '途中', en: 'On the way' },
  'on-site': { zh: '到场', en: 'On site' },
  off: { zh: '离班', en: 'Off' },
};

/** A unit is a team or what carries one, never a person. Of no kind in particular = a team. */
export const UNIT_KINDS = ['team', 'vehicle', 'station', 'patrol', 'repair', 'rescue', 'desk'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];
export const UNIT_KIND_NAMES: Record<UnitKind, Bilingual> = {
  team: { zh: '班组', en: 'Team' },
  vehicle: { zh: '车组', en: 'Vehicle' },
  station: { zh: '站点', en: 'Station' },
  patrol: { zh: '巡查执法', en: 'Patrol' },
  repair: { zh: '抢修养护', en: 'Repair crew' },
  rescue: { zh: '应急救援', en: 'Rescue squad' },
  desk: { zh: '受理坐席', en: 'Call desk' },
};

/** Why a unit is offered, and what speaks against it. */
export const OFFER_REASONS = ['department', 'usual', 'any-work', 'own-area', 'free', 'busy'] as const;
export type OfferReason = (typeof OFFER_REASONS)[number];

/** Grey once older than twice what its owner promises (docs/dispatching.md). */
export const isPositionFresh = (atMs: number, nowMs: number, promiseMin: number): boolean => nowMs - atMs <= 2 * promiseMin * 60_000;

/** Places at a desk, which pass on at hand-over; whoever holds one answers for it. */
export const SEATS = ['lead', 'intake', 'dispatch', 'video-patrol', 'information'] as const;
export type Seat = (typeof SEATS)[number];
export const SEAT_NAMES: Record<Seat, Bilingual> = {
  lead: { zh: '值班长席', en: 'Lead' },
  intake: { zh: '受理席', en: 'Intake' },
  dispatch: { zh: '派遣席', en: 'Dispatch' },
  'video-patrol': { zh: '视频巡查席', en: 'Video patrol' },
  information: { zh: '信息报送席', en: 'Information report' },
};

/**
 * A unit as the live channel says it, about 60 bytes as JSON:
 * [code, state index, since in s, lng, lat, position at in s, accuracy in m, cases at hand, revision].
 * lng and lat are in whole 10⁻⁵ degrees (a metre); null = no position, or no accuracy told.
 */
export type SlimUnit = [
  unit: string,
  state: number,
  sinceS: number,
  lngE5: number | null,
  latE5: number | null,
  positionAtS: number | null,
  accuracyM: number | null,
  load: number,
  rev: number,
];
export interface LiveUnit {
  unit: string;
  state: UnitState;
  sinceMs: number;
  position: { lng: number; lat: number; atMs: number; accuracyM: number | null } | null;
  load: number;
  rev: number;
}
const DEGREE = 1e5;

export function toSlimUnit({ unit, state, sinceMs, position, load, rev }: LiveUnit): SlimUnit {
  const toE5 = (degrees: number): number => Math.round(degrees * DEGREE);
  return [
    unit,
    UNIT_STATES.indexOf(state),
    Math.floor(sinceMs / 1000),
    position && toE5(position.lng),
    position && toE5(position.lat),
    position && Math.floor(position.atMs / 1000),
    position && position.accuracyM,
    load,
    rev,
  ];
}

export function fromSlimUnit([unit, state, sinceS, lngE5, latE5, positionAtS, accuracyM, load, rev]: SlimUnit): LiveUnit {
  const isPlaced = lngE5 !== null && latE5 !== null && positionAtS !== null;
  return {
    unit,
    state: UNIT_STATES[state]!,
    sinceMs: sinceS * 1000,
    position: isPlaced ? { lng: lngE5 / DEGREE, lat: latE5 / DEGREE, atMs: positionAtS * 1000, accuracyM } : null,
    load,
    rev,
  };
}
