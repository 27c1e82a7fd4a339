import { type Geom, union } from 'polyclip-ts';
import { type Tier, TIERS } from '../../shared/terms.ts';
import type { Group } from '../../shared/city-pack.ts';
import type { Tree } from '../domain/tree.ts';
import type { AreaProperties } from '../../shared/session.ts';
import { ancestorsOf, type DrawnArea, toFeature, toProperties } from './geo.ts';

/** Members of a group at an instant. */
export const membersAt = ({ members }: Group, tree: Tree, at: number): string[] =>
  members.filter((code) => tree.row(code, at) !== undefined);

/** A group as a map shows it: one outline round its members, without the borders between them. */
export function toGroupFeature(group: Group, drawn: readonly DrawnArea[], tree: Tree, at: number, hasGeometry: boolean): string {
  const tiers = drawn.map(({ tier }) => TIERS.indexOf(tier));
  const root = tree.row(tree.root, at)!;
  const properties: AreaProperties = {
    ...toProperties(root, drawn.length),
    code: group.code,
    name: group.names,
    // As if it stood above its members: what they are called together follows from it.
    tier: (TIERS[Math.max(0, Math.min(...tiers) - 1)] ?? root.tier) satisfies Tier,
    kind: group.kind,
    parent: tree.root,
    bbox: boxRound(drawn),
  };
  const ancestors = [...ancestorsOf(tree.root, tree, at), { code: tree.root, name: root.names, tier: root.tier }];
  return toFeature({ ...properties, ancestors }, hasGeometry ? outline(drawn) : null);
}

function boxRound(drawn: readonly DrawnArea[]): AreaProperties['bbox'] {
  const boxes = drawn.flatMap(({ bbox }) => (bbox ? [bbox] : []));
  if (boxes.length === 0) return null;
  const least = (side: 0 | 1): number => Math.min(...boxes.map((box) => box[side]));
  const most = (side: 2 | 3): number => Math.max(...boxes.map((box) => box[side]));
  return [least(0), least(1), most(2), most(3)];
}

function outline(drawn: readonly DrawnArea[]): string | null {
  const shapes = drawn.flatMap(({ geometryText }) => {
    if (geometryText === null) return [];
    const { type, coordinates } = JSON.parse(geometryText) as { type: string; coordinates: Geom };
    return [(type === 'Polygon' ? [coordinates] : coordinates) as Geom];
  });
  const [first, ...others] = shapes;
  return first === undefined ? null : JSON.stringify({ type: 'MultiPolygon', coordinates: union(first, ...others) });
}
