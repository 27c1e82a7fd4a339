import type { ReactNode } from 'react';
import type { IncidentWire } from '../../shared/incidents.ts';
import { ShowOnWall } from '../features/screens/show-on-wall.tsx';

/** What screens offer to do with an incident, where one is open. */
export const showIncident = ({ id, place }: Pick<IncidentWire, 'id' | 'place'>): ReactNode => (
  <ShowOnWall what={{ kind: 'incident', id, place }} />
);
