import type { Map as MapLibreMap } from 'maplibre-gl';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AreaValue } from '../map-types.ts';
import { classChanges } from './children-fill.layer.ts';
import { labelDiff, labelFeatures, labelsLayer } from './labels.layer.ts';
import type { Scene } from './layer.ts';

const value = (areaClass: AreaValue['class'], label?: string): AreaValue => ({
  value: 1,
  n: 50,
  class: areaClass,
  ...(label === undefined ? {} : { label }),
});
const shape = (code: string, zh: string) => ({
  type: 'Feature',
  properties: { code, name: { zh, en: code } },
  geometry: { type: 'Polygon', coordinates: [] },
});
const scene = (more: Partial<Scene> = {}): Scene =>
  ({
    shapes: { type: 'FeatureCollection', features: [shape('a', '开州区'), shape('b', '万州区'), shape('c', '秀山县')] },
    values: { a: value(2, '78.4'), b: value(0, '95.0') },
    places: new Map(['a', 'b', 'c'].map((code) => [code, { lngLat: [108, 31], room: 0.2, area: 1 }])),
    language: 'zh',
    showsAllValues: false,
    ...more,
  }) as unknown as Scene;
const words = (now: Scene): string[] => labelFeatures(now).map(({ properties: { name, tail } }) => name + tail);

describe('labelFeatures', () => {
  it('says the value where the target is missed, and a cross where there is no data', () => {
    expect(words(scene())).toEqual(['开州\n78.4', '万州', '秀山\n×']);
  });
  it('says every value where there is room', () => {
    expect(words(scene({ showsAllValues: true }))).toEqual(['开州\n78.4', '万州\n95.0', '秀山\n×']);
  });
  it('places missed targets before all others', () => {
    const [missed, met] = labelFeatures(scene());
    expect(missed!.properties.rank).toBeLessThan(met!.properties.rank);
  });
});

describe('what changes', () => {
  it('of labels: nothing when only classes did', () => {
    const before = labelFeatures(scene());
    const now = labelFeatures(scene({ values: { a: value(3, '78.4'), b: value(-2) } }));
    expect(labelDiff(now, before)).toBeNull();
  });
  it('of labels: only those whose words did', () => {
    const before = labelFeatures(scene());
    const now = labelFeatures(scene({ values: { a: value(2, '79.0'), b: value(0, '96.0') } }));
    expect(labelDiff(now, before)!.add!.map(({ properties }) => properties!['code'])).toEqual(['a']);
    expect(labelDiff(before, before)).toBeNull();
  });
  it('of fills: only classes that are others; all of them at first', () => {
    const before = { a: value(2), b: value(0) };
    expect(classChanges(['a', 'b', 'c'], { a: value(1), b: value(0) }, before)).toEqual([['a', 1]]);
    expect(classChanges(['a', 'c'], before, null)).toEqual([
      ['a', 2],
      ['c', -1],
    ]);
  });
});

describe('the layer', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('sends a change of classes as feature-state alone, a change of words as data too', () => {
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => (run(), 1));
    vi.stubGlobal('cancelAnimationFrame', () => undefined);
    const [updateData, setFeatureState] = [vi.fn<() => void>(), vi.fn<(of: { id: string }, state: { class: number }) => void>()];
    const source = { updateData, setData: updateData };
    const map = {
      style: {},
      on: () => undefined,
      isSourceLoaded: () => true,
      getSource: () => source,
      setFeatureState,
      removeFeatureState: () => undefined,
      once: () => undefined,
    } as unknown as MapLibreMap;
    const layer = labelsLayer();
    const first = scene();
    layer.update(map, first, null);
    updateData.mockClear();
    setFeatureState.mockClear();
    const { shapes, places } = first;
    const classOnly = scene({ shapes, places, values: { a: value(3, '78.4'), b: value(-2) } });
    layer.update(map, classOnly, first);
    expect(updateData).not.toHaveBeenCalled();
    expect(setFeatureState.mock.calls.map(([{ id }, state]) => [id, state.class])).toEqual([
      ['a', 3],
      ['b', -2],
    ]);
    layer.update(map, scene({ shapes, places, values: { a: value(3, '60.0'), b: value(-2) } }), classOnly);
    expect(updateData).toHaveBeenCalledOnce();
  });
});
