import type { CapArea } from '../../shared/cap.ts';
import { sizeOf as areaSize, overlapOf, toDrawing } from '../domain/alerts/overlap.ts';
import type { Cut } from '../domain/alerts/received-facts.ts';
import { type AreaGeometry, toShape, type Shape } from '../domain/flat-shape.ts';
import { Rejection } from '../domain/rejection.ts';
import type { Tree } from '../domain/tree.ts';
import type { Catalogue } from './ports.ts';

/** The city as alerts are laid over it. */
export interface Ground {
  sizeOf: (code: string) => number;
  /** Which areas polygons and circles touch, and how much of each: the smallest that have a border. */
  cut(areas: readonly CapArea[]): Promise<Cut>;
}
interface Deps {
  catalogue(): Promise<Catalogue>;
  drawn(codes: readonly string[], atMs: number): Promise<{ code: string; geometryText: string | null }[]>;
  now(): number;
}

/** Less than this of an area, and of what is drawn, is no more than two borders that do not quite meet. */
const TOUCHES = 0.001;
const MOST_POINTS = 10_000;
const MOST_MS = 5_000;
/** So long the loop is held up at a time. */
const SLICE_MS = 8;

/** Borders are read once for each tree of the city, and kept. */
export function alertGround({ catalogue, drawn, now }: Deps): () => Promise<Ground> {
  let kept: { tree: Tree; epochMs: number; ground: Promise<Ground> } | null = null;
  return async () => {
    const { tree, locate } = await catalogue();
    const atMs = now();
    const epochMs = tree.epochOf(atMs);
    if (kept?.tree === tree && kept.epochMs === epochMs) return kept.ground;
    const ground = read(tree, atMs, drawn, (lngLat) => locate(lngLat, atMs));
    kept = { tree, epochMs, ground };
    ground.catch(() => (kept = null));
    return ground;
  };
}

async function read(tree: Tree, atMs: number, drawn: Deps['drawn'], locate: (lngLat: [number, number]) => string | null): Promise<Ground> {
  const shapes = new Map<string, Shape>();
  const rows = await drawn(tree.subtree(tree.root, atMs), atMs);
  for (const { code, geometryText } of rows)
    if (geometryText !== null) shapes.set(code, toShape({ code, geometry: JSON.parse(geometryText) as AreaGeometry }));
  const isDivided = (code: string): boolean => tree.children(code, atMs).some((child) => shapes.has(child) || isDivided(child));
  const units = [...shapes.values()].filter(({ code }) => !isDivided(code));
  const sizes = new Map(units.map((shape) => [shape.code, areaSize(shape)]));
  return {
    sizeOf: (code) => sizes.get(code) ?? 0,
    async cut(areas) {
      const rings = areas.flatMap(({ polygons }) => polygons);
      const circles = areas.flatMap((area) => area.circles);
      if (rings.reduce((sum, { length }) => sum + length, 0) > MOST_POINTS)
        throw new Rejection('cap.too-much', { what: 'points', most: MOST_POINTS });
      const drawing = toDrawing(
        rings,
        circles.filter(({ radiusKm }) => radiusKm > 0),
      );
      const touched = new Map<string, number>();
      const until = performance.now() + MOST_MS;
      let sliceEnd = performance.now() + SLICE_MS;
      for (const shape of units) {
        const { ofArea, ofDrawing } = overlapOf(shape, drawing);
        if (ofArea >= TOUCHES || ofDrawing >= TOUCHES) touched.set(shape.code, ofArea);
        if (performance.now() < sliceEnd) continue;
        if (performance.now() > until) throw new Rejection('cap.too-much', { what: 'ms', most: MOST_MS });
        await new Promise((resolve) => setImmediate(resolve));
        sliceEnd = performance.now() + SLICE_MS;
      }
      for (const { centre, radiusKm } of circles) {
        const code = radiusKm === 0 ? locate(centre) : null;
        if (code !== null && !touched.has(code)) touched.set(code, 0);
      }
      return touched;
    },
  };
}
