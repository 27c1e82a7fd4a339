import type { Feature } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap, Style } from 'maplibre-gl';

type Change = (source: GeoJSONSource) => void;

const feeds = new WeakMap<MapLibreMap, Map<string, SourceFeed>>();

/**
 * The one way for data to reach a source of the map: the change is made when nothing of the source is on its way any more, at once
 * if nothing is. What is asked for meanwhile takes the place of what waits, so a change says what it changes when it is made.
 */
export function changeSource(map: MapLibreMap, id: string, change: Change): void {
  let ofMap = feeds.get(map);
  if (!ofMap) feeds.set(map, (ofMap = new Map()));
  let feed = ofMap.get(id);
  if (!feed) ofMap.set(id, (feed = new SourceFeed(map, id)));
  feed.want(change);
}

export const putFeatures = (map: MapLibreMap, id: string, features: Feature[]): void =>
  changeSource(map, id, (source) => void source.setData({ type: 'FeatureCollection', features }));

/**
 * MapLibre's worker answers when it has the glyphs and images that a tile needs: an older tile that waits for a font would come after a
 * newer one without words, lie over it until the next change, and have its features looked up in the other's list, which throws
 * "feature index out of bounds" out of frames and questions (MapLibre 6.17; its issue 2923 is of this kind).
 */
class SourceFeed {
  readonly #map: MapLibreMap;
  readonly #id: string;
  #waiting: Change | null = null;
  #isFirst = true;

  constructor(map: MapLibreMap, id: string) {
    this.#map = map;
    this.#id = id;
    map.on('sourcedata', ({ sourceId, sourceDataType }) => {
      // The metadata come before the tiles are asked for anew.
      if (sourceId === id && sourceDataType !== 'metadata') this.#go();
    });
    // A tile on its way may leave the view, and nothing is said of its source.
    map.on('idle', () => this.#go());
  }

  want(change: Change): void {
    this.#waiting = change;
    this.#go();
  }

  #go(): void {
    const [map, change] = [this.#map, this.#waiting];
    // A map that lost its context, or was removed, has no style to ask.
    if (!change || !(map.style as Style | null)) return;
    const source = map.getSource<GeoJSONSource>(this.#id);
    // All sources begin empty: there is nothing that could come too late.
    if (!source || !(this.#isFirst || map.isSourceLoaded(this.#id))) return;
    this.#isFirst = false;
    this.#waiting = null;
    change(source);
  }
}
