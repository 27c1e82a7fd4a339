import type { InferSelectModel } from 'drizzle-orm';
import { isOpen, SEVERITIES, type Severity, type Status } from '../../shared/terms.ts';
import type { Located } from '../../shared/located.ts';
import type { Incident, Mark } from '../domain/incident.ts';
import type { Schema } from './schema.ts';

export type IncidentRow = InferSelectModel<Schema['incidents']>;
/** Risk key of an incident without a due time: after all that have one. */
export const NO_RISK_MS = 9_000_000_000_000_000;

export function toRow({
  lngLat,
  holder,
  marks,
  flags,
  exercise,
  overdue,
  suspended,
  supervised,
  hasUpheldReturn,
  isImported,
  ...rest
}: Incident): IncidentRow {
  return {
    ...rest,
    isOpen: isOpen(rest.status) ? 1 : 0,
    severityRank: SEVERITIES.indexOf(rest.severity),
    riskAtMs: rest.dueAtMs ?? NO_RISK_MS,
    lng: lngLat?.[0] ?? null,
    lat: lngLat?.[1] ?? null,
    holderNode: holder.node,
    holderDepartment: holder.department,
    holderUnit: holder.unit,
    exercise: exercise ? 1 : 0,
    overdue: overdue ? 1 : 0,
    suspended: suspended ? 1 : 0,
    supervised: supervised ? 1 : 0,
    hasUpheldReturn: hasUpheldReturn ? 1 : 0,
    isImported: isImported ? 1 : 0,
    flags: JSON.stringify(flags),
    marks: JSON.stringify(marks),
  };
}

export function fromRow(row: IncidentRow): Incident {
  const { lng, lat, holderNode, holderDepartment, holderUnit, isOpen: _open, severityRank: _rank, riskAtMs: _risk, ...rest } = row;
  return {
    ...rest,
    status: row.status as Status,
    severity: row.severity as Severity,
    located: row.located as Located,
    lngLat: lng === null || lat === null ? null : [lng, lat],
    holder: { node: holderNode, department: holderDepartment, unit: holderUnit },
    exercise: row.exercise === 1,
    overdue: row.overdue === 1,
    suspended: row.suspended === 1,
    supervised: row.supervised === 1,
    hasUpheldReturn: row.hasUpheldReturn === 1,
    isImported: row.isImported === 1,
    flags: JSON.parse(row.flags) as string[],
    marks: JSON.parse(row.marks) as Mark[],
  };
}
