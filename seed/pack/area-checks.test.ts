import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { PackArea } from '../../shared/city-pack.ts';
import {
  findBadNesting,
  findBadRings,
  findBadSums,
  findCrossings,
  findGapsAndOverlaps,
  findLostCentres,
  findSlivers,
  rowOf,
  type Snapshot,
  type Tier,
} from './area-checks.ts';
import type { Tree } from './area-tree.ts';
import { toGrid } from './plane/grid.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const TEXT = read('../chongqing/areas.topo.json');
const isBefore = ({ validFrom }: PackArea): boolean => validFrom === undefined;
const isSince = ({ validTo }: PackArea): boolean => validTo === undefined;
const TIERS: readonly Tier[] = ['city', 'district', 'street'];
const rows: { code: string; lng: string; lat: string }[] = parse(read('./chongqing/centres.csv'), { columns: true });
const centres = new Map(rows.map(({ code, lng, lat }) => [code, toGrid([Number(lng), Number(lat)])]));

/** The committed tree after something was done to it. */
function treeAfter(spoil: (tree: Tree) => void = () => {}): Tree {
  const tree = JSON.parse(TEXT) as Tree;
  spoil(tree);
  return tree;
}
const since = (spoil?: (tree: Tree) => void): Snapshot => ({ tree: treeAfter(spoil), isThen: isSince });
const streetOf = ({ objects }: Tree, code: string) => {
  const street = objects.street.geometries.find((each) => rowOf(each).code === code && isSince(rowOf(each)));
  if (street?.type !== 'Polygon') throw new Error(`${code} is no polygon`);
  return street;
};
const JIEFANGBEI = '500103003';

describe.each([
  ['before', isBefore],
  ['since', isSince],
] as const)('the areas %s the reform', (_edition, isThen) => {
  const snapshot = { tree: treeAfter(), isThen };
  it('leave no gap and do not overlap', () => expect(findGapsAndOverlaps(snapshot)).toEqual([]));
  it('nest exactly', () => expect(findBadNesting(snapshot)).toEqual([]));
  it('add up', () => expect(findBadSums(snapshot)).toEqual([]));
  it.each(TIERS)('have valid rings: %s', (tier) => expect(findBadRings(snapshot, tier)).toEqual([]));
  it.each(TIERS)('have no slivers: %s', (tier) => expect(findSlivers(snapshot, tier)).toEqual([]));
  it('hold each real centre in the street of its name', () => expect(findLostCentres(snapshot, centres)).toEqual([]));
});

it('no border crosses itself or another', () => expect(findCrossings(treeAfter())).toEqual([]));

describe('a planted fault is found', () => {
  it('a street left out', () => {
    const spoilt = since(({ objects: { street } }) => {
      street.geometries = street.geometries.filter((each) => rowOf(each).code !== JIEFANGBEI);
    });
    expect(findGapsAndOverlaps(spoilt)).not.toEqual([]);
    expect(findBadSums(spoilt)).toEqual([expect.stringContaining('500103 has')]);
    expect(findLostCentres(spoilt, new Map([[JIEFANGBEI, toGrid([106.577, 29.557])]]))).not.toEqual([]);
  });

  it('a street laid over another', () => {
    const spoilt = since((tree) => {
      streetOf(tree, JIEFANGBEI).arcs = [...streetOf(tree, '500101018').arcs];
    });
    expect(findGapsAndOverlaps(spoilt)).not.toEqual([]);
  });

  it('a street under the wrong district', () => {
    const spoilt = since((tree) => {
      rowOf(streetOf(tree, JIEFANGBEI)).parent = '500106';
    });
    expect(findBadNesting(spoilt)).not.toEqual([]);
    expect(findBadSums(spoilt)).toHaveLength(2);
  });

  it('a ring that runs the wrong way', () => {
    const spoilt = since((tree) => {
      const street = streetOf(tree, JIEFANGBEI);
      street.arcs = street.arcs.map((ring) => ring.map((arc) => ~arc).reverse());
    });
    expect(findBadRings(spoilt, 'street')).toEqual([`${JIEFANGBEI}: ring 0 runs the wrong way`]);
    expect(findGapsAndOverlaps(spoilt)).not.toEqual([]);
  });

  it('rings that are open or touch themselves', () => {
    const open = since((tree) => void streetOf(tree, JIEFANGBEI).arcs[0]!.pop());
    expect(findBadRings(open, 'street').join()).toContain('is open');
    const eight = since((tree) => {
      const loop = [
        [0, 0],
        [0, 9],
        [9, 0],
        [0, -9],
        [-9, 0],
        [-9, 0],
        [0, 9],
        [9, 0],
        [0, -9],
      ]; // two squares at one corner
      streetOf(tree, JIEFANGBEI).arcs = [[tree.arcs.push(loop) - 1]];
    });
    expect(findBadRings(eight, 'street').join()).toContain('passes a point twice');
  });

  it('a point of a border moved over another border', () => {
    const spoilt = treeAfter(({ arcs }) => {
      const arc = arcs.find(({ length }) => length > 10)!;
      arc[4] = [arc[4]![0]! + 3000, arc[4]![1]!];
      arc[5] = [arc[5]![0]! - 3000, arc[5]![1]!];
    });
    expect(findCrossings(spoilt)).not.toEqual([]);
  });

  it('a border drawn twice, or one that ends on another', () => {
    expect(findCrossings(treeAfter(({ arcs }) => void arcs.push(structuredClone(arcs[0]!))))).not.toEqual([]);
    const touching = treeAfter(({ arcs }) => {
      arcs.length = 0;
      arcs.push(
        [
          [0, 0],
          [10, 0],
        ],
        [
          [5, 0],
          [0, 5],
        ],
      );
    });
    expect(findCrossings(touching)).toHaveLength(1);
  });

  it.each([
    [
      'a crumb',
      [
        [0, 0],
        [0, 50],
        [50, 0],
        [0, -50],
        [-50, 0],
      ],
    ],
    [
      'a strip',
      [
        [0, 0],
        [0, 20],
        [9000, 0],
        [0, -20],
        [-9000, 0],
      ],
    ],
  ])('%s', (_what, ring) => {
    const spoilt = since((tree) => {
      const street = streetOf(tree, JIEFANGBEI);
      const part = [[tree.arcs.push(ring) - 1]];
      Object.assign(street, { type: 'MultiPolygon', arcs: [street.arcs, part] });
    });
    expect(findSlivers(spoilt, 'street')).toEqual([expect.stringContaining(JIEFANGBEI)]);
  });

  it('two centres exchanged', () => {
    const [[a, at], [b, bt]] = [...centres] as [[string, readonly [number, number]], [string, readonly [number, number]]];
    const exchanged = new Map([...centres, [a, bt], [b, at]] as const);
    expect(findLostCentres(since(), exchanged)).toHaveLength(2);
  });
});
