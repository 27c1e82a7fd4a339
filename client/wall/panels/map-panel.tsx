import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { NARROW_EM } from '../../../shared/wall-budget.ts';
import { childrenQuery, riversQuery } from '../../api/areas.query.ts';
import { toChoropleth } from '../../features/areas/choropleth.ts';
import { useMapHost } from '../../features/areas/use-map-host.ts';
import { formatCount, formatPercent } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { MapCanvas } from '../../map/map-canvas.tsx';
import type { AreaShapes, MapFact, MapIntents } from '../../map/map-types.ts';
import { boxOf, type Box } from '../../map/polygons.ts';
import { useSession } from '../../state/session.ts';
import { useMotion } from '../../state/use-media.ts';
import { useStable } from '../../state/use-stable.ts';
import { useAlertBox, useMapAlerts } from '../map-alerts.ts';
import { chromeOf, wordsIn } from '../map-words.ts';
import { PanelAge, PanelFrame } from '../panel-frame.tsx';
import type { PanelProps } from '../panel-props.ts';
import { useMapMarks } from '../wall-data.ts';
import { shownIncidentQuery } from './incident-panel.tsx';
import styles from '../wall.module.css';

const NONE: AreaShapes = { type: 'FeatureCollection', features: [] };
/** Children by a rate in quiet classes, named where they missed it, and the open emergencies as marks. */
export function MapPanel({ panel, room, data, theme, incident, alert }: PanelProps<'map'>) {
  const t = useText();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const motion = useMotion();
  const map = useMapHost();
  const [isUnavailable, setUnavailable] = useUnavailable();
  const { area, summary } = data;
  const { data: children } = useQuery(childrenQuery(data.code));
  const { data: rivers } = useQuery(riversQuery);
  const isLeaf = area?.properties.children === 0;
  const rated = summary?.children;
  const { measure } = panel;
  const choropleth = useMemo(
    () => (rated && !isLeaf ? toChoropleth({ children: rated, measure, targets: city.targets, minimumN: city.minimumN, language }) : null),
    [city, isLeaf, language, measure, rated],
  );
  const rows = useWithAsked(data.rows, incident);
  const around = useMemo(() => (area ? AROUND * longerSide(boxOf(area.geometry)) : 0.1), [area]);
  // What has nothing below it would be one flat fill round its marks: it is shown whole.
  const isFollowing = panel.fit === 'marks' && !isLeaf;
  const alerts = useMapAlerts(data.alerts, alert);
  const fitted = useFitBox(isFollowing, rows, panel.marks, incident, around);
  const alertBox = useAlertBox(alert, alerts, children);
  const fitBox = alertBox ?? fitted;
  useMapMarks(`${data.code}|${panel.marks.join()}`, rows, panel.marks, incident);
  const words = wordsIn(room, choropleth !== null);
  const look = { words, isFollowing, isLeaf };
  const chrome = useStable(chromeOf(look), JSON.stringify(look));
  const intents = useMemo<MapIntents>(
    () => ({
      area: area ?? null,
      children: children ?? NONE,
      ...(rivers ? { rivers } : {}),
      values: choropleth ? missedOnly(choropleth.values) : {},
      ...(alerts ? { alerts } : {}),
      selectedIncident: incident,
      hoveredArea: null,
      language,
      theme,
      showIncidents: true,
      isWall: true,
      // One map, never two.
      inset: false,
      motion,
      chrome,
      fitBox,
    }),
    [alerts, area, children, choropleth, chrome, fitBox, incident, language, motion, rivers, theme],
  );
  const onFact = useCallback(
    (fact: MapFact) => {
      if (fact.kind === 'unavailable') setUnavailable(true);
    },
    [setUnavailable],
  );
  const source = { kind: 'live', toldAtMs: data.toldAtMs } as const;
  const rate = isLeaf ? null : summary?.rates[measure];
  return (
    <>
      {map.kind === 'ready' && !isUnavailable && (
        <div className={styles.map} data-words={isFollowing ? words : undefined}>
          <MapCanvas host={map.host} intents={intents} onFact={onFact} className={styles.mapCanvas ?? ''} />
        </div>
      )}
      {(map.kind === 'failed' || isUnavailable) && <p className={styles.failed}>{t('map.failed')}</p>}
      <div className={styles.mapOver} data-words={words}>
        <PanelFrame
          title={isLeaf ? t('map.title') : t(`wall.m.${measure}`)}
          mark={words !== 'beside' && rate && <b>{rate.value === null ? '—' : `${formatPercent(rate.value)}%`}</b>}
          isNarrow={room.widthEm < NARROW_EM}
          isAgeBelow={words === 'title'}
          source={source}
        >
          {words === 'beside' && rate && (
            <p className={styles.figure}>
              <strong>
                {rate.value === null ? '—' : formatPercent(rate.value)}
                {rate.value !== null && <small>%</small>}
              </strong>
              <span>{t('wall.n', { n: formatCount(rate.n, language) })}</span>
            </p>
          )}
          {words !== 'title' && choropleth && <MapClasses entries={choropleth.entries} />}
        </PanelFrame>
        {words === 'title' ? (
          <p className={styles.mapFoot}>
            <PanelAge source={source} />
          </p>
        ) : (
          <p className={styles.mapFoot}>
            <span>{t(`wall.w.${data.of.view.window}`)}</span>
            <span>{t('wall.areas', { n: children?.features.length ?? 0 })}</span>
            {city.isSchematic && <span>{t('wall.schematic')}</span>}
          </p>
        )}
      </div>
    </>
  );
}

/** What the fills say. Nothing is without a class, then it is not named. */
function MapClasses({ entries }: { entries: ReturnType<typeof toChoropleth>['entries'] }) {
  return (
    <ul className={styles.legend}>
      {entries
        .filter(({ class: kind, count }) => kind >= 0 || count > 0)
        .map(({ class: kind, label }) => (
          <li key={kind}>
            <i data-class={kind} aria-hidden="true">
              {kind === -1 ? '×' : ''}
            </i>
            {label}
          </li>
        ))}
    </ul>
  );
}

const AGAIN_MS = 30_000;
/** A graphics card that was away comes back, and nobody is there to load the page. */
function useUnavailable(): readonly [boolean, (isUnavailable: boolean) => void] {
  const [isUnavailable, setUnavailable] = useState(false);
  useEffect(() => {
    if (!isUnavailable) return undefined;
    const again = setTimeout(() => setUnavailable(false), AGAIN_MS);
    return () => clearTimeout(again);
  }, [isUnavailable]);
  return [isUnavailable, setUnavailable];
}

/** On a wall a value stands where the target is missed, and nowhere else. */
const missedOnly = (values: MapIntents['values']): MapIntents['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([code, { label, ...value }]) => [
      code,
      value.class >= 1 && label !== undefined ? { ...value, label } : value,
    ]),
  );

/** The case that was asked for is marked too, whatever its severity. */
function useWithAsked(rows: readonly IncidentWire[], incident: number | null): readonly IncidentWire[] {
  const { data: asked } = useQuery({ ...shownIncidentQuery(incident ?? 0), enabled: incident !== null });
  return useMemo(
    () => (asked && incident !== null && !rows.some(({ id }) => id === asked.id) ? [asked, ...rows] : rows),
    [asked, incident, rows],
  );
}

/** Round what is marked, a share of the area's larger side: a single case still shows where it lies. */
const AROUND = 0.12;
const longerSide = ([west, south, east, north]: Box): number => Math.max(east - west, north - south);
/** What is marked, with room round it. It changes with the set of cases, not with what happens to them: the picture holds still. */
function useFitBox(
  isOn: boolean,
  rows: readonly IncidentWire[],
  marks: readonly string[],
  only: number | null,
  around: number,
): Box | null {
  const shown = isOn
    ? rows.filter(({ id, severity, lngLat }) => lngLat !== null && (only === null ? marks.includes(severity) : id === only))
    : [];
  const key = shown.map(({ id }) => id).sort((a, b) => a - b);
  const lngs = shown.map(({ lngLat }) => lngLat![0]);
  const lats = shown.map(({ lngLat }) => lngLat![1]);
  const box: Box | null =
    shown.length === 0
      ? null
      : [Math.min(...lngs) - around, Math.min(...lats) - around, Math.max(...lngs) + around, Math.max(...lats) + around];
  return useStable(box, `${around} ${key.join()}`);
}
