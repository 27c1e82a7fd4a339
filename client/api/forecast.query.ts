import { queryOptions } from '@tanstack/react-query';
import type { Forecast } from '../../shared/forecast.ts';
import { get } from './http.ts';

const AGAIN_MS = 60_000;

/** When an incident will be closed at the present pace; asked anew with each version of it, and each minute. */
export const forecastQuery = (id: number, version: number) =>
  queryOptions({
    queryKey: ['forecast', id, version] as const,
    queryFn: ({ signal }) => get<Forecast>(`/incidents/${id}/forecast`, {}, signal),
    staleTime: AGAIN_MS / 2,
    refetchInterval: AGAIN_MS,
  });
