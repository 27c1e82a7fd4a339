import { cityQuery, meQuery } from '../api/session.query.ts';
import { queryClient } from './query-client.ts';

/** What is fetched before anything is drawn. */
export function prefetchSession(): void {
  void queryClient.prefetchQuery(meQuery).then(() => queryClient.getQueryData(meQuery.queryKey) && queryClient.prefetchQuery(cityQuery));
}
export const loadOverview = () => import('./overview-page.tsx');
/** Maps and charts are large: fetched while the figures are on their way. */
export const loadMap = () => import('../map/map-canvas.tsx');
export const loadChart = () => import('../charts/chart.tsx');
