import type { Feature, MultiLineString, Position } from 'geojson';
import { LEVELS, type Level } from '../../shared/alert-terms.ts';
import { edgeKey } from './border-runs.ts';
import type { AlertedAreas, AreaShape } from './map-types.ts';
import { partsOf } from './polygons.ts';

/** The line round areas taken together: an edge that two of them share is inside, and not drawn. */
export function outlineOf(shapes: readonly AreaShape[]): Position[][] {
  const rings = shapes.flatMap(({ geometry }) => partsOf(geometry).flat());
  const times = new Map<string, number>();
  const eachEdge = (visit: (a: Position, b: Position, isFirst: boolean) => void): void => {
    for (const ring of rings) for (let i = 1; i < ring.length; i++) visit(ring[i - 1]!, ring[i]!, i === 1);
  };
  eachEdge((a, b) => times.set(edgeKey(a, b), (times.get(edgeKey(a, b)) ?? 0) + 1));
  const runs: Position[][] = [];
  let run: Position[] | null = null;
  eachEdge((a, b, isFirst) => {
    if (isFirst) run = null;
    if (times.get(edgeKey(a, b)) !== 1) run = null;
    else if (run) run.push(b);
    else runs.push((run = [a, b]));
  });
  return runs;
}

export interface AlertPicture {
  fills: AreaShape[];
  lines: Feature<MultiLineString, { level: Level }>[];
  badges: { level: Level; words: string; lngLat: Position }[];
}

/** Areas by level, the gravest drawn last; the badge hangs over the northernmost point of its areas, where their names do not stand. */
export function alertPicture(shapes: readonly AreaShape[], { levels, words }: AlertedAreas): AlertPicture {
  const picture: AlertPicture = { fills: [], lines: [], badges: [] };
  for (const level of [...LEVELS].reverse()) {
    const held = shapes.filter(({ properties }) => levels[properties.code] === level);
    const outline = outlineOf(held);
    const top = outline
      .flat()
      .reduce<Position | null>((highest, point) => (highest === null || point[1]! > highest[1]! ? point : highest), null);
    if (top === null) continue;
    picture.fills.push(
      ...held.map((shape): AreaShape => ({ ...shape, properties: { ...shape.properties, level } as AreaShape['properties'] })),
    );
    picture.lines.push({ type: 'Feature', properties: { level }, geometry: { type: 'MultiLineString', coordinates: outline } });
    picture.badges.push({ level, words: words[level] ?? '', lngLat: top });
  }
  return picture;
}
