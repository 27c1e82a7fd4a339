import { queryOptions } from '@tanstack/react-query';
import type { AlarmDetail, AlarmsWire, RuleActsWire, RuleContent, RulesWire, RuleWire, TriedWire } from '../../shared/rule-wire.ts';
import { get, post, put, toUrl } from './http.ts';

/** Whoever looks at rules sees what they do within seconds. */
const LOOK_MS = 2_000;
/** Elsewhere the live line says when; this is for lines that were cut. */
const LATER_MS = 30_000;

export const rulesQuery = queryOptions({
  queryKey: ['rules'],
  queryFn: ({ signal }) => get<RulesWire>('/rules', {}, signal),
  staleTime: 1_000,
});
export const watchedRulesQuery = { ...rulesQuery, refetchInterval: LOOK_MS } as const;
export const ruleVersionsQuery = (id: number, version: number) =>
  queryOptions({
    queryKey: ['rule-versions', id, version],
    queryFn: ({ signal }) => get<RuleActsWire>(`/rules/${id}/versions`, {}, signal),
  });
export const ALARMS = 'alarms';
const alarmsQuery = (area: string) =>
  queryOptions({
    queryKey: [ALARMS, area],
    queryFn: ({ signal }) => get<AlarmsWire>('/alarms', { area, limit: 100 }, signal),
    staleTime: 1_000,
  });
export const watchedAlarmsQuery = (area: string) => ({ ...alarmsQuery(area), refetchInterval: LOOK_MS });
/** How many stand, for the mark beside the page's name. */
export const openAlarmsQuery = (area: string) =>
  queryOptions({
    queryKey: [ALARMS, area, 'open'],
    queryFn: async ({ signal }) => (await get<AlarmsWire>('/alarms', { area, open: true, limit: 1 }, signal)).open,
    refetchInterval: LATER_MS,
    staleTime: 5_000,
  });
export const alarmQuery = (id: number) =>
  queryOptions({ queryKey: [ALARMS, 'one', id], queryFn: ({ signal }) => get<AlarmDetail>(`/alarms/${id}`, {}, signal), staleTime: 2_000 });
export const createRule = (node: string, isOn: boolean, content: RuleContent): Promise<RuleWire> =>
  post(toUrl('/rules'), { node, isOn, content });
export const changeRule = ({ id, version }: Pick<RuleWire, 'id' | 'version'>, isOn: boolean, content: RuleContent): Promise<RuleWire> =>
  put(`/rules/${id}`, { seenVersion: version, isOn, content });
export const tryRule = (node: string, content: RuleContent): Promise<TriedWire> => post(toUrl('/rules/try'), { node, content });
