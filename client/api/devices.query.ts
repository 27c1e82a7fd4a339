import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { DeviceStanding } from '../../shared/device-terms.ts';
import type {
  DeviceActs,
  DeviceImport,
  DevicePage,
  DeviceWire,
  FlaggedReadings,
  MarkDevice,
  PutDevice,
  RefusedReadings,
  TrustDevice,
  UnregisteredDevices,
} from '../../shared/readings.ts';
import { toIso, type TimeWindow } from '../state/windows.ts';
import { get, post, postTable, put, toUrl } from './http.ts';

/** What of the devices of an area is listed; null = whatever it is. */
export interface DevicesAsk {
  state: DeviceStanding | null;
  kind: string | null;
  owner: string | null;
  indicator: string | null;
  text: string | null;
}
export const DEVICES = 'devices';
const PAGE = 500;
/** After a word on the live line; without one, for what time alone makes late. */
const SOON_MS = 2_000;
const LATER_MS = 15_000;

/** By code, page after page. What the live line says only makes it old: a busy area says it every second. */
export const devicesQuery = (area: string, ask: DevicesAsk) =>
  infiniteQueryOptions({
    queryKey: [DEVICES, area, ask],
    queryFn: ({ signal, pageParam }) => get<DevicePage>('/devices', { area, ...ask, after: pageParam || null, limit: PAGE }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) => (state.isInvalidated ? SOON_MS : LATER_MS),
    // While a filter is typed what was listed stays; the list of another area would be a lie.
    placeholderData: (before, query) => (query?.queryKey[1] === area ? before : undefined),
    staleTime: 1_000,
  });
const pathOf = (code: string): string => `/devices/${encodeURIComponent(code)}`;
export const deviceQuery = (code: string) =>
  queryOptions({
    queryKey: [DEVICES, 'one', code],
    queryFn: ({ signal }) => get<DeviceWire>(pathOf(code), {}, signal),
    refetchInterval: ({ state }) => (state.isInvalidated ? SOON_MS : LATER_MS),
    staleTime: 1_000,
  });
export const deviceActsQuery = (code: string, revision: number) =>
  queryOptions({
    queryKey: [DEVICES, 'acts', code, revision],
    queryFn: ({ signal }) => get<DeviceActs>(`${pathOf(code)}/acts`, {}, signal),
    staleTime: 5_000,
  });
/** What is kept and not believed; `lastAt` = of the last reading, which may be another one of it. */
export const flaggedQuery = (of: { code: string; indicator: string; days: number; lastAt: string | null }, windowNow: () => TimeWindow) =>
  queryOptions({
    queryKey: [DEVICES, 'flagged', of],
    queryFn: ({ signal }) => {
      const { fromMs, toMs } = windowNow();
      return get<FlaggedReadings>(`${pathOf(of.code)}/flagged`, { indicator: of.indicator, from: toIso(fromMs), to: toIso(toMs) }, signal);
    },
    staleTime: 20_000,
  });
/** What was not taken. */
export const refusedQuery = (code: string) =>
  queryOptions({
    queryKey: [DEVICES, 'refused', code],
    queryFn: ({ signal }) => get<RefusedReadings>(`${pathOf(code)}/refused`, {}, signal),
    refetchInterval: LATER_MS,
    staleTime: 5_000,
  });
/** Who sends and is not registered. */
export const unregisteredQuery = (area: string) =>
  queryOptions({
    queryKey: [DEVICES, 'unregistered', area],
    queryFn: ({ signal }) => get<UnregisteredDevices>('/readings/unregistered', { area }, signal),
    refetchInterval: LATER_MS,
    staleTime: 5_000,
  });
export const importDevices = (file: File): Promise<DeviceImport> => postTable('/devices/import', { file: file.name }, file);
export const putDevice = (code: string, body: PutDevice): Promise<DeviceWire> => put(pathOf(code), body);
export const suspectDevice = (code: string, body: MarkDevice): Promise<DeviceWire> => post(toUrl(`${pathOf(code)}/suspect`), body);
export const trustDevice = (code: string, body: TrustDevice): Promise<DeviceWire> => post(toUrl(`${pathOf(code)}/trust`), body);
