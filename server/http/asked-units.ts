import type { HeldBy } from '../../shared/measures.ts';
import { Rejection } from '../domain/rejection.ts';
import { unitsWithin } from '../domain/units-within.ts';
import type { HttpDeps } from './deps.ts';

/** Of each unit at home in an area, the row that it counts in: its own, or its department's; '' = of units without one. */
export async function unitRows(area: string, by: HeldBy, deps: HttpDeps): Promise<Map<string, string>> {
  const { tree } = await deps.catalogue();
  const units = unitsWithin(await deps.city.units(), area, tree, deps.now());
  return new Map(units.map(({ code, department }) => [code, by === 'unit' ? code : (department ?? '')]));
}

/** The units of one row, each with its key; null = none is asked for. @throws Rejection where the area has no such row */
export async function askedUnits(
  { unit, holder }: { unit?: string | undefined; holder?: string | undefined },
  area: string,
  deps: HttpDeps,
): Promise<ReadonlyMap<string, string> | null> {
  if (unit === undefined && holder === undefined) return null;
  if (unit !== undefined && holder !== undefined)
    throw new Rejection('request.invalid', { field: 'holder', problem: 'unit or holder, not both' });
  const key = unit ?? holder!;
  const all = await unitRows(area, unit === undefined ? 'holder' : 'unit', deps);
  const rows = new Map([...all].filter(([, row]) => row === key));
  if (rows.size === 0 && unit !== undefined) throw new Rejection('unit.unknown', { field: 'unit', unit });
  if (rows.size === 0) throw new Rejection('department.unknown', { field: 'holder', department: key });
  return rows;
}
