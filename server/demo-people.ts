import type { UnitWire } from '../shared/session.ts';
import type { Catalogue } from './app/ports.ts';
import { demoUsers, type DemoUser } from './auth/demo-users.ts';

/** Demo people for the city at hand: its root, its two first districts, and a street. */
export function demoUsersOf({ tree }: Catalogue, units: readonly UnitWire[]): DemoUser[] {
  const at = Number.MAX_SAFE_INTEGER;
  const node = (code: string) => {
    const row = tree.latest(code)!;
    return { code, names: row.names, tier: row.tier };
  };
  const districts = tree.children(tree.root, at);
  const [first, second] = [districts.find((code) => tree.children(code, at).length > 0) ?? districts[0], districts.at(-1)];
  if (first === undefined) return [];
  const street = tree.children(first, at)[0];
  return demoUsers({
    city: node(tree.root),
    district: node(first),
    ...(second !== undefined && second !== first ? { otherDistrict: node(second) } : {}),
    ...(street === undefined ? {} : { street: node(street) }),
    units: units.filter((unit) => tree.isWithin(first, unit.node, at)),
  });
}
