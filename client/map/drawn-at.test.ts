import type { Map as MapLibreMap } from 'maplibre-gl';
import { expect, it } from 'vitest';
import { drawnAt } from './drawn-at.ts';

const mapThat = (answer: () => unknown) => ({ queryRenderedFeatures: answer }) as unknown as MapLibreMap;

it('tells what is drawn, and nothing while data and picture differ', () => {
  expect(
    drawnAt(
      mapThat(() => ['mark']),
      [1, 2],
      ['incidents'],
    ),
  ).toEqual(['mark']);
  const amidst = mapThat(() => {
    throw new Error('feature index out of bounds');
  });
  expect(drawnAt(amidst, [1, 2], ['incidents'])).toEqual([]);
  expect(drawnAt(amidst, null, ['incidents'])).toEqual([]);
});

it('any other fault is a fault', () => {
  const broken = mapThat(() => {
    throw new TypeError('no such layer');
  });
  expect(() => drawnAt(broken, [1, 2], ['incidents'])).toThrow('no such layer');
});
