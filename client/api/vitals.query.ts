import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { IndicatorPack } from '../../shared/indicators.ts';
import type { VitalCell, VitalDevice, VitalSeries, VitalsWire } from '../../shared/vital-wire.ts';
import { toIso, type TimeWindow } from '../state/windows.ts';
import { get } from './http.ts';

/** How all signs of an area stand, by sign and area. A sign of which nothing changed is the same map as before. */
export interface VitalBook {
  mark: string;
  asOf: string;
  cells: ReadonlyMap<string, ReadonlyMap<string, VitalCell>>;
  devices: readonly VitalDevice[];
}
export const vitalsKey = (area: string) => ['vitals', area] as const;

/** What there is to be measured, and where its limits come from. */
export const indicatorsQuery = queryOptions({
  queryKey: ['indicators'],
  queryFn: ({ signal }) => get<IndicatorPack>('/indicators', {}, signal),
  staleTime: 5 * 60_000,
});

/** The live line says when to ask again; then only what changed comes. */
export const vitalsQuery = (area: string, cache: QueryClient) =>
  queryOptions({
    queryKey: vitalsKey(area),
    queryFn: async ({ signal }) => {
      const held = cache.getQueryData<VitalBook>(vitalsKey(area));
      return putVitals(held ?? null, await get<VitalsWire>('/vitals', { area, since: held?.mark }, signal));
    },
    structuralSharing: false,
    staleTime: 15_000,
    refetchInterval: 30_000,
  });

/** What was held with what came; where no instrument is left there is no cell. */
export function putVitals(held: VitalBook | null, { mark, asOf, isWhole, cells, devices }: VitalsWire): VitalBook {
  const next = new Map<string, Map<string, VitalCell>>();
  for (const cell of cells) {
    let of = next.get(cell.indicator);
    if (!of) next.set(cell.indicator, (of = new Map(isWhole ? [] : held?.cells.get(cell.indicator))));
    if (cell.there > 0) of.set(cell.area, cell);
    else of.delete(cell.area);
  }
  return { mark, asOf, cells: isWhole || !held ? next : new Map([...held.cells, ...next]), devices };
}

export interface SeriesOf {
  indicator: string;
  area: string;
  device: string | null;
  /** Names the window; its instants move with the clock. */
  window: string;
}
/** A sign over time; it moves on with the minute. */
export const vitalSeriesQuery = (of: SeriesOf, windowNow: () => TimeWindow) =>
  queryOptions({
    queryKey: ['vital-series', of.area, of.indicator, of.device, of.window],
    queryFn: ({ signal }) => {
      const { fromMs, toMs } = windowNow();
      const where = of.device === null ? { area: of.area } : { device: of.device };
      return get<VitalSeries>(
        `/vitals/${encodeURIComponent(of.indicator)}/series`,
        { ...where, from: toIso(fromMs), to: toIso(toMs) },
        signal,
      );
    },
    staleTime: 20_000,
  });
