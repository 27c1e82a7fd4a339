import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { groupPlace, pagePath } from './place.ts';
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
}

/** The instant that a page speaks of: the end of the day in its URL; null = now. */
export function useAtMs({ view: { at } }: ViewControl): number | null {
  const { city } = useSession();
  return at === null ? null : endOfDay(at, city.timeZone);
}

export function useView(): ViewControl {
  const { code = '', group } = useParams();
  const area = group === undefined ? code : groupPlace(group);
  const [params] = useSearchParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const view = useMemo(() => parseView(params), [params]);
  const change = useCallback(
    (patch: Partial<ViewState>, how: { replace?: boolean } = {}) =>
      void navigate(pathname + toSearch({ ...view, ...patch }, params), { replace: how.replace ?? false }),
    [navigate, params, pathname, view],
  );
  /** Another place, same question: the open incident and the rows behind a figure stay behind. */
  const hrefOf = useCallback(
    (to: string, at: string | null = view.at) =>
      `${pagePath(to)}${toSearch({ ...view, at, incident: null, behind: null, pane: 'overview' }, params)}`,
    [params, view],
  );
  const go = useCallback((to: string) => void navigate(hrefOf(to)), [hrefOf, navigate]);
  return useMemo(() => ({ area, view, change, go, hrefOf }), [area, change, go, hrefOf, view]);
}
