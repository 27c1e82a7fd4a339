import { queryOptions } from '@tanstack/react-query';
import type { PlanImport, PlanItemView, PlansWire, PlanValueWire, PlanView, PostPlanValue, PutPlan } from '../../shared/plan-wire.ts';
import { get, post, postTable, put, toUrl } from './http.ts';

/** Everything about plans; what was entered makes all of it old. */
export const PLANS = 'plans';
const AGAIN_MS = 30_000;
const path = (plan: string, what = ''): string => `/plans/${encodeURIComponent(plan)}${what}`;

export const plansQuery = (area: string) =>
  queryOptions({ queryKey: [PLANS, area], queryFn: ({ signal }) => get<PlansWire>('/plans', { area }, signal), staleTime: AGAIN_MS });
export const planQuery = (plan: string, area: string) =>
  queryOptions({
    queryKey: [PLANS, area, plan],
    queryFn: ({ signal }) => get<PlanView>(path(plan), { area }, signal),
    staleTime: 5_000,
    refetchInterval: AGAIN_MS,
  });
export const planItemQuery = (plan: string, item: string, area: string) =>
  queryOptions({
    queryKey: [PLANS, area, plan, item],
    queryFn: ({ signal }) => get<PlanItemView>(path(plan, `/items/${encodeURIComponent(item)}`), { area }, signal),
    staleTime: 5_000,
    refetchInterval: AGAIN_MS,
  });
/** A new plan, or its next version. */
export const putPlan = (plan: string, asked: PutPlan): Promise<{ code: string; version: number }> => put(path(plan), asked);
export const enterValue = (plan: string, value: PostPlanValue): Promise<PlanValueWire> => post(toUrl(path(plan, '/values')), value);
export const importValues = (plan: string, file: File): Promise<PlanImport> =>
  postTable(path(plan, '/values/import'), { file: file.name }, file);
