import { loadLabelFonts } from '../../client/map/map-fonts.ts';
import { fittedScale, NO_CHROME } from '../../client/map/map-layout.ts';
import { readMapTokens } from '../../client/map/map-tokens.ts';
import type { AreaClass, AreaShape, AreaShapes, MapIntents, Rivers } from '../../client/map/map-types.ts';
import { MapView, type ViewEvents } from '../../client/map/map-view.ts';
import { largestCanvas, MapLibreMap } from '../../client/map/maplibre.ts';
import { type Box, boxOf } from '../../client/map/polygons.ts';
import { mainScene, measureShapes } from '../../client/map/scenes.ts';
import { rootScale } from '../../client/ui/root-scale.ts';
import type { BenchPage, WallLook } from '../map-page-api.ts';

/** As the API gives them. */
interface GivenShapes {
  area: AreaShape;
  streets: AreaShapes;
  rivers: Rivers;
}

const PADDING = { top: 24, right: 24, bottom: 24, left: 24 };
const CLASSES: readonly AreaClass[] = [0, 1, 2, 3];
const silent = (idle: () => void): ViewEvents => ({
  areaClick: () => undefined,
  areaHover: () => undefined,
  unitHover: () => undefined,
  pointClick: () => undefined,
  pointHover: () => undefined,
  incidentClick: () => undefined,
  painted: () => undefined,
  moved: () => undefined,
  idle,
  unavailable: () => {
    throw new Error('no WebGL');
  },
});

/** The product's own view of a city whose children are all its streets, beside a map of nothing but a background and one of streets without it. */
export function mapPage(): Pick<BenchPage, 'open' | 'blank' | 'bare' | 'plain' | 'recolour' | 'names'> {
  let blank!: MapLibreMap;
  let bare!: MapLibreMap;
  let view!: MapView;
  let onIdle = (): void => undefined;
  let turn = 0;
  let show = (): void => undefined;
  const idle = (): Promise<void> => new Promise((resolve) => (onIdle = resolve));

  return {
    async open(shapes, wall) {
      const { area, streets, rivers } = shapes as GivenShapes;
      if (wall) sizeAs(wall);
      const theme = wall ? 'wall' : 'dark';
      blank = new MapLibreMap({
        ...UNMOVED,
        maxCanvasSize: largestCanvas(),
        container: 'blank',
        style: { version: 8, sources: {}, layers: [GROUND] },
      });
      bare = bareMap(streets, boxOf(area.geometry), wall ? WALL_LINES * rootScale() : 1);
      const [blankDrawn, bareDrawn] = [idleOf(blank), idleOf(bare)];
      const element = document.querySelector<HTMLElement>('#streets')!;
      const tokens = readMapTokens(theme);
      view = new MapView(
        element,
        silent(() => onIdle()),
        { canMove: true, isStill: true },
      );
      const geometry = measureShapes({ area, children: streets });
      await loadLabelFonts([...streets.features.map(({ properties }) => properties.name.zh), '0123456789.%'], tokens.fonts);
      const size = { width: element.clientWidth, height: element.clientHeight };
      const frame = { tokens, geometry, places: geometry.places, isCompact: false, isCrowded: false, lens: null, scale: rootScale() };
      const degreesPerPixel = fittedScale(boxOf(area.geometry), size, PADDING) * rootScale();
      show = () =>
        view.show(
          mainScene({ ...intentsOf(area, streets, rivers, turn), theme, isWall: wall !== undefined }, { ...frame, degreesPerPixel }),
        );
      const drawn = idle();
      view.fit(boxOf(area.geometry), PADDING, 0);
      show();
      await Promise.all([blankDrawn, bareDrawn, drawn]);
      return { labels: geometry.places.size };
    },
    blank: () => drawMs(blank),
    bare: () => drawMs(bare),
    plain: () => drawMs(view.map!),
    /** Every street gets another class, and the next frame shows it. What the worker makes of the names comes after. */
    async recolour() {
      turn += 1;
      const settled = idle();
      const took = drawMs(view.map!, show);
      await settled;
      return took;
    },
    async names(areShown) {
      const map = view.map!;
      const settled = idle();
      for (const { id, type } of map.getStyle().layers)
        if (type === 'symbol') map.setLayoutProperty(id, 'visibility', areShown ? 'visible' : 'none');
      map.triggerRepaint();
      await settled;
    },
  };
}

function sizeAs({ width, height, rootPx }: WallLook): void {
  document.documentElement.style.fontSize = `${rootPx}px`;
  for (const place of document.querySelectorAll<HTMLElement>('.place'))
    Object.assign(place.style, { width: `${width}px`, height: `${height}px` });
}

/** As wide as ours, so that the same is drawn: a pixel of a desk is one arc-minute of a wall. */
const WALL_LINES = 0.6;
const GROUND = { id: 'ground', type: 'background', paint: { 'background-color': '#101418' } } as const;
const UNMOVED = { attributionControl: false, fadeDuration: 0, renderWorldCopies: false } as const;
const idleOf = (map: MapLibreMap): Promise<void> => new Promise((resolve) => void map.once('idle', () => resolve()));

function bareMap(streets: AreaShapes, [west, south, east, north]: Box, lineWidth: number): MapLibreMap {
  return new MapLibreMap({
    ...UNMOVED,
    maxCanvasSize: largestCanvas(),
    container: 'bare',
    bounds: [west, south, east, north],
    fitBoundsOptions: { padding: PADDING },
    style: {
      version: 8,
      sources: { streets: { type: 'geojson', data: streets } },
      layers: [
        GROUND,
        { id: 'fill', type: 'fill', source: 'streets', paint: { 'fill-color': '#24405c' } },
        { id: 'line', type: 'line', source: 'streets', paint: { 'line-color': '#5b6b7c', 'line-width': lineWidth } },
      ],
    },
  });
}

function intentsOf(area: AreaShape, children: AreaShapes, rivers: Rivers, turn: number): MapIntents {
  const values = Object.fromEntries(
    children.features.map(({ properties: { code } }, i) => {
      const kind = CLASSES[(i + turn) % CLASSES.length]!;
      return [code, { value: 0.9, n: 100, class: kind, ...(kind === 0 ? {} : { label: '90.0%' }) }];
    }),
  );
  return {
    area,
    children,
    rivers,
    values,
    selectedIncident: null,
    hoveredArea: null,
    language: 'zh',
    theme: 'dark',
    showIncidents: false,
    inset: false,
    motion: false,
    chrome: NO_CHROME,
  };
}

/** One frame, at once and to the last pixel: reading one back waits for the renderer. */
function drawMs(map: MapLibreMap, before: () => void = () => undefined): number {
  const gl = map.getCanvas().getContext('webgl2')!;
  const pixel = new Uint8Array(4);
  const begin = performance.now();
  before();
  map.redraw();
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  return performance.now() - begin;
}
