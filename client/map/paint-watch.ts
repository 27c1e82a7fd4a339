import type { Map as MapLibreMap } from 'maplibre-gl';
import { drawnAt } from './drawn-at.ts';
import { INCIDENTS } from './layers/incidents.layer.ts';

type Painted = (ids: readonly number[], atMs: number) => void;
interface Awaited {
  version: number;
  lngLat: [number, number];
}

/** Enough for a burst; a first load of thousands is not awaited mark by mark. */
const MOST_AWAITED = 50;
const MOST_REMEMBERED = 5_000;

/** Notices the frame in which a changed mark really stands on the screen: asked of what was rendered, not of what was sent. */
export class PaintWatch {
  readonly #map: MapLibreMap;
  readonly #painted: Painted;
  readonly #awaited = new Map<number, Awaited>();
  readonly #at = new Map<number, number>();

  constructor(map: MapLibreMap, painted: Painted) {
    this.#map = map;
    this.#painted = painted;
    map.on('render', this.#look);
  }

  expect(changed: readonly ({ id: number } & Awaited)[]): void {
    for (const { id, version, lngLat } of changed.slice(-MOST_AWAITED)) this.#awaited.set(id, { version, lngLat });
  }

  /** `performance.now()` of the frame that showed the newest version of it. */
  paintedAt(id: number): number | undefined {
    return this.#at.get(id);
  }

  readonly #look = (): void => {
    if (this.#awaited.size === 0 || !this.#map.getLayer(INCIDENTS)) return;
    const atMs = performance.now();
    const done = [...this.#awaited].filter(([id, awaited]) => this.#isSeen(id, awaited)).map(([id]) => id);
    for (const id of done) {
      this.#awaited.delete(id);
      this.#at.delete(id);
      this.#at.set(id, atMs);
    }
    while (this.#at.size > MOST_REMEMBERED) this.#at.delete(this.#at.keys().next().value!);
    if (done.length > 0) this.#painted(done, atMs);
  };

  #isSeen(id: number, { version, lngLat }: Awaited): boolean {
    const { x, y } = this.#map.project(lngLat);
    const { clientWidth, clientHeight } = this.#map.getContainer();
    // Out of view there is nothing to wait for.
    if (x < 0 || y < 0 || x > clientWidth || y > clientHeight) return true;
    const here = drawnAt(
      this.#map,
      [
        [x - 1, y - 1],
        [x + 1, y + 1],
      ],
      [INCIDENTS],
    );
    return here.some(({ properties }) => properties['id'] === id && properties['version'] === version);
  }
}
