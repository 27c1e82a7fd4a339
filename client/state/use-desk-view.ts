import { useCallback, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { DESK_VIEWS, type DeskView } from '../../shared/desk-views.ts';
import { pagePath, type Page } from './place.ts';
import { useSession } from './session.ts';
import type { ViewControl } from './use-view.ts';
import { parseView, toSearch, type ViewState } from './view.ts';

/** The desk's address: `/desk?queue=unassigned&area=500103&incident=17`; without an area it is one's own. */
export interface DeskControl extends ViewControl {
  queue: DeskView;
  setQueue: (queue: DeskView) => void;
}
const DESK = '/desk';
const FIRST: DeskView = 'all';

export function useDeskView(): DeskControl {
  const { me } = useSession();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const area = params.get('area') ?? me.scope;
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
  const setQueue = useCallback(
    (to: DeskView) => {
      const next = new URLSearchParams(params);
      if (to === FIRST) next.delete('queue');
      else next.set('queue', to);
      void navigate(`${DESK}?${next}`);
    },
    [navigate, params],
  );
  return useMemo(
    () => ({ area, view, change, go, hrefOf, page: 'desk' as const, hrefOn, queue, setQueue }),
    [area, change, go, hrefOf, hrefOn, queue, setQueue, view],
  );
}
