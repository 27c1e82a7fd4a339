import { queryOptions } from '@tanstack/react-query';
import type { Handover } from '../../shared/handover.ts';
import type { LiveUnit, UnitState } from '../../shared/unit-states.ts';
import type { DutyWire, UnitDetail, UnitNowWire, UnitOffers, UnitsNow } from '../../shared/units.ts';
import { get, post, toUrl } from './http.ts';

/** Units of an area's line as they stand: `byCode` holds those of which there is anything to say. */
export interface UnitBook {
  promiseMin: number;
  byCode: ReadonlyMap<string, LiveUnit>;
}
const toLive = ({ unit, state, since, position, load, rev }: UnitNowWire): LiveUnit => ({
  unit,
  state,
  sinceMs: since === null ? 0 : Date.parse(since),
  position: position && {
    lng: position.lngLat[0],
    lat: position.lngLat[1],
    atMs: Date.parse(position.at),
    accuracyM: position.accuracyM,
  },
  load,
  rev,
});

export const unitsNowKey = (area: string) => ['units-now', area] as const;
/** The live line keeps it; asked again now and then, for a line may lose a word. */
export const unitsNowQuery = (area: string) =>
  queryOptions({
    queryKey: unitsNowKey(area),
    queryFn: async ({ signal }): Promise<UnitBook> => {
      const { promiseMin, units } = await get<UnitsNow>('/units/now', { area }, signal);
      return { promiseMin, byCode: new Map(units.map((unit) => [unit.unit, toLive(unit)])) };
    },
    staleTime: 30_000,
    refetchInterval: 120_000,
  });
/** The book with what moved; by revision, so that what comes late changes nothing. */
export function patchUnits(book: UnitBook, moved: readonly LiveUnit[]): UnitBook {
  const byCode = new Map(book.byCode);
  for (const unit of moved) if ((byCode.get(unit.unit)?.rev ?? -1) < unit.rev) byCode.set(unit.unit, unit);
  return { ...book, byCode };
}

/** As many as a line of the desk can number. */
const OFFERED = 9;
export const offersKey = (incident: number) => ['offers', incident] as const;
export const offersQuery = (incident: number) =>
  queryOptions({
    queryKey: offersKey(incident),
    queryFn: ({ signal }) => get<UnitOffers>(`/incidents/${incident}/units`, { most: OFFERED }, signal),
    staleTime: 10_000,
    // How units of neighbouring streets move, the area's own line does not say.
    refetchInterval: 30_000,
  });

export const unitDetailQuery = (unit: string) =>
  queryOptions({
    queryKey: ['unit', unit],
    queryFn: ({ signal }) => get<UnitDetail>(`/units/${encodeURIComponent(unit)}`, {}, signal),
    staleTime: 5_000,
    refetchInterval: 60_000,
  });

export const dutyQuery = (area: string) =>
  queryOptions({
    queryKey: ['duty', area],
    queryFn: ({ signal }) => get<DutyWire>(`/areas/${encodeURIComponent(area)}/duty`, {}, signal),
    staleTime: 60_000,
    refetchInterval: 120_000,
  });

export const handoverQuery = (area: string) =>
  queryOptions({
    queryKey: ['handover', area],
    queryFn: ({ signal }) => get<Handover>(`/areas/${encodeURIComponent(area)}/handover`, {}, signal),
    staleTime: 0,
  });

export const setUnitState = (unit: string, state: UnitState, reason = ''): Promise<UnitNowWire> =>
  post<UnitNowWire>(toUrl(`/units/${encodeURIComponent(unit)}/state`), { state, ...(reason === '' ? {} : { reason }) });
