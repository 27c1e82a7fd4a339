import { queryOptions } from '@tanstack/react-query';
import type { AcknowledgedCalls, CallActs } from '../../shared/call-wire.ts';
import { get, post, toUrl } from './http.ts';

/** All that one is told of, up to the newest one seen: what comes while the key goes down is not acknowledged unheard. */
export const acknowledgeCalls = (upTo: number): Promise<AcknowledgedCalls> => post(toUrl('/calls/acknowledge'), { upTo });

export const callActsQuery = queryOptions({
  queryKey: ['call-acts'],
  queryFn: ({ signal }) => get<CallActs>('/calls/acts', {}, signal),
  staleTime: 5_000,
});
