import type { Gone, LiveRow } from '../../shared/live.ts';
import { CoreInset } from './core-inset.ts';
import { focusFeatures } from './incident-features.ts';
import { IncidentBook, marksWithin } from './incident-book.ts';
import { loadLabelFonts } from './map-fonts.ts';
import { fittedScale, growToFrame, layoutOf, type MapLayout, NO_CHROME, viewOf } from './map-layout.ts';
import { installProbe } from './map-probe.ts';
import { MapTip } from './map-tip.ts';
import { type MapTokens, readMapTokens } from './map-tokens.ts';
import type { MapFact, MapIntents, OnMapFact } from './map-types.ts';
import { MapView, type ViewEvents } from './map-view.ts';
import { type Box, boxOf, union } from './polygons.ts';
import type { UnitMark } from './unit-marks.ts';
import { type Geometry, mainScene, measureShapes, placesBeside, placesWithin } from './scenes.ts';
import { rootScale } from '../ui/root-scale.ts';

/** What stands beside names: values and timers. */
const FIGURES = '0123456789.%+-−×n 天时分dhmin';
const FIT_MS = 200;
const TIMERS_MS = 15_000;
/** Above, marks are small and names stand over them. Two limits, so that one incident more or less does not flip it. */
const CROWDED = { from: 61, until: 50 };
const CROWDED_WALL = { from: 13, until: 10 };

export interface MapHostOptions {
  /** ms UTC by the server's clock, for timers. */
  now?: () => number;
  /** The page was opened without motion; the system's wish MapLibre hears itself. */
  isStill?: boolean;
}

/** Owns the map outside React: element, views, layers, and the last state of it all. */
export class MapHost {
  readonly element = document.createElement('div');
  readonly #mainElement = document.createElement('div');
  readonly #tip = new MapTip();
  readonly #book = new IncidentBook();
  readonly #listeners = new Set<OnMapFact>();
  readonly #cameraListeners = new Set<() => void>();
  readonly #now: () => number;
  readonly #main: MapView;
  readonly #resizes: ResizeObserver;
  readonly #timers: ReturnType<typeof setInterval>;
  readonly #removeProbe: () => void;
  #inset: CoreInset | null = null;
  #units: readonly UnitMark[] = [];
  #intents: MapIntents | null = null;
  #tokens: MapTokens | null = null;
  #geometry: Geometry | null = null;
  #layout: MapLayout | null = null;
  #size = { width: 0, height: 0 };
  /** What the inset magnifies, from before it stands: names do not jump when it comes. */
  #lens: Box | null = null;
  #isMovedByHand = false;
  #isCrowded = false;
  #limited = '';
  #fontsTurn = 0;
  #stand: () => void = () => undefined;
  /** The first map is drawn to its end, or there will be none. */
  readonly stands = new Promise<void>((resolve) => (this.#stand = resolve));
  /** The views hold the area at hand: until then what is drawn to its end is still the one before. */
  #isShown = false;

  constructor({ now = Date.now, isStill = false }: MapHostOptions = {}) {
    this.#now = now;
    this.element.className = 'gt-map';
    this.#mainElement.className = 'gt-map-main';
    this.element.append(this.#mainElement, this.#tip.element);
    this.#main = new MapView(
      this.#mainElement,
      this.#eventsOf(() => this.#idle()),
      { canMove: true, isStill },
    );
    this.#resizes = new ResizeObserver(() => this.#resized());
    this.#resizes.observe(this.element);
    this.#timers = setInterval(() => this.#drawMarks(), TIMERS_MS);
    this.#removeProbe = installProbe({
      has: (id) => this.#main.hasMark(id),
      classOf: (code) => this.#main.classOf(code),
      paintedAt: (id) => this.#main.paintedAt(id),
      names: () => this.#main.names(),
      units: () => (this.#intents?.showIncidents ? this.#units : []),
      camera: () => this.camera,
      counts: () => this.#main.counts(),
      alertLines: () => this.#main.alertLines(),
    });
  }

  attach(parent: HTMLElement): void {
    parent.append(this.element);
    // Its camera is to find the area: room is made anew.
    if (this.#main.revive()) this.#layout = null;
    this.#resized();
  }

  detach(): void {
    this.#tip.hide();
    this.element.remove();
  }

  /** Returns what takes the listener off again. */
  onFact(listener: OnMapFact): () => void {
    this.#listeners.add(listener);
    // It may have been so before anybody listened.
    if (this.#main.map === null) listener({ kind: 'unavailable' });
    return () => this.#listeners.delete(listener);
  }

  onCamera(listener: () => void): () => void {
    this.#cameraListeners.add(listener);
    return () => this.#cameraListeners.delete(listener);
  }

  get camera(): { lngLat: [number, number]; zoom: number } | null {
    const map = this.#main.map;
    if (!map) return null;
    const { lng, lat } = map.getCenter();
    return { lngLat: [lng, lat], zoom: map.getZoom() };
  }

  zoomBy(steps: number): void {
    this.#isMovedByHand = true;
    this.#main.map?.zoomTo(this.#main.map.getZoom() + steps, { duration: this.#intents?.motion ? FIT_MS : 0 });
  }

  /** Back to the whole area. */
  fitArea(): void {
    this.#isMovedByHand = false;
    this.#fit(true);
  }

  /** The whole state each time; what is equal to the last one costs nothing. */
  apply(intents: MapIntents): void {
    const before = this.#intents;
    this.#intents = intents;
    this.#main.isStill = !intents.motion;
    const isOther = before?.area !== intents.area || before.children !== intents.children;
    if (this.#tokens?.theme !== intents.theme) this.#tokens = readMapTokens(intents.theme);
    if (isOther) this.#changeArea(before);
    this.#arrange(before !== null);
    if (!isOther && String(before?.fitBox) !== String(intents.fitBox) && !this.#isMovedByHand) this.#fit(before !== null);
    this.#drawMarks();
    void this.#showWhenFontsCame();
  }

  /** Faces for names that will stand on the map, before it is told of them. */
  expectNames(names: readonly string[]): void {
    // Themes differ in colours, not in faces.
    void loadLabelFonts([...names, FIGURES], readMapTokens('dark').fonts);
  }

  setRows(rows: readonly LiveRow[]): void {
    this.#book.set(rows);
    this.#drawMarks();
  }

  /** All that there is now: what is new pulses, what is not among them goes. */
  keepRows(rows: readonly LiveRow[]): void {
    const fresh = this.#book.keep(rows);
    if (this.#intents?.motion) this.#main.expectPulse(fresh);
    this.#drawMarks();
  }

  patchRows(rows: readonly LiveRow[], gone: readonly Gone[]): void {
    const fresh = this.#book.patch(rows, gone);
    if (this.#intents?.motion) this.#main.expectPulse(fresh);
    this.#drawMarks();
  }

  /** What full rows say of those that frames brought. */
  completeRows(rows: readonly LiveRow[]): void {
    this.#book.complete(rows);
    this.#drawMarks();
  }

  /** Units with a position; those that are offered show their key and the way to the selected incident. */
  setUnits(units: readonly UnitMark[]): void {
    this.#units = units;
    this.#drawMarks();
  }

  destroy(): void {
    this.#removeProbe();
    clearInterval(this.#timers);
    this.#resizes.disconnect();
    this.#inset?.destroy();
    this.#main.destroy();
    this.element.remove();
  }

  #emit(fact: MapFact): void {
    for (const listener of this.#listeners) listener(fact);
  }

  #eventsOf(idle: () => void): ViewEvents {
    return {
      areaClick: (code, lngLat) => this.#emit({ kind: 'area-click', code, lngLat }),
      pointClick: (id) => this.#emit({ kind: 'point-click', id }),
      pointHover: (id, at) => this.#hoveredPoint(id, at),
      areaHover: (code, at) => this.#hovered(code, at),
      unitHover: (unit, at) => this.#hoveredUnit(unit, at),
      incidentClick: (id) => this.#emit({ kind: 'incident-click', id }),
      painted: (_ids, atMs) => this.#emit({ kind: 'painted', atMs }),
      moved: (isByHand) => this.#moved(isByHand),
      idle,
      unavailable: () => {
        this.#stand();
        this.#emit({ kind: 'unavailable' });
      },
    };
  }

  #idle(): void {
    if (!this.#isShown) return;
    this.element.dataset['mapReady'] = 'true';
    this.#stand();
    this.#magnify();
  }

  #moved(isByHand: boolean): void {
    this.#isMovedByHand ||= isByHand;
    this.#tip.hide();
    if (this.#intents) this.#inset?.follow(this.#main, this.#intents.language);
    for (const listener of this.#cameraListeners) listener();
  }

  #hovered(code: string | null, at: { x: number; y: number }): void {
    const intents = this.#intents;
    const known = [...(intents?.children.features ?? []), ...(intents?.siblings?.features ?? [])].find(
      ({ properties }) => properties.code === code,
    );
    // Fingers have no hover: the tap that would show a tip already opens the area.
    if (known && intents && matchMedia('(hover: hover)').matches)
      this.#tip.show(known.properties, intents.values[known.properties.code], intents.language, at);
    else this.#tip.hide();
    if ((intents?.hoveredArea ?? null) !== code) this.#emit({ kind: 'area-hover', code });
  }

  #hoveredUnit(unit: string | null, at: { x: number; y: number }): void {
    const mark = unit === null ? undefined : this.#units.find((each) => each.unit === unit);
    if (mark && matchMedia('(hover: hover)').matches) this.#tip.say(mark.words, at);
  }

  #hoveredPoint(id: string | null, at: { x: number; y: number }): void {
    const mark = id === null ? undefined : this.#intents?.points?.find((each) => each.id === id);
    if (mark && matchMedia('(hover: hover)').matches) this.#tip.say(mark.words, at);
  }

  #changeArea(before: MapIntents | null): void {
    this.#geometry = measureShapes(this.#intents!);
    if (before?.area?.properties.code === this.#intents!.area?.properties.code && before?.children.features.length) return;
    this.element.dataset['mapReady'] = 'false';
    this.#isShown = false;
    this.#isMovedByHand = false;
    this.#layout = null;
    this.#tip.hide();
  }

  /** Room for area and inset, and the camera where the hand has not taken it elsewhere. */
  #arrange(canGlide: boolean): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    const intents = this.#intents;
    const geometry = this.#geometry;
    if (!intents || !geometry || width === 0 || height === 0) return;
    const layout = layoutOf({ width, height }, intents.chrome ?? NO_CHROME, intents.inset && geometry.core !== null, rootScale());
    const isOtherSize = width !== this.#size.width || height !== this.#size.height;
    this.#size = { width, height };
    // The map learns of its room by itself only after this, and would fit into the old one.
    if (isOtherSize) this.#main.resize();
    if (JSON.stringify(layout) === JSON.stringify(this.#layout)) {
      // The same edges of another room: what was fitted into the old one is cut, or lost in it.
      if (isOtherSize && !this.#isMovedByHand) this.#fit(false);
      return;
    }
    this.#layout = layout;
    this.#lens = layout.inset && geometry.core && growToFrame(geometry.core.box, layout.inset);
    this.#inset?.destroy();
    this.#inset = null;
    if (this.element.dataset['mapReady'] === 'true') this.#magnify();
    if (!this.#isMovedByHand) this.#fit(canGlide);
  }

  /** The core's own view, where there is room for one. A second context of WebGL: it waits until the map stands. */
  #magnify(): void {
    const [frame, lens, geometry] = [this.#layout?.inset, this.#lens, this.#geometry];
    if (this.#inset || !frame || !lens || !geometry) return;
    const nothing = (): void => undefined;
    const still = { moved: nothing, unavailable: nothing, unitHover: nothing, pointHover: nothing };
    const events = { ...this.#eventsOf(() => undefined), ...still };
    const areaHover: ViewEvents['areaHover'] = (code, at) => this.#hovered(code, { x: at.x + frame.left, y: at.y + frame.top });
    this.#inset = new CoreInset(this.element, { geometry, frame, box: lens }, { ...events, areaHover });
    this.element.append(this.#tip.element);
    this.#show();
    this.#drawMarks();
  }

  #areaBox(): Box | null {
    if (this.#intents?.fitBox) return this.#intents.fitBox;
    const area = this.#intents?.area;
    return area ? boxOf(area.geometry) : union([...(this.#geometry?.boxes.values() ?? [])]);
  }

  /** Degrees of latitude under one pixel of a desk. */
  #scale(): number {
    const box = this.#areaBox();
    const { clientWidth: width, clientHeight: height } = this.element;
    return box && this.#layout ? fittedScale(box, { width, height }, this.#layout.padding) * rootScale() : 1;
  }

  #fit(canGlide: boolean): void {
    const box = this.#areaBox();
    if (!box || !this.#layout) return;
    this.#main.fit(box, this.#layout.padding, canGlide && this.#intents?.motion ? FIT_MS : 0);
    this.#inset?.follow(this.#main, this.#intents!.language);
  }

  #resized(): void {
    // Off the page it has no size: what would be drawn is seen by nobody.
    if (!this.element.isConnected) return;
    this.#main.resize();
    this.#arrange(false);
    this.#show();
  }

  async #showWhenFontsCame(): Promise<void> {
    const { children, rivers, language } = this.#intents!;
    const turn = ++this.#fontsTurn;
    const names = [
      ...children.features.map(({ properties }) => properties.name[language]),
      ...(rivers?.features ?? []).map(({ properties }) => properties.names?.[language] ?? ''),
    ];
    await loadLabelFonts([...names, FIGURES], this.#tokens!.fonts);
    // A newer state waits for its own faces and comes right after.
    if (turn === this.#fontsTurn) this.#show();
  }

  #show(): void {
    const [intents, tokens, geometry] = [this.#intents, this.#tokens, this.#geometry];
    if (!intents || !tokens || !geometry) return;
    const scene = mainScene(intents, {
      tokens,
      geometry,
      places: this.#placesOf(geometry, intents.language),
      isCompact: this.#layout?.isCompact ?? false,
      isCrowded: this.#isCrowded,
      lens: this.#lens,
      degreesPerPixel: this.#scale(),
      scale: rootScale(),
    });
    this.#main.show(scene);
    // What is drawn already would bring no further frame, and no word that it is done.
    if (!this.#isShown) this.#main.map?.triggerRepaint();
    this.#isShown = true;
    this.#inset?.show(scene);
    this.#inset?.follow(this.#main, intents.language);
  }

  /** The same map object while geometry and inset are the same: layers compare by identity. */
  #places: { geometry: Geometry; key: string; value: Geometry['places'] } | null = null;
  #placesOf(geometry: Geometry, language: MapIntents['language']): Geometry['places'] {
    const inset = this.#lens;
    const degreesPerPixel = this.#scale();
    const view = this.#wallView();
    const key = JSON.stringify([inset, view, degreesPerPixel, language]);
    if (this.#places?.geometry !== geometry || this.#places.key !== key) {
      const by = { degreesPerPixel, language };
      this.#places = { geometry, key, value: view ? placesWithin(geometry, view, by) : placesBeside(geometry, inset, by) };
    }
    return this.#places.value;
  }

  /** What a wall sees of its area, whose camera no hand moves; null = all of it, or this is no wall. */
  #wallView(): Box | null {
    const [box, layout] = [this.#intents?.fitBox, this.#layout];
    if (this.#intents?.isWall !== true || !box || !layout) return null;
    return viewOf(box, { width: this.element.clientWidth, height: this.element.clientHeight }, layout.padding);
  }

  #drawMarks(): void {
    const intents = this.#intents;
    if (!intents) return;
    const { rows, total } = intents.showIncidents ? this.#book.drawn(intents.selectedIncident) : { rows: [], total: 0 };
    const limited = total > rows.length ? `${rows.length}/${total}` : '';
    if (limited !== this.#limited) this.#emit({ kind: 'incidents-limited', shown: rows.length, total });
    this.#limited = limited;
    const isWall = intents.isWall === true;
    const limits = isWall ? CROWDED_WALL : CROWDED;
    const isCrowded = rows.length >= (this.#isCrowded ? limits.until : limits.from);
    if (isCrowded !== this.#isCrowded) {
      this.#isCrowded = isCrowded;
      this.#show();
    }
    const { selectedIncident: selected, language } = intents;
    const focus = focusFeatures(rows, { selected, nowMs: this.#now(), language, isWall });
    this.#main.marks(rows, focus);
    this.#inset?.view.marks(marksWithin(rows, this.#inset.box), focus);
    const to = intents.selectedIncident === null ? null : (this.#book.get(intents.selectedIncident)?.lngLat ?? null);
    this.#main.units(intents.showIncidents ? this.#units : [], to);
    this.#inset?.view.units(intents.showIncidents ? this.#units : [], to);
  }
}
