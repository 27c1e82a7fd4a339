import { useCallback, useMemo, useState } from 'react';
import type { RateName } from '../../../shared/measures.ts';
import { TIER_NAMES, TIERS } from '../../../shared/terms.ts';
import type { FiguresOf } from '../../api/figures.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { MapCanvas } from '../../map/map-canvas.tsx';
import { ScaleBar, ZoomButtons } from '../../map/map-controls.tsx';
import type { AlertedAreas, MapChrome, MapFact } from '../../map/map-types.ts';
import { setPreference, usePreferences } from '../../state/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ChildrenTable } from './children-table.tsx';
import { MapLegend } from './map-legend.tsx';
import { useMapHost } from './use-map-host.ts';
import { useMapIntents } from './use-map-intents.ts';
import styles from './map-pane.module.css';

interface Props {
  of: FiguresOf;
  measure: RateName;
  openCount: number | null;
  hoveredArea: string | null;
  selectedIncident: number | null;
  hrefOf: (area: string) => string;
  onGo: (area: string) => void;
  onHover: (area: string | null) => void;
  onIncident: (id: number) => void;
  isPhone: boolean;
  /** Where alerts hold. */
  alerts?: AlertedAreas | undefined;
  /** On the desk: what the queue shows, on quiet ground. */
  isDesk?: boolean;
}
const DESK: MapChrome = { top: 0, right: 48, bottom: 88, left: 0 };
/** Badges of alerts hang over the northernmost areas. */
const ALERTED: MapChrome = { ...DESK, top: 36 };
const LEAF: MapChrome = { top: 48, right: 48, bottom: 40, left: 0 };
const PHONE: MapChrome = { top: 0, right: 0, bottom: 0, left: 96 };

/** The map with what stands round it, or the same as a table. */
export function MapPane({
  of,
  measure,
  openCount,
  hoveredArea,
  selectedIncident,
  hrefOf,
  onGo,
  onHover,
  onIncident,
  isPhone,
  isDesk = false,
  alerts,
}: Props) {
  const t = useText();
  const name = useName();
  const wantsTable = usePreferences((state) => state.isMapTable);
  const [limited, setLimited] = useState<{ shown: number; total: number } | null>(null);
  const [isUnavailable, setUnavailable] = useState(false);
  const map = useMapHost();
  const [isLeaf, setLeaf] = useState(false);
  const chrome = isPhone ? PHONE : isLeaf || isDesk ? LEAF : alerts ? ALERTED : DESK;
  const picture = useMapIntents({ of, measure, hoveredArea, selectedIncident, chrome, isDesk, alerts });
  const { area, children, choropleth, intents } = picture;
  if (area && (area.properties.children === 0) !== isLeaf) setLeaf(!isLeaf);
  const onFact = useCallback(
    (fact: MapFact) => {
      if (fact.kind === 'area-click') onGo(fact.code);
      else if (fact.kind === 'area-hover') onHover(fact.code);
      else if (fact.kind === 'incident-click') onIncident(fact.id);
      else if (fact.kind === 'incidents-limited') setLimited(fact.shown < fact.total ? fact : null);
      else if (fact.kind === 'unavailable') setUnavailable(true);
    },
    [onGo, onHover, onIncident],
  );
  const zoomTexts = useMemo(() => ({ zoomIn: t('map.zoomIn'), zoomOut: t('map.zoomOut'), wholeArea: t('map.wholeArea') }), [t]);
  const cannotDraw = map.kind === 'failed' || isUnavailable;
  const isTable = ((wantsTable && !isDesk) || cannotDraw) && !isLeaf;
  const areaName = area ? name(area.properties.name) : '';
  const childTier = area ? TIERS[TIERS.indexOf(area.properties.tier) + 1] : undefined;
  return (
    <section className={styles.pane} aria-label={t('map.label', { name: areaName })}>
      <h2 className="visually-hidden">{t('map.title')}</h2>
      {map.kind === 'ready' && !isUnavailable && (
        <MapCanvas host={map.host} intents={intents} onFact={onFact} className={styles.canvas ?? ''} />
      )}
      {map.kind === 'loading' && <p className={styles.loading}>{t('map.loading')}</p>}
      {isTable && area && children && (
        <ChildrenTable
          of={of}
          shapes={children}
          measure={measure}
          isFailed={cannotDraw}
          hrefOf={hrefOf}
          onHover={onHover}
          tierName={childTier ? name(TIER_NAMES[childTier]) : ''}
        />
      )}
      {(isLeaf || isDesk) && !isPhone && (
        <p className={styles.title}>
          {openCount !== null && <strong>{t('map.openHere', { n: openCount })}</strong>}{' '}
          <span>{limited ? t('map.limited', limited) : t('map.byPlace')}</span>
        </p>
      )}
      <div className={styles.tools}>
        {!isLeaf && !isDesk && (
          <Button
            kind="icon"
            className={styles.tool}
            aria-pressed={isTable}
            aria-label={isTable ? t('map.showMap') : t('map.showTable')}
            title={isTable ? t('map.showMap') : t('map.showTable')}
            onClick={() => setPreference({ isMapTable: !wantsTable })}
          >
            <Icon name={isTable ? 'map' : 'table'} size={18} />
          </Button>
        )}
        {!isTable && !isPhone && map.kind === 'ready' && <ZoomButtons host={map.host} texts={zoomTexts} />}
      </div>
      {!isTable && !isLeaf && !isDesk && choropleth && (
        <MapLegend choropleth={choropleth} of={of} measure={measure} isSchematic={isSchematic(children)} isPhone={isPhone} />
      )}
      {(isLeaf ? area?.properties.schematic === true : isDesk && isSchematic(children)) && (
        <p className={styles.schematic}>{t('map.schematic')}</p>
      )}
      {(isLeaf || isDesk) && !isPhone && map.kind === 'ready' && <ScaleBar host={map.host} className={styles.scale ?? ''} />}
    </section>
  );
}

const isSchematic = (children: { features: readonly { properties: { schematic?: boolean } }[] } | undefined): boolean =>
  children?.features.some(({ properties }) => properties.schematic === true) ?? false;
