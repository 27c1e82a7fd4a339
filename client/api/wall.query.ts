import { queryOptions } from '@tanstack/react-query';
import type { WallAnswer, WallState } from '../../shared/wall-wire.ts';
import { setServerNow } from '../state/clock.ts';
import { get, post, toUrl } from './http.ts';

/** Asked again and again until somebody has typed the code; afterwards the line says what changes, and this keeps the cookie. */
const WAITING_MS = 2_000;
const PAIRED_MS = 60_000;

export const wallQuery = queryOptions({
  queryKey: ['wall'],
  queryFn: async ({ signal, client }) => {
    const answer = await get<WallAnswer>('/wall', {}, signal);
    if (answer.state) setServerNow(answer.state.now);
    const held = client.getQueryData<WallAnswer>(['wall'])?.state;
    return answer.state && held ? { ...answer, state: newerState(held, answer.state) } : answer;
  },
  refetchInterval: ({ state: { data, status } }) => (data?.state && status !== 'error' ? PAIRED_MS : WAITING_MS),
  refetchIntervalInBackground: true,
  retry: false,
  staleTime: 0,
});

/** The line may be quicker than an answer that is under way. */
export const newerState = (held: WallState, came: WallState): WallState =>
  came.screen.id === held.screen.id && came.version < held.version ? held : came;

export const askPairing = (): Promise<WallAnswer> =>
  post<WallAnswer>(toUrl('/wall/pairing'), {
    widthPx: Math.max(1, Math.round(innerWidth * devicePixelRatio)),
    heightPx: Math.max(1, Math.round(innerHeight * devicePixelRatio)),
  });
