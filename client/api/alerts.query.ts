import { queryOptions } from '@tanstack/react-query';
import type { AlertCommand, AlertShelf } from '../../shared/alert-terms.ts';
import type {
  AlertCommandBody,
  AlertCountsWire,
  AlertDetail,
  AlertRulesWire,
  AlertsWire,
  AlertWire,
  PostAlert,
  PutAlert,
} from '../../shared/alert-wire.ts';
import { get, post, put, toUrl } from './http.ts';

/** All that is asked of an area's alerts begins with this: the live line says when to ask again. */
export const alertsKey = (area: string) => ['alerts', area] as const;
/** Now and then by itself, for a line may lose a word. */
const FRESH = { staleTime: 30_000, refetchInterval: 120_000 } as const;
/** What holds at an area now. */
export const alertsQuery = (area: string) =>
  queryOptions({
    queryKey: [...alertsKey(area), 'now'],
    queryFn: ({ signal }) => get<AlertsWire>('/alerts', { area, inForce: true, limit: 50 }, signal),
    ...FRESH,
  });

const DRAFTS_MS = 10_000;
/** What does not hold: drafts are told to no room, so who looks at them asks again. */
export const shelfQuery = (area: string, shelf: Exclude<AlertShelf, 'in-force'>, before: number | null = null) =>
  queryOptions({
    queryKey: [...alertsKey(area), shelf, before],
    queryFn: ({ signal }) => get<AlertsWire>('/alerts', { area, shelf, before, limit: 50 }, signal),
    ...FRESH,
    ...(shelf === 'draft' ? { refetchInterval: DRAFTS_MS } : {}),
  });
export const alertCountsQuery = (area: string) =>
  queryOptions({
    queryKey: [...alertsKey(area), 'counts'],
    queryFn: ({ signal }) => get<AlertCountsWire>('/alerts/counts', { area }, signal),
    ...FRESH,
  });
/** One of them with its chain; `area` = where it was found, whose room tells of it. */
export const alertQuery = (area: string, id: number) =>
  queryOptions({
    queryKey: [...alertsKey(area), 'one', id],
    queryFn: ({ signal }) => get<AlertDetail>(`/alerts/${id}`, {}, signal),
    ...FRESH,
    refetchInterval: DRAFTS_MS,
  });
/** Kinds, issuers, words and guides: of the city, and of this session. */
export const alertRulesQuery = queryOptions({
  queryKey: ['alert-rules'],
  queryFn: ({ signal }) => get<AlertRulesWire>('/alert-rules', {}, signal),
  staleTime: 10 * 60_000,
});
export const capUrl = (id: number): string => toUrl(`/alerts/${id}.cap`);

/** `key`: the same for a repeated try of the same act. */
export const postAlert = (body: PostAlert, key: string): Promise<AlertWire> => post(toUrl('/alerts'), body, { 'idempotency-key': key });
export const putAlert = (id: number, body: PutAlert): Promise<AlertWire> => put(`/alerts/${id}`, body);
export const commandAlert = (id: number, command: AlertCommand, body: AlertCommandBody, key: string): Promise<AlertWire> =>
  post(toUrl(`/alerts/${id}/commands/${command}`), body, { 'idempotency-key': key });
