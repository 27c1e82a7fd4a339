import { queryOptions } from '@tanstack/react-query';
import type { ReplayForMe, SteerReplay } from '../../shared/replay.ts';
import { get, post, toUrl } from './http.ts';

/** Whether this person holds the reins; how the replay stands is told by the live line. */
export const replayRightsQuery = queryOptions({
  queryKey: ['replay'],
  queryFn: ({ signal }) => get<ReplayForMe>('/replay', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

export const steerReplay = (change: SteerReplay): Promise<ReplayForMe> => post<ReplayForMe>(toUrl('/replay'), change);
