import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Indicator } from '../../shared/indicators.ts';
import type { VitalState } from '../../shared/vital-terms.ts';
import type { VitalCell } from '../../shared/vital-wire.ts';
import { areaQuery, childrenQuery, riversQuery } from '../api/areas.query.ts';
import type { FiguresOf } from '../api/figures.query.ts';
import { useMapHost } from '../features/areas/use-map-host.ts';
import { formatValue } from '../features/vitals/vital-model.ts';
import { useLanguage, useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { Legend, type LegendEntry } from '../map/legend.tsx';
import { MapCanvas } from '../map/map-canvas.tsx';
import type { AreaClass, AreaShapes, AreaValue, MapChrome, MapFact, MapIntents } from '../map/map-types.ts';
import { useMotion } from '../state/use-media.ts';
import { useTheme } from '../state/use-theme.ts';
import styles from './vitals-page.module.css';

interface Props {
  of: FiguresOf;
  indicator: Indicator;
  cells: ReadonlyMap<string, VitalCell> | undefined;
  hovered: string | null;
  onHover: (area: string | null) => void;
  onGo: (area: string) => void;
}
/** The same four steps and "no data" as every map of the product: one hue, the farther from normal the stronger. */
const CLASS: Record<VitalState, AreaClass> = { normal: 0, attention: 1, abnormal: 2, alarm: 3, 'no-data': -1 };
const ORDER: readonly VitalState[] = ['normal', 'attention', 'abnormal', 'alarm', 'no-data'];
const CHROME: MapChrome = { top: 0, right: 0, bottom: 0, left: 96 };
const NONE: AreaShapes = { type: 'FeatureCollection', features: [] };

/** Where a sign stands how. The matrix beside it says the same to those who cannot see it. */
export function VitalsMap({ of, indicator, cells, hovered, onHover, onGo }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const theme = useTheme();
  const motion = useMotion();
  const map = useMapHost();
  const [isUnavailable, setUnavailable] = useState(false);
  const { data: area } = useQuery(areaQuery(of.area, of.atMs));
  const { data: children } = useQuery(childrenQuery(of.area, of.atMs));
  const { data: rivers } = useQuery(riversQuery);
  const values = useMemo(() => valuesOf(children, cells, indicator, language), [cells, children, indicator, language]);
  const intents = useMemo<MapIntents>(
    () => ({
      area: area ?? null,
      children: children ?? NONE,
      ...(rivers ? { rivers } : {}),
      values,
      selectedIncident: null,
      hoveredArea: hovered,
      language,
      theme,
      showIncidents: false,
      inset: false,
      motion,
      chrome: CHROME,
    }),
    [area, children, hovered, language, motion, rivers, theme, values],
  );
  const onFact = useCallback(
    (fact: MapFact) => {
      if (fact.kind === 'area-click') onGo(fact.code);
      else if (fact.kind === 'area-hover') onHover(fact.code);
      else if (fact.kind === 'unavailable') setUnavailable(true);
    },
    [onGo, onHover],
  );
  if (map.kind === 'failed' || isUnavailable) return null;
  const sign = name(indicator.names);
  const count = (state: VitalState): number => Object.values(values).filter(({ class: at }) => at === CLASS[state]).length;
  const entries = ORDER.map((state): LegendEntry => ({ class: CLASS[state], label: t(`vitals.state.${state}`), count: count(state) }));
  return (
    <section className={styles.mapPane} aria-label={t('vitals.map', { sign, name: area ? name(area.properties.name) : '' })}>
      {map.kind === 'ready' && <MapCanvas host={map.host} intents={intents} onFact={onFact} className={styles.canvas ?? ''} />}
      <Legend className={styles.legend ?? ''} measure={sign} scope={indicator.unit} entries={entries} isNarrow />
      {children?.features.some(({ properties }) => properties.schematic === true) && (
        <p className={styles.schematic}>{t('map.schematic')}</p>
      )}
    </section>
  );
}

/** A value stands on the map where it has something to say. */
function valuesOf(
  children: AreaShapes | undefined,
  cells: ReadonlyMap<string, VitalCell> | undefined,
  indicator: Indicator,
  language: 'zh' | 'en',
): Record<string, AreaValue> {
  return Object.fromEntries(
    (children?.features ?? []).map(({ properties: { code } }) => {
      const cell = cells?.get(code);
      const kind = cell ? CLASS[cell.state] : -1;
      const label = cell && kind > 0 && cell.value !== null ? { label: formatValue(cell.value, indicator, language) } : {};
      return [code, { value: cell?.value ?? null, n: cell?.heard ?? 0, class: kind, ...label }];
    }),
  );
}
