import type { UnitWire } from '../../../shared/session.ts';
import type { Directory } from '../../api/areas.query.ts';

/** Units at the place or at a node above it, the right department first, then the nearest. */
export function unitsFor(
  units: readonly UnitWire[],
  place: string,
  department: string | null,
  directory: Directory | undefined,
): UnitWire[] {
  const chain: string[] = [];
  for (let at = directory?.get(place); at; at = at.parent === null ? undefined : directory?.get(at.parent)) chain.push(at.code);
  const distance = (unit: UnitWire): number => chain.indexOf(unit.node);
  const reachable = directory ? units.filter((unit) => distance(unit) >= 0) : [...units];
  const rank = (unit: UnitWire): number => (department !== null && unit.department === department ? 0 : 10) + Math.max(0, distance(unit));
  return reachable.sort((a, b) => rank(a) - rank(b) || a.code.localeCompare(b.code));
}
