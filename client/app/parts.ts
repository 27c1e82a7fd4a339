import { retrying } from '../ui/retrying.ts';

/** The page's parts that are fetched apart; all are asked for at once, as soon as the page itself is there. */
export const loadMapPane = () => retrying(() => import('../features/areas/map-pane.tsx'));
export const loadLowerPanels = () => retrying(() => import('./lower-panels.tsx'));
export const loadIncidentSheet = () => retrying(() => import('../features/incidents/incident-sheet.tsx'));
export const loadPalette = () => retrying(() => import('../features/search/palette.tsx'));
export const loadIncidentDrawer = () => retrying(() => import('../features/incidents/incident-drawer.tsx'));
