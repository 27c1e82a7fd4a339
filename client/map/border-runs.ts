import type { Feature, MultiLineString, Position } from 'geojson';
import type { AreaShapes } from './map-types.ts';
import { partsOf } from './polygons.ts';

/** Either direction of an edge has the same key. Coordinates come from one topology, so neighbours agree to the digit. */
export function edgeKey([ax, ay]: Position, [bx, by]: Position): string {
  return ax! < bx! || (ax === bx && ay! < by!) ? `${ax},${ay},${bx},${by}` : `${bx},${by},${ax},${ay}`;
}

/** The lines between and around areas with every edge once: drawn from the polygons, each would cost twice. */
export function borderRuns(shapes: AreaShapes): Feature<MultiLineString> {
  const seen = new Set<string>();
  const runs: Position[][] = [];
  for (const ring of shapes.features.flatMap(({ geometry }) => partsOf(geometry).flat())) {
    let run: Position[] | null = null;
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1]!, ring[i]!];
      const key = edgeKey(a, b);
      if (seen.has(key)) {
        run = null;
        continue;
      }
      seen.add(key);
      if (run) run.push(b);
      else runs.push((run = [a, b]));
    }
  }
  return { type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: runs } };
}
