import { mapStands } from '../features/areas/start-map.ts';
import { retrying } from '../ui/retrying.ts';

/** The page's parts that are fetched apart; all are asked for at once, as soon as the page itself is there. */
export const loadMapPane = () => retrying(() => import('../features/areas/map-pane.tsx'));
/** Charts are much code: the map, which people look at first, has the machine until it stands. */
export const loadLowerPanels = () => mapStands().then(() => retrying(() => import('./lower-panels.tsx')));
export const loadIncidentSheet = () => retrying(() => import('../features/incidents/incident-sheet.tsx'));
export const loadAlertStrip = () => retrying(() => import('../features/alerts/alert-strip.tsx'));
export const loadReplayBar = () => retrying(() => import('./shell/replay-bar.tsx'));
export const loadPalette = () => retrying(() => import('../features/search/palette.tsx'));
export const loadIncidentDrawer = () => retrying(() => import('../features/incidents/incident-drawer.tsx'));
