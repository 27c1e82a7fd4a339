import type { Language } from '../../shared/terms.ts';
import { rootScale } from '../ui/root-scale.ts';
import type { LabelPlace } from './label-place.ts';
import type { Scene } from './layers/layer.ts';
import { type Frame, NO_CHROME } from './map-layout.ts';
import { MapView, type ViewEvents } from './map-view.ts';
import type { Box } from './polygons.ts';
import { type Geometry, insetGeometry, insetScene } from './scenes.ts';

const TITLE = { zh: (times: number) => `中心城区 放大 ${times} 倍`, en: (times: number) => `Central districts, ${times}×` };
/** A name needs so much free ground round it, CSS pixels. */
const LEAST_ROOM = 15;
/** The title's corner, with half a name round it, CSS pixels. */
const TITLE_AREA = { width: 220, height: 64 };
const SVG = 'http://www.w3.org/2000/svg';

/** The magnified core: a second view of the same scene in a frame, tied by lines to its place on the main one. */
export class CoreInset {
  readonly #frameElement = document.createElement('div');
  readonly #title = document.createElement('span');
  /** Under the canvas: the lines pass behind the areas. */
  readonly #ties = document.createElementNS(SVG, 'svg');
  readonly #marks = document.createElementNS(SVG, 'svg');
  readonly #place = document.createElementNS(SVG, 'rect');
  readonly #lines = [document.createElementNS(SVG, 'line'), document.createElementNS(SVG, 'line')] as const;
  readonly view: MapView;
  readonly frame: Frame;
  readonly box: Box;
  readonly #degreesPerPixel: number;
  readonly #geometry: { shapes: Geometry['shapes']; places: ReadonlyMap<string, LabelPlace> };

  constructor(host: HTMLElement, { geometry, frame, box }: { geometry: Geometry; frame: Frame; box: Box }, events: ViewEvents) {
    this.frame = frame;
    this.box = box;
    const scale = rootScale();
    const degreesPerPixel = (this.#degreesPerPixel = ((this.box[3] - this.box[1]) / frame.height) * scale);
    const { shapes, places } = insetGeometry(geometry, this.box, LEAST_ROOM * degreesPerPixel);
    const isUnderTitle = ({ lngLat: [lng, lat] }: LabelPlace): boolean =>
      (this.box[3] - lat) / degreesPerPixel < TITLE_AREA.height &&
      ((lng - this.box[0]) / (this.box[2] - this.box[0])) * frame.width < TITLE_AREA.width * scale;
    this.#geometry = { shapes, places: new Map([...places].filter(([, place]) => !isUnderTitle(place))) };
    this.#frameElement.className = 'gt-map-inset';
    Object.assign(this.#frameElement.style, {
      left: `${frame.left}px`,
      top: `${frame.top}px`,
      width: `${frame.width}px`,
      height: `${frame.height}px`,
    });
    const element = document.createElement('div');
    element.className = 'gt-map-inset-view';
    this.#title.className = 'gt-map-inset-title';
    this.#frameElement.append(element, this.#title);
    for (const svg of [this.#ties, this.#marks]) {
      svg.setAttribute('class', 'gt-map-ties');
      svg.ariaHidden = 'true';
    }
    this.#ties.append(...this.#lines);
    this.#marks.append(this.#place);
    host.prepend(this.#ties);
    host.append(this.#marks, this.#frameElement);
    this.view = new MapView(element, events, { canMove: false, isStill: false });
    this.view.fit(this.box, NO_CHROME, 0);
  }

  show(main: Scene): void {
    this.view.show(insetScene(main, this.#geometry, this.box, this.#degreesPerPixel));
  }

  /** Draws frame and lines anew after the main camera moved; away from its place the inset would tell nothing, so it goes. */
  follow(main: MapView, language: Language): void {
    const map = main.map;
    const own = this.view.map;
    if (!map || !own) return;
    const [west, south, east, north] = this.box;
    const from = map.project([west, north]);
    const to = map.project([east, south]);
    const { clientWidth, clientHeight } = map.getContainer();
    const { left, top, width, height } = this.frame;
    const magnified = 2 ** (own.getZoom() - map.getZoom());
    const isTied = from.x > left + width && from.y > 0 && to.x < clientWidth && to.y < clientHeight && magnified >= 2;
    for (const element of [this.#frameElement, this.#ties, this.#marks]) element.style.visibility = isTied ? 'visible' : 'hidden';
    if (!isTied) return;
    const set = (element: Element, values: Record<string, number>): void => {
      for (const [name, value] of Object.entries(values)) element.setAttribute(name, value.toFixed(1));
    };
    set(this.#place, { x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y });
    set(this.#lines[0], { x1: left + width, y1: top, x2: from.x, y2: from.y });
    set(this.#lines[1], { x1: left + width, y1: top + height, x2: from.x, y2: to.y });
    this.#title.textContent = TITLE[language](Math.round(magnified));
  }

  destroy(): void {
    this.view.destroy();
    this.#frameElement.remove();
    this.#ties.remove();
    this.#marks.remove();
  }
}
