import { queryOptions } from '@tanstack/react-query';
import type { View } from '../../shared/live.ts';
import type { IncidentDetail, IncidentPage, IncidentWire, Timeline } from '../../shared/incidents.ts';
import { addPage, beginBook, type RowBook } from '../live/row-book.ts';
import { nowMs } from '../state/clock.ts';
import type { RowsBy } from '../state/measures.ts';
import { toIso, windowOf } from '../state/windows.ts';
import { get } from './http.ts';

/** Lists of incidents. `category` and `severity` are comma lists: filters by board, lane or department are given as their categories. */
export interface OpenRows {
  area: string;
  category: string | null;
  severity: string | null;
}
const PAGE = 200;
const openPage = ({ area, category, severity }: OpenRows, cursor: string | null, signal?: AbortSignal) =>
  get<IncidentPage>('/incidents', { area, status: 'open', category, severity, sort: 'risk', limit: PAGE, cursor }, signal);

export const openRowsKey = ({ area, category, severity }: OpenRows) => ['rows', area, category ?? '', severity ?? ''] as const;
export const openRowsQuery = (of: OpenRows) =>
  queryOptions({
    queryKey: openRowsKey(of),
    queryFn: async ({ signal }) => beginBook(await openPage(of, null, signal)),
    staleTime: 15_000,
  });

/** The book with its next page; the same one when there is none. */
export async function readOn(of: OpenRows, book: RowBook): Promise<(current: RowBook) => RowBook> {
  if (book.cursor === null) return (current) => current;
  const page = await openPage(of, book.cursor);
  return (current) => addPage(current, page);
}
export async function rowsByIds(ids: readonly number[]): Promise<IncidentWire[]> {
  const { rows } = await get<IncidentPage>('/incidents', { ids: ids.join(','), limit: 500 });
  return rows;
}

export interface RowsBehind extends OpenRows {
  by: RowsBy;
  view: View;
  timeZone: string;
}
/** The rows behind a figure: by the time that counts in it, of every state. */
export const behindQuery = ({ area, category, severity, by, view, timeZone }: RowsBehind) =>
  queryOptions({
    queryKey: ['behind', area, category ?? '', severity ?? '', by, view.window],
    queryFn: async ({ signal }) => {
      const { fromMs, toMs } = windowOf(view.window, nowMs(), timeZone);
      return beginBook(
        await get<IncidentPage>(
          '/incidents',
          { area, category, severity, by, from: toIso(fromMs), to: toIso(toMs), sort: 'newest', limit: 500 },
          signal,
        ),
      );
    },
    staleTime: 30_000,
  });

export const incidentQuery = (id: number) =>
  queryOptions({
    queryKey: ['incident', id],
    queryFn: ({ signal }) => get<IncidentDetail>(`/incidents/${id}`, {}, signal),
    staleTime: 5_000,
  });
export const timelineQuery = (id: number) =>
  queryOptions({
    queryKey: ['timeline', id],
    queryFn: ({ signal }) => get<Timeline>(`/incidents/${id}/timeline`, {}, signal),
    staleTime: 5_000,
  });
