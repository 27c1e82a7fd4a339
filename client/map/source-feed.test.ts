import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { expect, it } from 'vitest';
import { changeSource } from './source-feed.ts';

/** As much of a map as a feed asks: one source, whether it is at rest, and what is said of it. */
class StandIn {
  readonly style = {};
  isAtRest = false;
  readonly #listeners: { type: string; hear: (event: object) => void }[] = [];
  on(type: string, hear: (event: object) => void): void {
    this.#listeners.push({ type, hear });
  }
  say(type: string, event: object): void {
    for (const listener of this.#listeners) if (listener.type === type) listener.hear(event);
  }
  getSource(id: string): GeoJSONSource {
    return { id } as GeoJSONSource;
  }
  isSourceLoaded(): boolean {
    return this.isAtRest;
  }
}

function stage(): { map: StandIn; made: string[]; want: (what: string) => void } {
  const map = new StandIn();
  const made: string[] = [];
  return { map, made, want: (what) => changeSource(map as unknown as MapLibreMap, 'names', () => void made.push(what)) };
}
const said = { sourceId: 'names' };

it('makes the first change at once, and of those asked for meanwhile the last', () => {
  const { map, made, want } = stage();
  for (const what of ['a', 'b', 'c']) want(what);
  expect(made).toEqual(['a']);
  map.say('sourcedata', said);
  expect(made).toEqual(['a']);
  map.isAtRest = true;
  map.say('sourcedata', said);
  map.say('sourcedata', said);
  expect(made).toEqual(['a', 'c']);
  want('d');
  expect(made).toEqual(['a', 'c', 'd']);
});

it('takes neither metadata nor the word of another source for rest', () => {
  const { map, made, want } = stage();
  want('a');
  want('b');
  // Tiles are asked for anew right after the metadata: until then all looks at rest.
  map.isAtRest = true;
  map.say('sourcedata', { ...said, sourceDataType: 'metadata' });
  map.say('sourcedata', { sourceId: 'marks', sourceDataType: 'content' });
  expect(made).toEqual(['a']);
  map.say('sourcedata', { ...said, sourceDataType: 'content' });
  expect(made).toEqual(['a', 'b']);
});

it('does not wait for ever where a tile left the view unheard', () => {
  const { map, made, want } = stage();
  want('a');
  want('b');
  map.isAtRest = true;
  map.say('idle', {});
  expect(made).toEqual(['a', 'b']);
});

it('changes nothing on a map that lost its style', () => {
  const { map, made, want } = stage();
  Object.assign(map, { style: null });
  want('a');
  expect(made).toEqual([]);
});
