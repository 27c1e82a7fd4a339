import { queryOptions } from '@tanstack/react-query';
import type { CityInfo, Me, SignInInfo } from '../../shared/session.ts';
import { setServerNow } from '../state/clock.ts';
import { setReplay } from '../state/replay.ts';
import { get, post } from './http.ts';
import { isAuthRequired } from './problem.ts';

/** Null = nobody signed in, which is an answer, not a failure. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) =>
    get<Me>('/me', {}, signal).catch((error: unknown) => {
      if (isAuthRequired(error)) return null;
      throw error;
    }),
  staleTime: Number.POSITIVE_INFINITY,
});
export const cityQuery = queryOptions({
  queryKey: ['city'],
  queryFn: async ({ signal }) => {
    const city = await get<CityInfo>('/city', {}, signal);
    if (city.replay === null) setServerNow(Date.parse(city.now));
    else setReplay(city.replay);
    return city;
  },
  staleTime: Number.POSITIVE_INFINITY,
});
export const signInInfoQuery = queryOptions({
  queryKey: ['sign-in-info'],
  queryFn: ({ signal }) => get<SignInInfo>('/sign-in-info', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});
export const signIn = (given: { username: string; password: string }): Promise<unknown> => post('/api/auth/sign-in/username', given);
export const signOut = (): Promise<unknown> => post('/api/auth/sign-out', {});
