import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { viewKey } from '../../shared/live.ts';
import { type HeldBy, isHeldBy, type RatesBy } from '../../shared/measures.ts';
import type { StageSharesBy, StageSharesTable } from '../../shared/stage-shares.ts';
import type { RatesTable, Summary, SummaryBy } from '../../shared/summary.ts';
import type { UnitTimesTable } from '../../shared/units.ts';
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

/** The figures by responsibility: those by place are the overview's, and live. */
export const chargedQuery = (of: FiguresOf) =>
  queryOptions({
    queryKey: keyOf(of, 'responsible'),
    queryFn: ({ signal }) => {
      const window = windowOf(of.view, of.atMs ?? nowMs(), of.timeZone);
      return get<Summary>(apiPath(of.area, '/summary'), { by: 'responsible', ...asked(of, window) }, signal);
    },
    staleTime: 15_000,
    refetchInterval: AGAIN_MS,
    placeholderData: keepPreviousData,
  });

export type Period = 'before' | 'yearBefore';
const WINDOWS = { before: windowBefore, yearBefore: windowYearBefore } satisfies Record<Period, typeof windowBefore>;

/** The same figures of the period before, or of the same dates one year before. */
export const periodQuery = (of: FiguresOf, period: Period, by: SummaryBy) =>
  queryOptions({
    queryKey: keyOf(of, `${period} ${by}`),
    queryFn: ({ signal }) => {
      const window = WINDOWS[period](of.view, of.atMs ?? nowMs(), of.timeZone);
      return get<Summary>(apiPath(of.area, '/summary'), { by, ...asked(of, window) }, signal);
    },
    staleTime: 5 * 60_000,
  });

/** Which stage ate the time, of the cases closed in the window. */
export const stageSharesQuery = (of: FiguresOf, by: StageSharesBy) =>
  queryOptions({
    queryKey: keyOf(of, `stages ${by}`),
    queryFn: ({ signal }) => {
      const window = windowOf(of.view, of.atMs ?? nowMs(), of.timeZone);
      return get<StageSharesTable>(apiPath(of.area, '/stages'), { by, ...asked(of, window) }, signal);
    },
    staleTime: AGAIN_MS,
    refetchInterval: AGAIN_MS,
    placeholderData: keepPreviousData,
  });

/** How long the units of an area stood in each state; no filter of incidents touches that. */
export const unitTimesQuery = (of: FiguresOf) =>
  queryOptions({
    queryKey: ['kpi', 'unit times', of.area, of.view.window, of.view.starts, of.atMs],
    queryFn: ({ signal }) => {
      const { fromMs, toMs } = windowOf(of.view, of.atMs ?? nowMs(), of.timeZone);
      return get<UnitTimesTable>(apiPath(of.area, '/unit-times'), { from: toIso(fromMs), to: toIso(toMs) }, signal);
    },
    staleTime: AGAIN_MS,
    refetchInterval: AGAIN_MS,
  });

/** Units have one dimension: what was theirs when it counted. */
export const ratesByQuery = (of: FiguresOf, by: RatesBy | HeldBy, dimension: SummaryBy) =>
  queryOptions({
    queryKey: keyOf(of, isHeldBy(by) ? by : `${by} ${dimension}`),
    queryFn: ({ signal }) => {
      const window = windowOf(of.view, of.atMs ?? nowMs(), of.timeZone);
      return get<RatesTable>(apiPath(of.area, '/rates'), { by, dimension: isHeldBy(by) ? null : dimension, ...asked(of, window) }, signal);
    },
    staleTime: 15_000,
    refetchInterval: AGAIN_MS,
    placeholderData: keepPreviousData,
  });
