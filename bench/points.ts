import type { NewArea } from '../server/app/city.ts';
import type { Locator } from '../server/domain/locator.ts';
import type { LngLat } from '../shared/wire.ts';
import { seeded, shuffled, skewed } from './random.ts';

/** Bounding box of an area's border. */
function boxOf({ geometry }: NewArea): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const polygons = geometry?.type === 'Polygon' ? [geometry.coordinates] : (geometry?.coordinates ?? []);
  for (const [ring] of polygons) {
    for (const [x, y] of ring!) {
      box[0] = Math.min(box[0], x!);
      box[1] = Math.min(box[1], y!);
      box[2] = Math.max(box[2], x!);
      box[3] = Math.max(box[3], y!);
    }
  }
  return box;
}

/** Points in the streets' boxes, busy streets first: nearly all lie in a street, many near a border. */
export function cityPoints(areas: readonly NewArea[], seed: number): () => LngLat {
  const random = seeded(seed);
  const boxes = areas.filter(({ tier, geometry }) => tier === 'street' && geometry !== null).map(boxOf);
  const street = skewed(shuffled(boxes, random), random);
  return () => {
    const [west, south, east, north] = street();
    return [west + random() * (east - west), south + random() * (north - south)];
  };
}

/** Points anywhere in the city's box, most of them in the wide streets of the country. */
export function evenPoints(areas: readonly NewArea[], seed: number): () => LngLat {
  const random = seeded(seed);
  const [west, south, east, north] = boxOf(areas.find(({ parent }) => parent === null)!);
  return () => [west + random() * (east - west), south + random() * (north - south)];
}

/** Points in busy streets, each within the city. */
export function locatedPoints(areas: readonly NewArea[], locator: Locator, seed: number): () => { place: string; lngLat: LngLat } {
  const point = cityPoints(areas, seed);
  return () => {
    for (;;) {
      const lngLat = point();
      const place = locator.locate(lngLat);
      if (place !== null) return { place, lngLat };
    }
  };
}
