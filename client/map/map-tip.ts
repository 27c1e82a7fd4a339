import type { AreaProperties } from '../../shared/session.ts';
import type { AreaValue, MapIntents } from './map-types.ts';

/** The words beside the pointer: both names of the place, and its value. */
export class MapTip {
  readonly element = document.createElement('div');

  constructor() {
    this.element.className = 'gt-map-tip';
    this.element.hidden = true;
    // The table says the same to those who do not see the map.
    this.element.ariaHidden = 'true';
  }

  show(
    properties: Pick<AreaProperties, 'name'>,
    value: AreaValue | undefined,
    language: MapIntents['language'],
    at: { x: number; y: number },
  ): void {
    const [own, other] = language === 'zh' ? [properties.name.zh, properties.name.en] : [properties.name.en, properties.name.zh];
    this.element.replaceChildren(own, part('span', other), ...(value?.label ? [part('b', value.label)] : []));
    this.#stand(at);
  }

  /** Two lines about something else than an area. */
  say([first, second]: readonly [string, string], at: { x: number; y: number }): void {
    this.element.replaceChildren(first, part('span', second));
    this.#stand(at);
  }

  #stand(at: { x: number; y: number }): void {
    this.element.hidden = false;
    const { offsetWidth, offsetHeight, offsetParent } = this.element;
    const [maxX, maxY] = [(offsetParent?.clientWidth ?? 0) - offsetWidth - 8, (offsetParent?.clientHeight ?? 0) - offsetHeight - 8];
    this.element.style.transform = `translate(${Math.min(at.x + 16, maxX)}px, ${Math.min(at.y + 18, maxY)}px)`;
  }

  hide(): void {
    this.element.hidden = true;
  }
}

const part = (tag: string, text: string): HTMLElement => Object.assign(document.createElement(tag), { textContent: text });
