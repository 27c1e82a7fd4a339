import { queryOptions } from '@tanstack/react-query';
import type { DeskView } from '../../shared/desk-views.ts';
import { viewKey } from '../../shared/live.ts';
import type { View } from '../../shared/live-wire.ts';
import type { FigurePart, HeldBy, ListedFigure } from '../../shared/measures.ts';
import type { SummaryBy } from '../../shared/summary.ts';
import type { DeskCounts, Duplicates, IncidentDetail, IncidentPage, IncidentWire, Timeline } from '../../shared/incidents.ts';
import { beginBook, type RowSort } from '../live/row-book.ts';
import { groupOf } from '../state/place.ts';
import { nowMs } from '../state/clock.ts';
import { toIso, windowOf } from '../state/windows.ts';
import { get } from './http.ts';

/** Lists of incidents. `category` and `severity` are comma lists: filters by board, lane or department are given as their categories. */
export interface OpenRows {
  area: string;
  category: string | null;
  severity: string | null;
  /** One of the desk's views of them; absent = all. */
  queue?: DeskView;
  /** Absent = by risk. */
  sort?: RowSort;
}
const PAGE = 200;
/** Rows of a group come by no live line. */
const GROUP_MS = 15_000;
/** The query's words for an area or a group. */
const placeOf = (place: string) => ({ area: groupOf(place) === null ? place : null, group: groupOf(place) });
/** The one view of the desk that is not of open incidents. */
const isOfEnded = (queue: DeskView | undefined): boolean => queue === 'recheck';
const openPage = ({ area, category, severity, queue, sort = 'risk' }: OpenRows, cursor: string | null, signal?: AbortSignal) => {
  const view = queue === 'all' ? null : queue;
  const status = isOfEnded(queue) ? null : 'open';
  return get<IncidentPage>('/incidents', { ...placeOf(area), status, category, severity, view, sort, limit: PAGE, cursor }, signal);
};
/** Views that the clock changes without any event. */
const TIMED: ReadonlySet<DeskView> = new Set(['mine', 'soon', 'silent'] as const);
const TIMED_MS = 30_000;

export const openRowsKey = ({ area, category, severity, queue, sort = 'risk' }: OpenRows) =>
  ['rows', area, category ?? '', severity ?? '', queue ?? '', sort] as const;
export const openRowsQuery = (of: OpenRows) =>
  queryOptions({
    queryKey: openRowsKey(of),
    queryFn: async ({ signal }) => beginBook(await openPage(of, null, signal), of.sort, isOfEnded(of.queue)),
    staleTime: 15_000,
    refetchInterval: of.queue && TIMED.has(of.queue) ? TIMED_MS : groupOf(of.area) === null ? false : GROUP_MS,
  });

/** How many each of the desk's views holds. */
export const deskCountsKey = ({ area, category, severity }: OpenRows) => ['desk-counts', area, category ?? '', severity ?? ''] as const;
export const deskCountsQuery = (of: OpenRows) =>
  queryOptions({
    queryKey: deskCountsKey(of),
    queryFn: async ({ signal }) =>
      (await get<DeskCounts>('/incidents/views', { area: of.area, category: of.category, severity: of.severity }, signal)).counts,
    staleTime: 2_000,
    refetchInterval: 15_000,
  });

/** A list that is read page by page, and where its book lies. */
export interface PagedList {
  key: readonly unknown[];
  page: (cursor: string | null, signal?: AbortSignal) => Promise<IncidentPage>;
}
export const openList = (of: OpenRows): PagedList => ({ key: openRowsKey(of), page: (cursor, signal) => openPage(of, cursor, signal) });

export async function rowsByIds(ids: readonly number[]): Promise<IncidentWire[]> {
  const { rows } = await get<IncidentPage>('/incidents', { ids: ids.join(','), limit: 500 });
  return rows;
}

export interface RowsBehind {
  area: string;
  figure: ListedFigure;
  part: FigurePart;
  by: SummaryBy;
  held: { by: HeldBy; key: string } | null;
  view: View;
  timeZone: string;
}
const behindPage = ({ area, figure, part, by, held, view, timeZone }: RowsBehind, cursor: string | null, signal?: AbortSignal) => {
  const { fromMs, toMs } = windowOf(view, nowMs(), timeZone);
  const { category, department, board, lane, severity } = view;
  return get<IncidentPage>(
    '/incidents/behind',
    {
      ...placeOf(area),
      ...(held ? { [held.by]: held.key } : {}),
      figure,
      part,
      by,
      category,
      department,
      board,
      lane,
      severity,
      from: toIso(fromMs),
      to: toIso(toMs),
      limit: PAGE,
      cursor,
    },
    signal,
  );
};
export const behindList = (of: RowsBehind): PagedList => ({
  key: ['behind', of.area, viewKey(of.view), of.figure, of.part, of.by, of.held?.by, of.held?.key],
  page: (cursor, signal) => behindPage(of, cursor, signal),
});
/** The incidents that a figure counts, newest first, as far as they were read. */
export const behindQuery = (of: RowsBehind) => {
  const { key, page } = behindList(of);
  return queryOptions({ queryKey: key, queryFn: async ({ signal }) => beginBook(await page(null, signal)), staleTime: 30_000 });
};

/** Incidents of every state whose description holds what is asked, newest first. */
export const foundQuery = ({ area, category, severity }: OpenRows, text: string) =>
  queryOptions({
    queryKey: ['found', area, category ?? '', severity ?? '', text],
    queryFn: async ({ signal }) => {
      const page = await get<IncidentPage>(
        '/incidents',
        { ...placeOf(area), category, severity, q: text, sort: 'newest', limit: 500 },
        signal,
      );
      return { book: beginBook(page), isPartial: page.partial === true };
    },
    staleTime: 30_000,
  });

const NUMBERED = 3;
/** By number, or by its end within the last days. */
export const numberQuery = (number: string) =>
  queryOptions({
    queryKey: ['number', number],
    queryFn: async ({ signal }) => (await get<IncidentPage>('/incidents', { number, sort: 'newest', limit: NUMBERED }, signal)).rows,
    staleTime: 30_000,
  });

export const incidentQuery = (id: number) =>
  queryOptions({
    queryKey: ['incident', id],
    queryFn: ({ signal }) => get<IncidentDetail>(`/incidents/${id}`, {}, signal),
    staleTime: 5_000,
  });
export const duplicatesQuery = (id: number) =>
  queryOptions({
    queryKey: ['duplicates', id],
    queryFn: ({ signal }) => get<Duplicates>(`/incidents/${id}/duplicates`, {}, signal),
    staleTime: 15_000,
  });
export const timelineQuery = (id: number) =>
  queryOptions({
    queryKey: ['timeline', id],
    queryFn: ({ signal }) => get<Timeline>(`/incidents/${id}/timeline`, {}, signal),
    staleTime: 5_000,
  });
