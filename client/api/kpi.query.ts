import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { viewKey } from '../../shared/live.ts';
import type { RatesBy } from '../../shared/measures.ts';
import type { RatesTable, Summary } from '../../shared/summary.ts';
import { nowMs } from '../state/clock.ts';
import { apiPath } from '../state/place.ts';
import { toIso, windowBefore, windowOf, windowYearBefore, type TimeWindow } from '../state/windows.ts';
import type { FiguresOf } from './figures.query.ts';
import { get } from './http.ts';

/** Figures that a page of scores compares; sums of the past, and tables that are asked for again rather than pushed. */
const AGAIN_MS = 60_000;
const keyOf = ({ area, view, atMs }: FiguresOf, what: string) => ['kpi', what, area, viewKey(view), atMs] as const;
const asked = ({ view }: FiguresOf, { fromMs, toMs }: TimeWindow) => {
  const { category, department, board, lane, severity } = view;
  return { from: toIso(fromMs), to: toIso(toMs), category, department, board, lane, severity };
};

export const PERIODS = ['before', 'yearBefore'] as const;
export type Period = (typeof PERIODS)[number];
const WINDOWS = { before: windowBefore, yearBefore: windowYearBefore } satisfies Record<Period, typeof windowBefore>;

/** The same figures of the period before, or of the same dates one year before. */
export const periodQuery = (of: FiguresOf, period: Period) =>
  queryOptions({
    queryKey: keyOf(of, period),
    queryFn: ({ signal }) => {
      const window = WINDOWS[period](of.view.window, of.atMs ?? nowMs(), of.timeZone);
      return get<Summary>(apiPath(of.area, '/summary'), asked(of, window), signal);
    },
    staleTime: 5 * 60_000,
  });

export const ratesByQuery = (of: FiguresOf, by: RatesBy) =>
  queryOptions({
    queryKey: keyOf(of, by),
    queryFn: ({ signal }) => {
      const window = windowOf(of.view.window, of.atMs ?? nowMs(), of.timeZone);
      return get<RatesTable>(apiPath(of.area, '/rates'), { by, ...asked(of, window) }, signal);
    },
    staleTime: 15_000,
    refetchInterval: AGAIN_MS,
    placeholderData: keepPreviousData,
  });
