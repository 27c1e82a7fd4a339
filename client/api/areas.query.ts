import { queryOptions } from '@tanstack/react-query';
import type { Feature, FeatureCollection } from 'geojson';
import type { Group } from '../../shared/city-pack.ts';
import type { AreaProperties, UnitWire } from '../../shared/session.ts';
import type { Bilingual, Tier } from '../../shared/terms.ts';
import type { AreaShape, AreaShapes, Rivers } from '../map/map-types.ts';
import { apiPath } from '../state/place.ts';
import { get } from './http.ts';

interface Ancestor {
  code: string;
  name: Bilingual;
  tier: Tier;
}
export type AreaFeature = AreaShape & { properties: AreaProperties & { ancestors: Ancestor[] } };

/** Boundaries change a few times in years: what was fetched once holds for the session. */
const SETTLED = { staleTime: Number.POSITIVE_INFINITY, gcTime: 30 * 60_000 } as const;

const atOf = (atMs: number | null) => ({ at: atMs === null ? null : new Date(atMs).toISOString() });

/** Of an area or a group. `atMs` null = as it is now. */
export const areaQuery = (code: string, atMs: number | null = null) =>
  queryOptions({
    queryKey: ['area', code, atMs],
    queryFn: ({ signal }) => get<AreaFeature>(apiPath(code), atOf(atMs), signal),
    ...SETTLED,
  });

export const childrenQuery = (code: string, atMs: number | null = null) =>
  queryOptions({
    queryKey: ['children', code, atMs],
    queryFn: ({ signal }) => get<AreaShapes>(apiPath(code, '/children'), atOf(atMs), signal),
    ...SETTLED,
  });

export const riversQuery = queryOptions({
  queryKey: ['rivers'],
  queryFn: ({ signal }) => get<Rivers>('/base-map/rivers', {}, signal),
  ...SETTLED,
});

/** Names of all areas, without outlines: for places in lists and for the search. */
export const directoryQuery = queryOptions({
  queryKey: ['directory'],
  queryFn: async ({ signal }) => {
    const { features } = await get<FeatureCollection<never, AreaProperties>>('/areas', { geometry: false }, signal);
    return new Map(features.map(({ properties }: Feature<never, AreaProperties>) => [properties.code, properties] as const));
  },
  ...SETTLED,
});
export type Directory = ReadonlyMap<string, AreaProperties>;

/** A node and what lies below it, for a list that is searched by name, pinyin or code. */
export function nodeItems(directory: Directory | undefined, scope: string, name: (names: Bilingual) => string) {
  const isWithin = (code: string | null): boolean => code !== null && (code === scope || isWithin(directory?.get(code)?.parent ?? null));
  return [...(directory?.values() ?? [])]
    .filter(({ code }) => isWithin(code))
    .map(({ code, name: names, parent, pinyin = '' }) => {
      const above = parent === null ? undefined : directory?.get(parent);
      const search = `${names.zh} ${names.en} ${pinyin} ${code}`.toLowerCase();
      return { value: code, label: name(names), hint: above ? name(above.name) : '', search };
    });
}

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: ({ signal }) => get<Group[]>('/groups', {}, signal),
  ...SETTLED,
});

export const unitsQuery = (area: string) =>
  queryOptions({
    queryKey: ['units', area],
    queryFn: ({ signal }) => get<UnitWire[]>('/units', { area }, signal),
    ...SETTLED,
    staleTime: 5 * 60_000,
  });
