import { areaQuery, childrenQuery, riversQuery } from '../api/areas.query.ts';
import { cityQuery, meQuery } from '../api/session.query.ts';
import { loadIncidentSheet, loadLowerPanels, loadMapPane } from './parts.ts';
import { queryClient } from './query-client.ts';

/** What is fetched before anything is drawn: who looks, the city, and the outlines of the area in the URL. */
export async function prefetchSession(): Promise<void> {
  await queryClient.prefetchQuery(meQuery);
  const me = queryClient.getQueryData(meQuery.queryKey);
  if (!me) return;
  void queryClient.prefetchQuery(cityQuery);
  // Outlines of a past day are asked for by the page, which knows the city's clock.
  if (new URLSearchParams(location.search).has('at')) return;
  const [, code] = /^\/area\/([^/]+)/.exec(location.pathname) ?? [];
  const area = code === undefined ? me.scope : decodeURIComponent(code);
  void queryClient.prefetchQuery(areaQuery(area));
  void queryClient.prefetchQuery(childrenQuery(area));
  void queryClient.prefetchQuery(riversQuery);
}
/** The page and, beside it, its parts: the map's code is the largest and starts first. */
export function loadOverview() {
  const page = import('./overview-page.tsx');
  void import('../features/areas/use-map-host.ts').then(({ startMap }) => startMap());
  void loadMapPane();
  void loadIncidentSheet();
  void loadLowerPanels();
  return page;
}
