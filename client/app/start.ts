import { periodsOf } from '../../shared/periods.ts';
import { areaQuery, childrenQuery, riversQuery } from '../api/areas.query.ts';
import { summaryQuery } from '../api/figures.query.ts';
import { cityQuery, meQuery } from '../api/session.query.ts';
import { startMap } from '../features/areas/start-map.ts';
import { currentLanguage } from '../i18n/language.ts';
import { liveView, parseView } from '../state/view.ts';
import { loadIncidentSheet, loadMapPane } from './parts.ts';
import { queryClient } from './query-client.ts';
import { retrying } from '../ui/retrying.ts';

/** What is fetched before anything is drawn: who looks, the city, and the outlines of the area in the URL. */
export async function prefetchSession(): Promise<void> {
  await queryClient.prefetchQuery(meQuery);
  const me = queryClient.getQueryData(meQuery.queryKey);
  if (!me) return;
  const city = queryClient.prefetchQuery(cityQuery);
  // Outlines of a past day are asked for by the page, which knows the city's clock.
  const params = new URLSearchParams(location.search);
  if (params.has('at')) return;
  const [, code] = /^\/area\/([^/]+)/.exec(location.pathname) ?? [];
  const area = code === undefined ? (params.get('area') ?? me.scope) : decodeURIComponent(code);
  void queryClient.prefetchQuery(areaQuery(area));
  void queryClient.prefetchQuery(riversQuery);
  void prepareMap(area);
  await city;
  const known = queryClient.getQueryData(cityQuery.queryKey);
  if (!known) return;
  const view = liveView(parseView(params), periodsOf(known.periods, area));
  void queryClient.prefetchQuery(summaryQuery({ area, view, timeZone: known.timeZone, atMs: null }));
}
/** The faces for the names on the map are a megabyte: they are under way before the page asks for the map. */
async function prepareMap(area: string): Promise<void> {
  const query = childrenQuery(area);
  await queryClient.prefetchQuery(query);
  const names = queryClient.getQueryData(query.queryKey)?.features.map(({ properties }) => properties.name[currentLanguage()]);
  // Faults of either are told by the page, which asks again.
  if (names)
    startMap().then(
      (host) => host.expectNames(names),
      () => undefined,
    );
}
/** The page and, beside it, its parts: the map's code is the largest and starts first; charts wait until the map stands. */
export function loadOverview() {
  const page = import('./overview-page.tsx');
  void startMap();
  void loadMapPane();
  void loadIncidentSheet();
  return page;
}

export const loadVitals = () => retrying(() => import('./vitals-page.tsx'));
export const loadKpi = () => retrying(() => import('./kpi-page.tsx'));
