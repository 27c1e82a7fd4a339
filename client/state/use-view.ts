import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { groupPlace, pageOf, pagePath, type Page } from './place.ts';
import { useSession } from './session.ts';
import { parseView, toSearch, type ViewState } from './view.ts';
import { endOfDay } from './windows.ts';

export interface ViewControl {
  area: string;
  view: ViewState;
  /** Each change is a step that Back undoes, unless it only replaces. */
  change: (patch: Partial<ViewState>, how?: { replace?: boolean }) => void;
  go: (area: string) => void;
  /** `at` = another day, null = now; absent = the same as here. */
  hrefOf: (area: string, at?: string | null) => string;
  page: Page;
  /** The same question on another page of this place. */
  hrefOn: (page: Page, patch?: Partial<ViewState>) => string;
}

/** The instant that a page speaks of: the end of the day in its URL; null = now. */
export function useAtMs({ view: { at } }: ViewControl): number | null {
  const { city } = useSession();
  return at === null ? null : endOfDay(at, city.timeZone);
}

export function useView(): ViewControl {
  const { me } = useSession();
  // A page of no place of its own speaks of the reader's.
  const { code = me.scope, group } = useParams();
  const area = group === undefined ? code : groupPlace(group);
  const [params] = useSearchParams();
  const { pathname } = useLocation();
  const page = pageOf(pathname);
  const navigate = useNavigate();
  const view = useMemo(() => parseView(params), [params]);
  const change = useCallback(
    (patch: Partial<ViewState>, how: { replace?: boolean } = {}) =>
      void navigate(pathname + toSearch({ ...view, ...patch }, params), { replace: how.replace ?? false }),
    [navigate, params, pathname, view],
  );
  const hrefOn = useCallback(
    (other: Page, patch: Partial<ViewState> = {}) => `${pagePath(area, other)}${toSearch({ ...view, incident: null, ...patch }, params)}`,
    [area, params, view],
  );
  /** Another place, same question: the open incident and the rows behind a figure stay behind. */
  const hrefOf = useCallback(
    (to: string, at: string | null = view.at) =>
      `${pagePath(to, page === 'walls' ? 'overview' : page)}${toSearch({ ...view, at, incident: null, behind: null, pane: 'overview' }, params)}`,
    [page, params, view],
  );
  const go = useCallback((to: string) => void navigate(hrefOf(to)), [hrefOf, navigate]);
  return useMemo(() => ({ area, view, change, go, hrefOf, page, hrefOn }), [area, change, go, hrefOf, hrefOn, page, view]);
}
