import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { standingOf } from '../../../shared/device-terms.ts';
import type { DeviceWire } from '../../../shared/readings.ts';
import { areaQuery, childrenQuery, riversQuery } from '../../api/areas.query.ts';
import { useMapHost } from '../../features/areas/use-map-host.ts';
import { LOOK } from '../../features/devices/device-model.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { MapCanvas } from '../../map/map-canvas.tsx';
import { ZoomButtons } from '../../map/map-controls.tsx';
import type { AreaShapes, MapChrome, MapFact, MapIntents } from '../../map/map-types.ts';
import type { PointMark } from '../../map/point-marks.ts';
import { nowMs } from '../../state/clock.ts';
import { useDevicePicking } from '../../state/device-picking.ts';
import { useMotion } from '../../state/use-media.ts';
import { useTheme } from '../../state/use-theme.ts';
import styles from '../alerts/alerts-page.module.css';
import own from './devices-page.module.css';

const NONE: AreaShapes = { type: 'FeatureCollection', features: [] };
const CHROME: MapChrome = { top: 16, right: 56, bottom: 16, left: 16 };

interface Props {
  area: string;
  devices: readonly DeviceWire[];
  chosen: string | null;
  onChoose: (code: string) => void;
  onGo: (area: string) => void;
}

/** Where devices stand and how, on quiet ground; while a form places one, a click puts it there. The list says the same. */
export function DeviceMap({ area: code, devices, chosen, onChoose, onGo }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const theme = useTheme();
  const motion = useMotion();
  const map = useMapHost();
  const picking = useDevicePicking((state) => state.picking);
  const [hovered, setHovered] = useState<string | null>(null);
  const [isUnavailable, setUnavailable] = useState(false);
  const { data: area } = useQuery(areaQuery(code));
  const { data: children } = useQuery(childrenQuery(code));
  const { data: rivers } = useQuery(riversQuery);
  const points = useMemo(() => {
    const marks = devices.flatMap((device): PointMark[] => {
      const { lngLat } = device;
      if (lngLat === null || (picking && device.code === chosen)) return [];
      const standing = standingOf(device, nowMs());
      const words = [name(device.names), t(`device.standing.${standing}`)] as const;
      return [{ id: device.code, lngLat, look: LOOK[standing], isChosen: device.code === chosen, words }];
    });
    const placed: PointMark[] = picking?.lngLat ? [{ id: '', lngLat: picking.lngLat, look: 'late', isChosen: true, words: ['', ''] }] : [];
    return [...marks, ...placed];
  }, [chosen, devices, name, picking, t]);
  const intents = useMemo<MapIntents>(
    () => ({
      area: area ?? null,
      children: children ?? NONE,
      ...(rivers ? { rivers } : {}),
      values: Object.fromEntries((children?.features ?? []).map(({ properties }) => [properties.code, { value: null, n: 0, class: 0 }])),
      points,
      selectedIncident: null,
      hoveredArea: hovered,
      language,
      theme,
      showIncidents: false,
      inset: true,
      motion,
      chrome: CHROME,
    }),
    [area, children, hovered, language, motion, points, rivers, theme],
  );
  const onFact = useCallback(
    (fact: MapFact) => {
      if (fact.kind === 'point-click' && !picking) onChoose(fact.id);
      else if (fact.kind === 'area-click') {
        if (picking) picking.pick(fact.lngLat);
        else onGo(fact.code);
      } else if (fact.kind === 'area-hover') setHovered(fact.code);
      else if (fact.kind === 'unavailable') setUnavailable(true);
    },
    [onChoose, onGo, picking],
  );
  const offMap = devices.filter(({ lngLat }) => lngLat === null).length;
  const zoomTexts = useMemo(() => ({ zoomIn: t('map.zoomIn'), zoomOut: t('map.zoomOut'), wholeArea: t('map.wholeArea') }), [t]);
  return (
    <section className={styles.map} aria-label={t('device.map', { name: area ? name(area.properties.name) : code })}>
      {map.kind === 'ready' && !isUnavailable && (
        <>
          <MapCanvas host={map.host} intents={intents} onFact={onFact} className={styles.canvas ?? ''} />
          <div className={styles.zoom}>
            <ZoomButtons host={map.host} texts={zoomTexts} />
          </div>
        </>
      )}
      {offMap > 0 && <p className={own.offMap}>{t('device.offMap', { n: offMap })}</p>}
      {map.kind === 'loading' && <p className={styles.room}>{t('map.loading')}</p>}
      {(map.kind === 'failed' || isUnavailable) && <p className={styles.room}>{t('map.failed')}</p>}
    </section>
  );
}
