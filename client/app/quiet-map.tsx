import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { areaQuery, childrenQuery, riversQuery } from '../api/areas.query.ts';
import { useMapHost } from '../features/areas/use-map-host.ts';
import { useLanguage, useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { MapCanvas } from '../map/map-canvas.tsx';
import { ZoomButtons } from '../map/map-controls.tsx';
import type { AreaClass, AreaShapes, MapChrome, MapFact, MapIntents } from '../map/map-types.ts';
import { useMotion } from '../state/use-media.ts';
import { useTheme } from '../state/use-theme.ts';
import styles from './quiet-map.module.css';

const NONE: AreaShapes = { type: 'FeatureCollection', features: [] };
const PLAIN = (): AreaClass => 0;

interface Props {
  area: string;
  /** What the map is called, of an area of this name. */
  label: (name: string) => string;
  chrome: MapChrome;
  /** How far an area stands out of the ground; all are plain otherwise. */
  classOf?: (code: string) => AreaClass;
  /** What stands on it. */
  marks: Pick<MapIntents, 'alerts' | 'points'>;
  /** A click upon what it shows. */
  onFact: (fact: MapFact) => void;
  children?: ReactNode;
}

/** An area and those below it as quiet ground, for what a page puts on it. A list beside it says the same. */
export function QuietMap({ area: code, label, chrome, classOf = PLAIN, marks, onFact, children: over }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const theme = useTheme();
  const motion = useMotion();
  const map = useMapHost();
  const [hovered, setHovered] = useState<string | null>(null);
  const [isUnavailable, setUnavailable] = useState(false);
  const { data: area } = useQuery(areaQuery(code));
  const { data: children } = useQuery(childrenQuery(code));
  const { data: rivers } = useQuery(riversQuery);
  const intents = useMemo<MapIntents>(
    () => ({
      area: area ?? null,
      children: children ?? NONE,
      ...(rivers ? { rivers } : {}),
      values: Object.fromEntries(
        (children?.features ?? []).map(({ properties }) => [properties.code, { value: null, n: 0, class: classOf(properties.code) }]),
      ),
      ...marks,
      selectedIncident: null,
      hoveredArea: hovered,
      language,
      theme,
      showIncidents: false,
      inset: true,
      motion,
      chrome,
    }),
    [area, children, chrome, classOf, hovered, language, marks, motion, rivers, theme],
  );
  const hear = useCallback(
    (fact: MapFact) => {
      if (fact.kind === 'area-hover') setHovered(fact.code);
      else if (fact.kind === 'unavailable') setUnavailable(true);
      else onFact(fact);
    },
    [onFact],
  );
  const zoomTexts = useMemo(() => ({ zoomIn: t('map.zoomIn'), zoomOut: t('map.zoomOut'), wholeArea: t('map.wholeArea') }), [t]);
  return (
    <section className={styles.map} aria-label={label(area ? name(area.properties.name) : code)}>
      {map.kind === 'ready' && !isUnavailable && (
        <>
          <MapCanvas host={map.host} intents={intents} onFact={hear} className={styles.canvas ?? ''} />
          <div className={styles.zoom}>
            <ZoomButtons host={map.host} texts={zoomTexts} />
          </div>
        </>
      )}
      {over}
      {map.kind === 'loading' && <p className={styles.room}>{t('map.loading')}</p>}
      {(map.kind === 'failed' || isUnavailable) && <p className={styles.room}>{t('map.failed')}</p>}
    </section>
  );
}
