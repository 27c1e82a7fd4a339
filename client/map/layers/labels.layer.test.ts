import { describe, expect, it } from 'vitest';
import type { AreaValue } from '../map-types.ts';
import { classChanges } from './children-fill.layer.ts';
import { labelDiff, labelFeatures } from './labels.layer.ts';
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
  it('of labels: only those whose words or class did', () => {
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
