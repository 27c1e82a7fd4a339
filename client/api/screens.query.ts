import { queryOptions } from '@tanstack/react-query';
import type { ScreenActs, Screens, ScreenSettings, ScreenWire, WallOrder } from '../../shared/wall-wire.ts';
import { get, post, put, remove, toUrl } from './http.ts';

/** How screens do has no room on the live line: it is asked for while somebody looks. */
const LOOK_MS = 2_000;

export const screensQuery = queryOptions({
  queryKey: ['screens'],
  queryFn: ({ signal }) => get<Screens>('/screens', {}, signal),
  staleTime: 10_000,
});
export const watchedScreensQuery = { ...screensQuery, refetchInterval: LOOK_MS } as const;
export const screenActsQuery = queryOptions({
  queryKey: ['screen-acts'],
  queryFn: ({ signal }) => get<ScreenActs>('/screens/acts', {}, signal),
  staleTime: 5_000,
});
export const pairScreen = (code: string, settings: ScreenSettings): Promise<ScreenWire> => post(toUrl('/screens'), { code, ...settings });
export const changeScreen = (id: number, settings: ScreenSettings): Promise<ScreenWire> => put(`/screens/${id}`, settings);
export const revokeScreen = (id: number): Promise<void> => remove(`/screens/${id}`);
export const sayHeard = (screens: readonly number[], isHeard: boolean): Promise<ScreenWire[]> =>
  post(toUrl('/screens/heard'), { screens, isHeard });
export const orderScreens = (screens: readonly number[], order: WallOrder): Promise<ScreenWire[]> =>
  post(toUrl('/screens/orders'), { screens, order });
