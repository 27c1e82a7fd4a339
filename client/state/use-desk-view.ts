import { useCallback, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { DESK_VIEWS, type DeskView } from '../../shared/desk-views.ts';
import type { ViewQuery } from '../../shared/saved-views.ts';
import { pagePath, type Page } from './place.ts';
import { partsOf, SORTS, type RowSort } from './saved-view.ts';
import { useSession } from './session.ts';
import type { ViewControl } from './use-view.ts';
import { parseView, toSearch, type ViewState } from './view.ts';

/** The desk's address: `/desk?queue=unassigned&area=500103&incident=17`; without an area it is one's own. */
export interface DeskControl extends ViewControl {
  queue: DeskView;
  setQueue: (queue: DeskView) => void;
  sort: RowSort;
  setSort: (sort: RowSort) => void;
  /** Everything that a saved view says. */
  openView: (query: ViewQuery) => void;
}
const DESK = '/desk';
const FIRST: DeskView = 'all';

export function useDeskView(): DeskControl {
  const { me } = useSession();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const area = params.get('area') ?? me.scope;
  const sort = SORTS.find((each) => each === params.get('sort')) ?? SORTS[0];
  const queue = DESK_VIEWS.find((view) => view === params.get('queue')) ?? FIRST;
  // The desk works on what is now: a day of the past in the address says nothing here.
  const view = useMemo(() => ({ ...parseView(params), at: null }), [params]);
  const change = useCallback(
    (patch: Partial<ViewState>, how: { replace?: boolean } = {}) =>
      void navigate(DESK + toSearch({ ...view, ...patch }, params), { replace: how.replace ?? false }),
    [navigate, params, view],
  );
  const hrefOf = useCallback(
    (to: string) => {
      const next = new URLSearchParams(toSearch({ ...view, incident: null }, params));
      if (to === me.scope) next.delete('area');
      else next.set('area', to);
      return `${DESK}?${next}`;
    },
    [me.scope, params, view],
  );
  const go = useCallback((to: string) => void navigate(hrefOf(to)), [hrefOf, navigate]);
  const hrefOn = useCallback(
    (page: Page, patch: Partial<ViewState> = {}) => pagePath(area, page) + toSearch({ ...view, incident: null, ...patch }),
    [area, view],
  );
  const say = useCallback(
    (parts: readonly (readonly [name: string, value: string | null])[]) => {
      const next = new URLSearchParams(params);
      for (const [name, value] of parts)
        if (value === null) next.delete(name);
        else next.set(name, value);
      void navigate(`${DESK}?${next}`);
    },
    [navigate, params],
  );
  const setQueue = useCallback((to: DeskView) => say([['queue', to === FIRST ? null : to]]), [say]);
  const setSort = useCallback((to: RowSort) => say([['sort', to === SORTS[0] ? null : to]]), [say]);
  const openView = useCallback((query: ViewQuery) => say(partsOf(query)), [say]);
  return useMemo(
    () => ({ area, view, change, go, hrefOf, page: 'desk' as const, hrefOn, queue, setQueue, sort, setSort, openView }),
    [area, change, go, hrefOf, hrefOn, openView, queue, setQueue, setSort, sort, view],
  );
}
