import type { ReactNode } from 'react';
import type { PanelKind } from '../../shared/wall-scene.ts';
import type { PanelProps } from './panel-props.ts';
import { AlertPanel } from './panels/alert-panel.tsx';
import { AlertsPanel } from './panels/alerts-panel.tsx';
import { BreakdownPanel } from './panels/breakdown-panel.tsx';
import { DutyPanel } from './panels/duty-panel.tsx';
import { FeedsPanel } from './panels/feeds-panel.tsx';
import { FiguresPanel } from './panels/figures-panel.tsx';
import { IncidentPanel } from './panels/incident-panel.tsx';
import { IncidentsPanel } from './panels/incidents-panel.tsx';
import { MapPanel } from './panels/map-panel.tsx';
import { OverduePanel } from './panels/overdue-panel.tsx';
import { SeriesPanel } from './panels/series-panel.tsx';
import { VitalsPanel } from './panels/vitals-panel.tsx';
import { TextPanel } from './panels/text-panel.tsx';

/** One file a kind; a new kind is a row here, in shared/wall-scene.ts and in its budget. */
export const PANELS: { [K in PanelKind]: (props: PanelProps<K>) => ReactNode } = {
  map: MapPanel,
  figures: FiguresPanel,
  overdue: OverduePanel,
  incidents: IncidentsPanel,
  series: SeriesPanel,
  breakdown: BreakdownPanel,
  feeds: FeedsPanel,
  duty: DutyPanel,
  vitals: VitalsPanel,
  text: TextPanel,
  incident: IncidentPanel,
  alerts: AlertsPanel,
  alert: AlertPanel,
};
