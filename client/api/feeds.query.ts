import { queryOptions } from '@tanstack/react-query';
import type { FeedOutcome } from '../../shared/feed-terms.ts';
import type { FeedEntriesWire, FeedsWire, FeedWire, PostFeed, PutFeed } from '../../shared/feed-wire.ts';
import { get, post, put, remove, toUrl } from './http.ts';

/** All that is asked of feeds begins with this. */
export const feedsKey = ['alert-feeds'] as const;
/** Nobody is told of them over the line: whoever shows how they stand asks again, and whoever works with them sooner. */
const AGAIN_MS = 60_000;
export const WORKING_MS = 10_000;

/** Feeds that bring alerts to an area, and how each does. */
export const feedsQuery = (area: string) =>
  queryOptions({
    queryKey: [...feedsKey, area],
    queryFn: ({ signal }) => get<FeedsWire>('/alert-feeds', { area }, signal),
    staleTime: AGAIN_MS / 2,
    refetchInterval: AGAIN_MS,
  });
/** What was seen in one of them, newest first. */
export const feedEntriesQuery = (id: number, outcome: FeedOutcome) =>
  queryOptions({
    queryKey: [...feedsKey, 'entries', id, outcome],
    queryFn: ({ signal }) => get<FeedEntriesWire>(`/alert-feeds/${id}/entries`, { outcome }, signal),
    refetchInterval: WORKING_MS,
  });

/** `key`: the same for a repeated try of the same act. */
export const postFeed = (body: PostFeed, key: string): Promise<FeedWire> => post(toUrl('/alert-feeds'), body, { 'idempotency-key': key });
export const putFeed = (id: number, body: PutFeed): Promise<FeedWire> => put(`/alert-feeds/${id}`, body);
export const removeFeed = (id: number): Promise<void> => remove(`/alert-feeds/${id}`);
export const askFeed = (id: number): Promise<FeedWire> => post(toUrl(`/alert-feeds/${id}/ask`), {});
