import type { LngLatBoundsLike, MapMouseEvent } from 'maplibre-gl';
import { addIncidentImages } from './incident-images.ts';
import type { FocusFeature } from './incident-features.ts';
import type { MarkRow } from './incident-book.ts';
import { LayerSync } from './layer-sync.ts';
import { drawnAt } from './drawn-at.ts';
import { ALERT_LINE, alertsLayer } from './layers/alerts.layer.ts';
import { areaBorderLayer, childBordersLayer } from './layers/borders.layer.ts';
import { CHILDREN, childrenFillLayer } from './layers/children-fill.layer.ts';
import { groundLayer, SIBLINGS_HIT } from './layers/ground.layer.ts';
import { INCIDENTS, incidentLayers, incidentSources, MarkPump } from './layers/incidents.layer.ts';
import { LABELS, labelsLayer, QUIET_LABELS } from './layers/labels.layer.ts';
import type { MapLayer, Scene } from './layers/layer.ts';
import { POINTS, pointsLayer } from './layers/points.layer.ts';
import { riversLayer } from './layers/rivers.layer.ts';
import { unitLayers, UnitPump, UNITS, unitSources } from './layers/units.layer.ts';
import { largestCanvas, MapLibreMap } from './maplibre.ts';
import type { MapChrome } from './map-types.ts';
import { PaintWatch } from './paint-watch.ts';
import type { Box } from './polygons.ts';
import { stillWheel } from './still-wheel.ts';
import type { UnitMark } from './unit-marks.ts';
import type { LngLat } from '../../shared/wire.ts';

export interface ViewEvents {
  areaClick(code: string, lngLat: LngLat): void;
  pointClick(id: string): void;
  pointHover(id: string | null, at: { x: number; y: number }): void;
  areaHover(code: string | null, at: { x: number; y: number }): void;
  unitHover(unit: string | null, at: { x: number; y: number }): void;
  incidentClick(id: number): void;
  painted(ids: readonly number[], atMs: number): void;
  moved(isByHand: boolean): void;
  idle(): void;
  unavailable(): void;
}

/** What the canvas is to those who reach it by keyboard. */
const KEYS = {
  zh: '地图：方向键移动，加减号缩放；逐个选择区域请用表格',
  en: 'Map: arrow keys move it, plus and minus zoom; the table lists the areas',
};
const toBounds = ([west, south, east, north]: Box): LngLatBoundsLike => [west, south, east, north];

/** One MapLibre map with our layers: told whole scenes, it changes what differs. Rebuilds itself when its WebGL context is lost. */
export class MapView {
  readonly #element: HTMLElement;
  readonly #events: ViewEvents;
  readonly #canMove: boolean;
  #map: MapLibreMap | null = null;
  #layers: MapLayer[] = [];
  #sync: LayerSync | null = null;
  #pump: MarkPump | null = null;
  #unitPump: UnitPump | null = null;
  #watch: PaintWatch | null = null;
  #isStyled = false;
  #scene: Scene | null = null;
  #shown: Scene | null = null;
  #marks: readonly MarkRow[] = [];
  #focus: FocusFeature[] = [];
  #units: { marks: readonly UnitMark[]; selected: LngLat | null } = { marks: [], selected: null };
  #fresh = new Set<number>();
  #hoverFrame = 0;
  /** Nothing may move by itself. */
  isStill: boolean;

  constructor(element: HTMLElement, events: ViewEvents, { canMove, isStill }: { canMove: boolean; isStill: boolean }) {
    this.#element = element;
    this.#events = events;
    this.#canMove = canMove;
    this.isStill = isStill;
    this.#build();
  }

  get map(): MapLibreMap | null {
    return this.#map;
  }

  #build(camera?: { center: [number, number]; zoom: number }): void {
    this.#layers = [
      groundLayer,
      childrenFillLayer,
      childBordersLayer(),
      riversLayer(),
      areaBorderLayer,
      alertsLayer(),
      labelsLayer(),
      pointsLayer(),
    ];
    const sources = Object.assign({}, ...this.#layers.map((layer) => layer.sources), unitSources, incidentSources);
    try {
      this.#map = new MapLibreMap({
        container: this.#element,
        style: { version: 8, sources, layers: [] },
        ...camera,
        maxCanvasSize: largestCanvas(),
        attributionControl: false,
        fadeDuration: 0,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        renderWorldCopies: false,
        maxZoom: 17,
        // Else MapLibre asks the system itself.
        ...(this.isStill ? { reduceMotion: true } : {}),
        ...(this.#canMove
          ? {}
          : { dragPan: false, scrollZoom: false, boxZoom: false, doubleClickZoom: false, touchZoomRotate: false, keyboard: false }),
      });
    } catch {
      // No WebGL at all: the page has its table.
      this.#events.unavailable();
      return;
    }
    const map = this.#map;
    // The lens is a picture of the same map: no stop of its own for the keyboard.
    if (!this.#canMove) Object.assign(map.getCanvas(), { tabIndex: -1, ariaHidden: 'true' });
    stillWheel(map, () => this.isStill);
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    this.#sync = new LayerSync(map);
    this.#watch = new PaintWatch(map, (ids, atMs) => this.#events.painted(ids, atMs));
    this.#unitPump = new UnitPump(map);
    this.#pump = new MarkPump(map, (changed) => {
      this.#watch?.expect(changed);
      for (const { id, lngLat } of changed) if (this.#fresh.delete(id)) this.#pulse(lngLat);
    });
    map.once('style.load', () => {
      this.#isStyled = true;
      this.#draw();
    });
    map.on('idle', () => this.#events.idle());
    map.on('move', (event) => this.#events.moved('originalEvent' in event && event.originalEvent !== undefined));
    map.on('click', (event) => this.#click(event));
    map.on('mousemove', (event) => this.#hover(event));
    map.on('mouseout', () => this.#leave());
    // On hearing of it MapLibre would drop its style without freeing it: each loss would leave a whole map behind, here and in its worker.
    map.getCanvas().addEventListener(
      'webglcontextlost',
      (event) => {
        event.stopImmediatePropagation();
        // A map that is taken down gives its context up too.
        if (map === this.#map) this.#rebuild(map);
      },
      { capture: true, once: true },
    );
    // By this name it also says that its workers ended; it is in the middle of something then.
    map.once('webglcontextlost', () => setTimeout(() => map === this.#map && this.#rebuild(map)));
  }

  /** The lost map's last camera, scene and marks go to a new one. */
  #rebuild(lost: MapLibreMap): void {
    const { lng, lat } = lost.getCenter();
    const zoom = lost.getZoom();
    this.destroy();
    this.#isStyled = false;
    this.#shown = null;
    this.#build({ center: [lng, lat], zoom });
  }

  /** Where no map could be made, one is tried again; true = there is one now, and its camera is nowhere yet. */
  revive(): boolean {
    if (this.#map) return false;
    this.#build();
    return this.#map !== null;
  }

  show(scene: Scene): void {
    this.#scene = scene;
    if (this.#isStyled) this.#draw();
  }

  marks(rows: readonly MarkRow[], focus: FocusFeature[]): void {
    this.#marks = rows;
    this.#focus = focus;
    if (this.#shown) this.#drawMarks();
  }

  units(marks: readonly UnitMark[], selected: LngLat | null): void {
    this.#units = { marks, selected };
    if (this.#shown) this.#unitPump?.want(marks, selected);
  }

  /** These pulse once when they are there. */
  expectPulse(ids: readonly number[]): void {
    for (const id of ids) this.#fresh.add(id);
  }

  #draw(): void {
    const [map, scene] = [this.#map, this.#scene];
    if (!map || !scene) return;
    const ratio = map.getPixelRatio();
    if (this.#canMove) map.getCanvas().ariaLabel = KEYS[scene.language];
    addIncidentImages(map, scene.tokens, ratio, scene.scale);
    this.#sync!.sync([
      ...this.#layers.flatMap((layer) => layer.layers(scene, ratio)),
      ...unitLayers(scene),
      ...incidentLayers(scene, ratio),
    ]);
    // Among many marks names are read over them, else marks stand on everything.
    if (scene.isCrowded !== (this.#shown?.isCrowded ?? false))
      for (const id of [QUIET_LABELS, LABELS]) map.moveLayer(id, scene.isCrowded ? 'incident-chips' : 'incident-ring');
    for (const layer of this.#layers) layer.update(map, scene, this.#shown);
    const isFirst = this.#shown === null;
    this.#shown = scene;
    if (isFirst) this.#drawMarks();
  }

  #drawMarks(): void {
    this.#pump?.want(this.#marks);
    this.#pump?.focus(this.#focus);
    this.#unitPump?.want(this.#units.marks, this.#units.selected);
  }

  fit(box: Box, padding: MapChrome, durationMs: number): void {
    this.#map?.fitBounds(toBounds(box), { padding: { ...padding }, duration: durationMs, animate: durationMs > 0, linear: true });
  }

  resize(): void {
    this.#map?.resize();
  }

  hasMark(id: number): boolean {
    return this.#pump?.has(id) ?? false;
  }

  classOf(code: string): number | undefined {
    return this.#shown ? (this.#map?.getFeatureState({ source: CHILDREN, id: code })?.['class'] as number | undefined) : undefined;
  }

  counts(): { sources: number; layers: number; images: number; marks: number } {
    const style = this.#map?.getStyle();
    return {
      sources: Object.keys(style?.sources ?? {}).length,
      layers: style?.layers.length ?? 0,
      images: this.#map?.listImages().length ?? 0,
      marks: this.#marks.length,
    };
  }

  names(): { code: string; class: number }[] {
    if (!this.#map?.getLayer(LABELS)) return [];
    return drawnAt(this.#map, null, [QUIET_LABELS, LABELS]).map(({ properties }) => properties as { code: string; class: number });
  }

  alertLines(): number {
    return this.#map?.getLayer(ALERT_LINE) ? drawnAt(this.#map, null, [ALERT_LINE]).length : 0;
  }

  paintedAt(id: number): number | undefined {
    return this.#watch?.paintedAt(id);
  }

  #click({ point: { x, y }, lngLat }: MapMouseEvent): void {
    if (!this.#map || !this.#shown) return;
    const around: Parameters<typeof drawnAt>[1] = [
      [x - 4, y - 4],
      [x + 4, y + 4],
    ];
    const [mark] = drawnAt(this.#map, around, [INCIDENTS]);
    if (mark) return this.#events.incidentClick(mark.properties['id'] as number);
    const [point] = drawnAt(this.#map, around, [POINTS]);
    if (point) return this.#events.pointClick(point.properties['id'] as string);
    const code = this.#areaAt(x, y);
    if (code !== null) this.#events.areaClick(code, [lngLat.lng, lngLat.lat]);
  }

  #areaAt(x: number, y: number): string | null {
    const [hit] = this.#map ? drawnAt(this.#map, [x, y], [CHILDREN, SIBLINGS_HIT]) : [];
    return (hit?.properties['code'] as string | undefined) ?? null;
  }

  #hover({ point }: MapMouseEvent): void {
    cancelAnimationFrame(this.#hoverFrame);
    // Once a frame at most: asking what lies under the pointer costs more than the pointer's own events.
    this.#hoverFrame = requestAnimationFrame(() => {
      if (!this.#map || !this.#shown || this.#map.isMoving()) return;
      const isMark = drawnAt(this.#map, point, [INCIDENTS]).length > 0;
      const unit = isMark ? undefined : drawnAt(this.#map, point, [UNITS])[0];
      const thing = isMark || unit ? undefined : drawnAt(this.#map, point, [POINTS])[0];
      const code = isMark || unit || thing ? null : this.#areaAt(point.x, point.y);
      this.#map.getCanvas().style.cursor = isMark || thing || code !== null ? 'pointer' : '';
      this.#events.areaHover(code, point);
      this.#events.pointHover((thing?.properties['id'] as string | undefined) ?? null, point);
      this.#events.unitHover((unit?.properties['unit'] as string | undefined) ?? null, point);
    });
  }

  #leave(): void {
    cancelAnimationFrame(this.#hoverFrame);
    this.#events.areaHover(null, { x: 0, y: 0 });
  }

  #pulse(lngLat: [number, number]): void {
    if (!this.#map) return;
    const { x, y } = this.#map.project(lngLat);
    const ring = document.createElement('div');
    ring.className = 'gt-map-pulse';
    ring.style.left = `${x}px`;
    ring.style.top = `${y}px`;
    ring.addEventListener('animationend', () => ring.remove());
    // Where style sheets forbid animation it would never end.
    setTimeout(() => ring.remove(), 1_000);
    this.#element.append(ring);
  }

  destroy(): void {
    cancelAnimationFrame(this.#hoverFrame);
    this.#map?.remove();
    this.#map = null;
  }
}
