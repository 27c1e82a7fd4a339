import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { viewKey } from '../../shared/live.ts';
import type { View } from '../../shared/live-wire.ts';
import type { BreakdownKey, BreakdownRow, SeriesPoint, Summary } from '../../shared/summary.ts';
import { apiPath, groupOf } from '../state/place.ts';
import { nowMs } from '../state/clock.ts';
import { firstBucket, readableBucket, type Bucket } from '../state/series-bucket.ts';
import { toIso, usualWindow, windowOf, type TimeWindow } from '../state/windows.ts';
import { get } from './http.ts';

/**
 * Figures of an area. Keys name the preset, not the instants: the window moves with the clock while the key stays, so live
 * figures and a refetch land in the same place.
 */
export interface FiguresOf {
  /** An area, or a group as a place (state/place.ts). */
  area: string;
  view: View;
  timeZone: string;
  /** The end of a day of the past; null = now. */
  atMs: number | null;
}
/** Groups have no room on the live line: their figures are asked for again. */
const GROUP_MS = 5_000;
const span = ({ fromMs, toMs }: TimeWindow) => ({ from: toIso(fromMs), to: toIso(toMs) });
const filtersOf = ({ category, department, board, lane, severity }: View) => ({ category, department, board, lane, severity });
const usual = ({ view, timeZone, atMs }: FiguresOf): TimeWindow => usualWindow(view, atMs ?? nowMs(), timeZone);
const now = ({ view, timeZone, atMs }: FiguresOf): TimeWindow => windowOf(view, atMs ?? nowMs(), timeZone);
const DAY = 86_400_000;

export const summaryKey = (area: string, view: View) => ['figures', area, viewKey(view), 'summary'] as const;
export const figuresKey = (area: string, view: View) => ['figures', area, viewKey(view)] as const;
/** Figures of the past stand apart: no live figure lands in them. */
const keyOf = ({ area, view, atMs }: FiguresOf) =>
  atMs === null ? figuresKey(area, view) : (['figures-at', atMs, area, viewKey(view)] as const);

export const summaryQuery = (of: FiguresOf) =>
  queryOptions({
    queryKey: [...keyOf(of), 'summary'],
    queryFn: ({ signal }) => get<Summary>(apiPath(of.area, '/summary'), { ...span(now(of)), ...filtersOf(of.view) }, signal),
    staleTime: 15_000,
    refetchInterval: groupOf(of.area) === null || of.atMs !== null ? false : GROUP_MS,
  });

/** The same window one week before: nothing in it moves any more but its end. */
export const usualQuery = (of: FiguresOf) =>
  queryOptions({
    queryKey: [...keyOf(of), 'usual'],
    queryFn: ({ signal }) => get<Summary>(apiPath(of.area, '/summary'), { ...span(usual(of)), ...filtersOf(of.view) }, signal),
    staleTime: 5 * 60_000,
  });

const SERIES_WEEKS = 4;

/** The window and the four weeks before it in one answer: the band of what is usual comes from the same numbers. */
export const seriesQuery = (of: FiguresOf) =>
  queryOptions({
    queryKey: [...keyOf(of), 'series'],
    queryFn: async ({ signal }) => {
      const { fromMs, toMs } = now(of);
      const query = { from: toIso(fromMs - SERIES_WEEKS * 7 * DAY), to: toIso(toMs), ...filtersOf(of.view) };
      const ask = (bucket: Bucket) => get<SeriesPoint[]>(apiPath(of.area, '/series'), { metric: 'received', bucket, ...query }, signal);
      const asked = firstBucket(of.view.window);
      const points = await ask(asked);
      const bucket = readableBucket(of.view.window, points, fromMs);
      return { fromMs, toMs, bucket, points: bucket === asked ? points : await ask(bucket) };
    },
    staleTime: 30_000,
    refetchInterval: 60_000,
  });

export const breakdownQuery = (of: FiguresOf, by: BreakdownKey) =>
  queryOptions({
    queryKey: [...keyOf(of), 'breakdown', by],
    queryFn: async ({ signal }) => {
      const ask = (w: TimeWindow) => get<BreakdownRow[]>(apiPath(of.area, '/breakdown'), { by, ...span(w), ...filtersOf(of.view) }, signal);
      const [rows, before] = await Promise.all([ask(now(of)), ask(usual(of))]);
      return { rows, usual: before };
    },
    staleTime: 30_000,
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
