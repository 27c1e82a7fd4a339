import { expect, it } from 'vitest';
import type { LngLat } from '../../shared/wire.ts';
import { CITY, pointIn, STREETS, TEST_AREAS, TEST_CATEGORIES, TEST_UNITS } from '../../server/testing/test-city.ts';
import { buildGround } from './ground.ts';
import { buildMovement } from './movement.ts';

const NOW_MS = Date.parse('2026-03-04T12:00:00+08:00');
const UNIT = '9001-water';
const ground = buildGround(
  {
    timeZone: 'Asia/Shanghai',
    root: CITY,
    areas: TEST_AREAS.map(({ code, parent, geometry }) => ({ code, parent, border: geometry })),
    categories: TEST_CATEGORIES.map(({ code, severity }) => ({ code, severity, major: null, nameZh: code, department: null })),
    units: TEST_UNITS,
  },
  7,
);
const awayM = ([lng, lat]: LngLat, [toLng, toLat]: LngLat): number => Math.hypot((toLng - lng) * 96_700, (toLat - lat) * 111_195);

/** What a team says of itself in an hour with a case that it has accepted. */
function hour() {
  const movement = buildMovement(ground, TEST_UNITS, 7);
  const target = pointIn(STREETS[2]);
  movement.follow({ id: 1, unit: UNIT, status: 'accepted', lngLat: target }, NOW_MS);
  const told = Array.from({ length: 360 }, (_, i) => movement.tell(NOW_MS + i * 10_000));
  return { movement, target, told, positions: told.flatMap(({ positions }) => positions) };
}

it('drives to what it has accepted, no faster than a car, says once that it is on its way, and stays there', () => {
  const { target, told, positions } = hour();
  expect(told.flatMap(({ onTheWay }) => onTheWay)).toEqual([UNIT]);
  const speeds = positions.slice(1).map(({ lngLat, at }, i) => {
    const before = positions[i]!;
    return awayM(before.lngLat, lngLat) - ((Date.parse(at) - Date.parse(before.at)) / 3_600_000) * 26_000;
  });
  expect(Math.max(...speeds)).toBeLessThan(150);
  expect(awayM(positions[0]!.lngLat, target)).toBeGreaterThan(1_000);
  expect(awayM(positions.at(-1)!.lngLat, target)).toBeLessThan(150);
});

it('is the same for the same seed, and says nothing of a team that has nothing to do with anything', () => {
  expect(hour().positions).toEqual(hour().positions);
  expect(new Set(hour().positions.map(({ unit }) => unit))).toEqual(new Set([UNIT]));
});
