import { describe, expect, it } from 'vitest';
import type { LiveUnit } from '../../shared/unit-states.ts';
import type { UnitOffer } from '../../shared/units.ts';
import { standingUnits } from './use-map-units.ts';

const NOW = Date.parse('2026-03-02T04:00:00Z');
const at = new Date(NOW).toISOString();
const known = (unit: string, lng: number | null): [string, LiveUnit] => [
  unit,
  {
    unit,
    state: 'available',
    sinceMs: 0,
    position: lng === null ? null : { lng, lat: 29.5, atMs: NOW, accuracyM: null },
    load: 0,
    rev: 1,
  },
];
const offer = (unit: string, lng: number | null): UnitOffer => ({
  unit,
  names: { zh: unit, en: unit },
  kind: 'team',
  node: '500103001',
  department: null,
  state: 'assigned',
  load: 1,
  holds: [],
  distanceM: 200,
  from: lng === null ? 'home' : 'position',
  position: lng === null ? null : { lngLat: [lng, 29.6], at, accuracyM: 8, isFresh: true },
  reasons: ['busy'],
});
const book = { promiseMin: 5, byCode: new Map([known('own', 106.5), known('other', 106.6), known('silent', null)]) };
const drawn = (...args: Parameters<typeof standingUnits>) =>
  standingUnits(...args).map(({ unit, key, position }) => [unit, key, position.lng]);

describe('units on the map', () => {
  it('are those of the area, with the key of those offered', () => {
    expect(drawn(book, [offer('other', 106.6)], true)).toEqual([
      ['own', 0, 106.5],
      ['other', 1, 106.6],
    ]);
  });

  it('are the offered ones alone over a whole city', () => {
    expect(drawn(book, [offer('other', 106.6)], false)).toEqual([['other', 1, 106.6]]);
  });

  it('are also those of a neighbouring street that are offered, whom the area’s own list does not name', () => {
    const offers = [offer('beside', 106.7), offer('at-home', null), offer('own', 106.9)];
    expect(drawn(book, offers, false)).toEqual([
      ['own', 3, 106.5],
      ['beside', 1, 106.7],
    ]);
  });
});
