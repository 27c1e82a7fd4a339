/** The page's parts that are fetched apart; all are asked for at once, as soon as the page itself is there. */
export const loadMapPane = () => import('../features/areas/map-pane.tsx');
export const loadLowerPanels = () => import('./lower-panels.tsx');
export const loadIncidentSheet = () => import('../features/incidents/incident-sheet.tsx');
export const loadIncidentDrawer = () => import('../features/incidents/incident-drawer.tsx');
