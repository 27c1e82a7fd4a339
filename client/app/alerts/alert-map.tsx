import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { AlertWire } from '../../../shared/alert-wire.ts';
import { areaQuery, childrenQuery, riversQuery } from '../../api/areas.query.ts';
import { alertedAreas } from '../../features/alerts/alert-model.ts';
import { useMapHost } from '../../features/areas/use-map-host.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { MapCanvas } from '../../map/map-canvas.tsx';
import { ZoomButtons } from '../../map/map-controls.tsx';
import type { AreaClass, AreaShapes, MapChrome, MapFact, MapIntents } from '../../map/map-types.ts';
import { useAlertPicking, type Picked } from '../../state/alert-picking.ts';
import { useMotion } from '../../state/use-media.ts';
import { useTheme } from '../../state/use-theme.ts';
import styles from './alerts-page.module.css';

const NONE: AreaShapes = { type: 'FeatureCollection', features: [] };
/** Badges hang over the northernmost areas, their words to the right of them. */
const CHROME: MapChrome = { top: 36, right: 110, bottom: 16, left: 0 };
const CLASS_OF: Record<Picked, AreaClass> = { all: 2, some: 1, none: 0 };

interface Props {
  area: string;
  /** What is drawn: one that is looked at, or all that hold. */
  alerts: readonly AlertWire[];
  isWhole: boolean;
  onGo: (area: string) => void;
}

/** Where alerts hold, on quiet ground; while a form lets pick areas, what is picked stands out and a click picks. */
export function AlertMap({ area: code, alerts, isWhole, onGo }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const theme = useTheme();
  const motion = useMotion();
  const map = useMapHost();
  const picking = useAlertPicking((state) => state.picking);
  const [hovered, setHovered] = useState<string | null>(null);
  const [isUnavailable, setUnavailable] = useState(false);
  const { data: area } = useQuery(areaQuery(code));
  const { data: children } = useQuery(childrenQuery(code));
  const { data: rivers } = useQuery(riversQuery);
  const shown = useMemo(
    () => alertedAreas(alerts, (level, kind) => t('alerts.badge', { level: t(`alerts.${level}`), kind }), language, isWhole),
    [alerts, isWhole, language, t],
  );
  const intents = useMemo<MapIntents>(
    () => ({
      area: area ?? null,
      children: children ?? NONE,
      ...(rivers ? { rivers } : {}),
      values: Object.fromEntries(
        (children?.features ?? []).map(({ properties }) => [
          properties.code,
          { value: null, n: 0, class: CLASS_OF[picking?.pickedOf(properties.code) ?? 'none'] },
        ]),
      ),
      ...(shown ? { alerts: shown } : {}),
      selectedIncident: null,
      hoveredArea: hovered,
      language,
      theme,
      showIncidents: false,
      inset: true,
      motion,
      chrome: CHROME,
    }),
    [area, children, hovered, language, motion, picking, rivers, shown, theme],
  );
  const onFact = useCallback(
    (fact: MapFact) => {
      if (fact.kind === 'area-click') (picking ? picking.pick : onGo)(fact.code);
      else if (fact.kind === 'area-hover') setHovered(fact.code);
      else if (fact.kind === 'unavailable') setUnavailable(true);
    },
    [onGo, picking],
  );
  const zoomTexts = useMemo(() => ({ zoomIn: t('map.zoomIn'), zoomOut: t('map.zoomOut'), wholeArea: t('map.wholeArea') }), [t]);
  return (
    <section className={styles.map} aria-label={t('alert.mapOf', { name: area ? name(area.properties.name) : code })}>
      {map.kind === 'ready' && !isUnavailable && (
        <>
          <MapCanvas host={map.host} intents={intents} onFact={onFact} className={styles.canvas ?? ''} />
          <div className={styles.zoom}>
            <ZoomButtons host={map.host} texts={zoomTexts} />
          </div>
        </>
      )}
      {map.kind === 'loading' && <p className={styles.room}>{t('map.loading')}</p>}
      {(map.kind === 'failed' || isUnavailable) && <p className={styles.room}>{t('map.failed')}</p>}
    </section>
  );
}
