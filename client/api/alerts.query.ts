import { queryOptions } from '@tanstack/react-query';
import type { AlertsWire } from '../../shared/alert-wire.ts';
import { get } from './http.ts';

export const alertsKey = (area: string) => ['alerts', area] as const;
/** What holds at an area now. The live line says when to ask again; now and then by itself, for a line may lose a word. */
export const alertsQuery = (area: string) =>
  queryOptions({
    queryKey: alertsKey(area),
    queryFn: ({ signal }) => get<AlertsWire>('/alerts', { area, inForce: true, limit: 50 }, signal),
    staleTime: 30_000,
    refetchInterval: 120_000,
  });
