import { cityQuery, meQuery } from '../api/session.query.ts';
import { loadIncidentSheet, loadLowerPanels, loadMapPane } from './parts.ts';
import { queryClient } from './query-client.ts';

/** What is fetched before anything is drawn. */
export function prefetchSession(): void {
  void queryClient.prefetchQuery(meQuery).then(() => queryClient.getQueryData(meQuery.queryKey) && queryClient.prefetchQuery(cityQuery));
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
