import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { areaQuery, childrenQuery, riversQuery, type AreaFeature } from '../../api/areas.query.ts';
import { summaryQuery, type FiguresOf } from '../../api/figures.query.ts';
import { useLanguage } from '../../i18n/language.ts';
import type { AlertedAreas, AreaShapes, MapChrome, MapIntents } from '../../map/map-types.ts';
import { useSession } from '../../state/session.ts';
import { useMotion } from '../../state/use-media.ts';
import { useTheme } from '../../state/use-theme.ts';
import type { RateName } from '../../../shared/measures.ts';
import { toChoropleth, type Choropleth } from './choropleth.ts';

const NONE: AreaShapes = { type: 'FeatureCollection', features: [] };

interface Given {
  of: FiguresOf;
  measure: RateName;
  hoveredArea: string | null;
  selectedIncident: number | null;
  chrome: MapChrome;
  /** Incidents are the picture, whatever the tier; areas are its quiet ground. */
  isDesk: boolean;
  alerts?: AlertedAreas | undefined;
}
export interface MapPicture {
  intents: MapIntents;
  choropleth: Choropleth | null;
  area: AreaFeature | undefined;
  children: AreaShapes | undefined;
}

/** All that the map should show, from what is known so far. */
export function useMapIntents({ of, measure, hoveredArea, selectedIncident, chrome, isDesk, alerts }: Given): MapPicture {
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const theme = useTheme();
  const motion = useMotion();
  const { data: area } = useQuery(areaQuery(of.area, of.atMs));
  const { data: children } = useQuery(childrenQuery(of.area, of.atMs));
  const { data: rivers } = useQuery(riversQuery);
  const { data: summary } = useQuery(summaryQuery(of));
  const parent = area?.properties.parent ?? null;
  const { data: beside } = useQuery({ ...childrenQuery(parent ?? '', of.atMs), enabled: parent !== null });
  const siblings = useMemo(
    () => beside && { ...beside, features: beside.features.filter(({ properties }) => properties.code !== of.area) },
    [beside, of.area],
  );
  const rated = summary?.children;
  const choropleth = useMemo(
    () => (rated ? toChoropleth({ children: rated, measure, targets: city.targets, minimumN: city.minimumN, language }) : null),
    [city, language, measure, rated],
  );
  const intents = useMemo<MapIntents>(
    () => ({
      area: area ?? null,
      children: children ?? NONE,
      ...(siblings ? { siblings } : {}),
      ...(rivers ? { rivers } : {}),
      values: isDesk ? quiet(children) : (choropleth?.values ?? {}),
      ...(alerts ? { alerts } : {}),
      selectedIncident,
      hoveredArea,
      language,
      theme,
      // Where there is nothing further below, the incidents themselves are the picture.
      showIncidents: isDesk || area?.properties.children === 0,
      inset: true,
      motion,
      chrome,
    }),
    [alerts, area, children, choropleth, chrome, hoveredArea, isDesk, language, motion, rivers, selectedIncident, siblings, theme],
  );
  return { intents, choropleth, area, children };
}

const quiet = (children: AreaShapes | undefined): MapIntents['values'] =>
  Object.fromEntries((children?.features ?? []).map(({ properties }) => [properties.code, { value: null, n: 0, class: 0 }]));
