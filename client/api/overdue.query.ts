import { queryOptions } from '@tanstack/react-query';
import type { OverdueNow } from '../../shared/overdue.ts';
import { get } from './http.ts';

export const overdueKey = (area: string) => ['overdue-now', area] as const;
/** Asked again when the live count of the area changes, and now and then. */
export const overdueQuery = (area: string) =>
  queryOptions({
    queryKey: overdueKey(area),
    queryFn: ({ signal }) => get<OverdueNow>(`/areas/${encodeURIComponent(area)}/overdue`, {}, signal),
    staleTime: 2_000,
    refetchInterval: 30_000,
  });
