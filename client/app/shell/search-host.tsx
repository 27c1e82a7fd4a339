import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { readsRules } from '../../../shared/rule-terms.ts';
import { operatesWall } from '../../../shared/wall-control.ts';
import { useText } from '../../i18n/text.ts';
import { keepEarly, setPalette, usePalette } from '../../state/palette.ts';
import { pagePath } from '../../state/place.ts';
import { setPreference } from '../../state/preferences.ts';
import { useSession } from '../../state/session.ts';
import type { ViewControl } from '../../state/use-view.ts';
import { toSearch, type ViewState } from '../../state/view.ts';
import type { SearchPage } from '../../features/search/search-items.ts';
import { loadPalette } from '../parts.ts';

const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));

/** The search of the whole application; Ctrl K or ⌘ K opens it from anywhere. Its code comes when it is first wanted. */
export function SearchHost({ control, isReadable }: { control: ViewControl; isReadable: boolean }) {
  const { me } = useSession();
  const isOpen = usePalette((state) => state.isOpen);
  const [wasOpened, setOpened] = useState(isOpen);
  const pages = usePages(control);
  const navigate = useNavigate();
  const { search } = useLocation();
  if (isOpen && !wasOpened) setOpened(true);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Until its field has the hand a letter would be a command of the page beneath.
      if (keepEarly(event)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setPalette(!usePalette.getState().isOpen);
    };
    addEventListener('keydown', onKey, { capture: true });
    return () => {
      removeEventListener('keydown', onKey, { capture: true });
      setPalette(false);
    };
  }, []);
  // Rows of other areas, and of days gone by, cannot be read: then one's own area is searched.
  const textArea = isReadable ? control.area : me.scope;
  const onText = (q: string) => {
    setPreference({ isSheetOpen: true });
    const view: ViewState = { ...control.view, q, behind: null, at: null, pane: 'incidents', incident: null };
    void navigate(`${pagePath(textArea)}${toSearch(view, new URLSearchParams(search))}`);
  };
  if (!wasOpened) return null;
  return (
    <Suspense>
      <Palette
        isOpen={isOpen}
        onClose={() => setPalette(false)}
        area={control.area}
        textArea={textArea}
        pages={pages}
        onPlace={control.go}
        onIncident={(incident) => control.change({ incident })}
        onText={onText}
      />
    </Suspense>
  );
}

/** Pages that exist, found by their name in the reader's language or by their English code. */
function usePages({ go, change }: ViewControl): readonly SearchPage[] {
  const { me } = useSession();
  const navigate = useNavigate();
  const t = useText();
  return useMemo(() => {
    const rows = (list: ViewState['list']) => () => {
      setPreference({ isSheetOpen: true });
      change({ pane: 'incidents', list, behind: null, q: null });
    };
    const page = (code: string, icon: SearchPage['icon'], name: string, open: () => void): SearchPage => ({
      code,
      icon,
      names: { zh: name, en: name },
      open,
    });
    return [
      page('overview', 'map', t('nav.overview'), () => go(me.scope)),
      page('open', 'list', t('list.title'), rows('risk')),
      page('overdue', 'list', `${t('list.title')} · ${t('list.overdue')}`, rows('overdue')),
      page('suspended', 'list', `${t('list.title')} · ${t('list.suspended')}`, rows('suspended')),
      page('alerts', 'hazard', t('nav.alerts'), () => void navigate(pagePath(me.scope, 'alerts'))),
      page('plans', 'flag', t('nav.plans'), () => void navigate(pagePath(me.scope, 'plans'))),
      page('devices', 'sensor', t('nav.devices'), () => void navigate(pagePath(me.scope, 'devices'))),
      ...(readsRules(me.role) ? [page('rules', 'bell', t('nav.rules'), () => void navigate(pagePath(me.scope, 'rules')))] : []),
      ...(operatesWall(me.role) ? [page('walls', 'wall', t('nav.walls'), () => void navigate(pagePath(me.scope, 'walls')))] : []),
      page('api', 'link', t('search.api'), () => location.assign('/api/docs')),
    ];
  }, [change, go, me.role, me.scope, navigate, t]);
}
