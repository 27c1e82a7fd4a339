import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { directoryQuery, type AreaFeature } from '../../api/areas.query.ts';
import { startMap } from '../../features/areas/start-map.ts';
import { toLiveRow } from '../../live/row-book.ts';

/** The map shows what the queue shows, and the incident that is open though it may have left it. */
export function useDeskMap(rows: readonly IncidentWire[], selected: IncidentWire | undefined): void {
  useEffect(() => {
    const drawn = rows.map(toLiveRow);
    if (selected && !rows.some(({ id }) => id === selected.id)) drawn.push(toLiveRow(selected));
    void startMap()
      .then((host) => host.setRows(drawn))
      .catch(() => undefined); // No map: its pane says so.
  }, [rows, selected]);
}

/** So long the hand rests on a row before the map goes there: passing rows by does not turn it over. */
const REST_MS = 300;

/** A whole city tells nothing of where one incident lies: the map goes to the district of the one that is open. */
export function useMapArea(own: string, area: AreaFeature | undefined, place: string | undefined): string {
  const { data: directory } = useQuery(directoryQuery);
  let wanted = own;
  if (area?.properties.tier === 'city' && place !== undefined)
    for (let at = directory?.get(place); at && at.code !== own; at = at.parent === null ? undefined : directory?.get(at.parent))
      wanted = at.code;
  const [shown, setShown] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setShown(wanted), REST_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return shown;
}
