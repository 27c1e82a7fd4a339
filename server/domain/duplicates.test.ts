import { expect, it } from 'vitest';
import { incident, HOUR_MS, NOON_MS } from '../testing/factories.ts';
import { duplicatesOf, metresBetween } from './duplicates.ts';

const here: [number, number] = [106.55, 29.56];
const at = (id: number, eastM: number, hours: number, changes: object = {}) =>
  incident({
    id,
    lngLat: [here[0] + eastM / (111_320 * Math.cos((here[1] * Math.PI) / 180)), here[1]],
    reportedAtMs: NOON_MS + hours * HOUR_MS,
    ...changes,
  });
const categories = new Map([
  ['rubbish', { code: 'rubbish', department: 'cleaning' }],
  ['litter', { code: 'litter', department: 'cleaning' }],
  ['pothole', { code: 'pothole', department: 'roads' }],
]);
const of = at(1, 0, 0, { category: 'rubbish' });
const ids = (...others: ReturnType<typeof at>[]) => duplicatesOf(of, others, categories).map((each) => each.incident.id);

it('takes what is near in place and time and of the same kind, the likeliest first', () => {
  expect(
    ids(
      at(2, 200, -1, { category: 'rubbish' }),
      at(3, 20, -2, { category: 'rubbish' }),
      at(4, 20, -2, { category: 'litter' }),
      at(5, 20, -2, { category: 'pothole' }),
      at(6, 320, 0, { category: 'rubbish' }),
      at(7, 20, -80, { category: 'rubbish' }),
      at(8, 20, -2, { category: 'rubbish', exercise: true }),
      of,
    ),
  ).toEqual([3, 2, 4]);
});
it('without a point takes the same area and category, and says no distance', () => {
  const lost = at(9, 0, -1, { category: 'rubbish', lngLat: null });
  expect(duplicatesOf(of, [lost, { ...lost, id: 10, place: 'elsewhere' }, { ...lost, id: 11, category: 'litter' }], categories)).toEqual([
    { incident: lost, metres: null, apartMs: -HOUR_MS },
  ]);
});
it('measures on the ground', () => {
  expect(metresBetween(of, at(2, 250, 0))).toBeCloseTo(250, 0);
});
