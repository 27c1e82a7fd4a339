import type { CapCircle } from '../../../shared/cap.ts';
import type { LngLat } from '../../../shared/wire.ts';
import { forEachEdge, type Shape } from '../flat-shape.ts';
import { METRES_PER_DEGREE } from '../planar.ts';

/** What a message draws, ready to be laid over areas. */
export interface Drawing {
  /** The edges of each, x1, y1, x2, y2 and on. */
  rings: (readonly number[])[];
  /** x, y, half height and half width, degrees. */
  circles: [x: number, y: number, rY: number, rX: number][];
  minX: number;
  maxX: number;
  minY: number;
  maxY: number;
  /** Square degrees. */
  size: number;
}
type Span = [from: number, to: number];

/**
 * Rings and circles as one drawing. Where rings cross themselves or each other, everything that any of them goes round is meant; nothing
 * is clipped or redrawn, so no border however poor can fail.
 */
export function toDrawing(rings: readonly (readonly LngLat[])[], circles: readonly CapCircle[]): Drawing {
  const drawing: Drawing = {
    rings: rings.map((ring) => ring.slice(1).flatMap(([x2, y2], i) => [...ring[i]!, x2, y2])),
    circles: circles.map(({ centre: [x, y], radiusKm }) => {
      const rY = (radiusKm * 1000) / METRES_PER_DEGREE;
      return [x, y, rY, rY / Math.max(0.01, Math.cos((y * Math.PI) / 180))];
    }),
    minX: Infinity,
    maxX: -Infinity,
    minY: Infinity,
    maxY: -Infinity,
    size: 0,
  };
  const hold = (x: number, y: number): void => {
    drawing.minX = Math.min(drawing.minX, x);
    drawing.maxX = Math.max(drawing.maxX, x);
    drawing.minY = Math.min(drawing.minY, y);
    drawing.maxY = Math.max(drawing.maxY, y);
  };
  for (const ring of rings) for (const [x, y] of ring) hold(x, y);
  for (const [x, y, rY, rX] of drawing.circles) {
    hold(x - rX, y - rY);
    hold(x + rX, y + rY);
  }
  drawing.size = sum(drawing.minY, drawing.maxY, (y) => lengthOf(spansOfDrawing(drawing, y)));
  return drawing;
}

/** What lies in both, as a share of the area and of the drawing. */
export interface Overlap {
  ofArea: number;
  ofDrawing: number;
}
const NONE: Overlap = { ofArea: 0, ofDrawing: 0 };

/** Laid over each other row by row: exact along a row, and the same rows measure the area itself, so the whole is exactly 1. */
export function overlapOf(area: Shape, drawing: Drawing): Overlap {
  const [from, to] = [Math.max(area.minY, drawing.minY), Math.min(area.maxY, drawing.maxY)];
  if (from >= to || area.maxX <= drawing.minX || area.minX >= drawing.maxX) return NONE;
  const near = { circles: drawing.circles, rings: drawing.rings.map((edges) => edgesBetween(edges, from, to)) };
  let common = 0;
  const own = sum(area.minY, area.maxY, (y, height) => {
    const spans = spansOfArea(area, y);
    if (y >= from && y <= to) common += height * commonOf(spans, spansOfDrawing(near, y));
    return lengthOf(spans);
  });
  // Of a drawing much lower than the area too few rows would tell.
  if (to - from < (area.maxY - area.minY) / 4) common = sum(from, to, (y) => commonOf(spansOfArea(area, y), spansOfDrawing(near, y)));
  if (own === 0 || common === 0) return NONE;
  return { ofArea: Math.min(1, common / own), ofDrawing: drawing.size === 0 ? 0 : Math.min(1, common / drawing.size) };
}

/** Square degrees made comparable north and south. */
export function sizeOf(area: Shape): number {
  return sum(area.minY, area.maxY, (y) => lengthOf(spansOfArea(area, y))) * Math.cos(((area.minY + area.maxY) * Math.PI) / 360);
}

const ROWS = 128;
function sum(from: number, to: number, lengthAt: (y: number, height: number) => number): number {
  const height = (to - from) / ROWS;
  let total = 0;
  for (let row = 0; row < ROWS; row++) total += height * lengthAt(from + (row + 0.5) * height, height);
  return total;
}
const lengthOf = (spans: readonly Span[]): number => spans.reduce((total, [from, to]) => total + to - from, 0);

/** Even-odd, as the locator does. */
function spansOfArea(area: Shape, y: number): Span[] {
  const crossings: number[] = [];
  forEachEdge(area, (x1, y1, x2, y2) => {
    if (y1 <= y !== y2 <= y) crossings.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
  });
  crossings.sort((a, b) => a - b);
  const spans: Span[] = [];
  for (let i = 0; i + 1 < crossings.length; i += 2) spans.push([crossings[i]!, crossings[i + 1]!]);
  return spans;
}

function spansOfDrawing({ rings, circles }: Pick<Drawing, 'rings' | 'circles'>, y: number): Span[] {
  const spans = rings.flatMap((ring) => spansOfRing(ring, y));
  for (const [x, centreY, rY, rX] of circles) {
    const part = 1 - ((y - centreY) / rY) ** 2;
    if (part > 0) spans.push([x - rX * Math.sqrt(part), x + rX * Math.sqrt(part)]);
  }
  return merged(spans);
}

/** Wherever it goes round at least once. */
function spansOfRing(edges: readonly number[], y: number): Span[] {
  const crossings: [x: number, turn: number][] = [];
  for (let at = 0; at < edges.length; at += 4) {
    const [x1, y1, x2, y2] = [edges[at]!, edges[at + 1]!, edges[at + 2]!, edges[at + 3]!];
    if (y1 <= y !== y2 <= y) crossings.push([x1 + ((y - y1) / (y2 - y1)) * (x2 - x1), y2 > y1 ? 1 : -1]);
  }
  crossings.sort(([a], [b]) => a - b);
  const spans: Span[] = [];
  let turns = 0;
  for (const [i, [x, turn]] of crossings.entries()) {
    turns += turn;
    if (turns !== 0 && crossings[i + 1]) spans.push([x, crossings[i + 1]![0]]);
  }
  return spans;
}

function edgesBetween(edges: readonly number[], from: number, to: number): number[] {
  const between: number[] = [];
  for (let at = 0; at < edges.length; at += 4) {
    const [y1, y2] = [edges[at + 1]!, edges[at + 3]!];
    if (Math.max(y1, y2) > from && Math.min(y1, y2) < to) between.push(edges[at]!, y1, edges[at + 2]!, y2);
  }
  return between;
}

function merged(spans: Span[]): Span[] {
  spans.sort(([a], [b]) => a - b);
  const apart: Span[] = [];
  for (const [from, to] of spans) {
    const last = apart.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}

function commonOf(a: readonly Span[], b: readonly Span[]): number {
  let total = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    total += Math.max(0, Math.min(a[i]![1], b[j]![1]) - Math.max(a[i]![0], b[j]![0]));
    if (a[i]![1] < b[j]![1]) i += 1;
    else j += 1;
  }
  return total;
}
