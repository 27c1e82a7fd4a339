import { expect, it } from 'vitest';
import { borderArcs } from './border-arcs.ts';
import { type Ring, segmentsOf } from './grid.ts';
import { nodeSegments } from './node-segments.ts';
import { polygonsOf } from './polygons.ts';
import { traceFaces } from './trace-faces.ts';

const square = (x: number, y: number, side: number): Ring => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
/** Arcs of squares, each face labelled by how many squares it lies in. */
function arcsOf(...squares: Ring[]) {
  const faces = traceFaces(nodeSegments(squares.flatMap(segmentsOf)));
  const labels = faces.rings.map((_, face) => String(face));
  return borderArcs(faces.segments.map((segment, i) => ({ segment, left: labels[faces.left[i]!]!, right: labels[faces.right[i]!]! })));
}

it('writes a region round another as one polygon with a hole', () => {
  const arcs = arcsOf(square(0, 0, 10), square(3, 3, 2));
  const outer = arcs
    .flatMap(({ left, right }) => [left, right])
    .find((label) => label !== '0' && polygonsOf(arcs, (l) => l === label)[0]!.length === 2);
  expect(polygonsOf(arcs, (label) => label === outer)).toHaveLength(1);
  expect(polygonsOf(arcs, (label) => label !== '0')).toHaveLength(1);
});

it('makes parts that touch in a point two polygons', () => {
  const arcs = arcsOf(square(0, 0, 4), square(4, 4, 4));
  const polygons = polygonsOf(arcs, (label) => label !== '0');
  expect(polygons.map((rings) => rings.length)).toEqual([1, 1]);
});

it('drops the border between two regions that are taken together', () => {
  const arcs = arcsOf(square(0, 0, 4), [
    [4, 0],
    [8, 0],
    [8, 4],
    [4, 4],
    [4, 0],
  ]);
  const [[ring]] = polygonsOf(arcs, (label) => label !== '0') as [[number[]]];
  expect(arcs).toHaveLength(3);
  expect(ring).toHaveLength(2);
});
