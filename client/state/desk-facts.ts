import { RECHECKABLE, type ViewFacts } from '../../shared/desk-views.ts';
import type { IncidentWire } from '../../shared/incidents.ts';

const ms = (time: string | null): number | null => (time === null ? null : Date.parse(time));

/** The server says the same of its own row (server/domain/incident.ts). */
const waitsForRecheck = ({ status, extra }: IncidentWire): boolean =>
  RECHECKABLE.includes(status) && extra?.recheck !== undefined && extra.recheck.outcome === undefined;

/** What a view of the desk asks of a row. */
export const factsOf = (row: IncidentWire): ViewFacts => ({
  status: row.status,
  suspended: row.suspended,
  supervised: row.supervised,
  overdue: row.overdue,
  returns: row.returns,
  reportedAtMs: Date.parse(row.reportedAt),
  dueAtMs: ms(row.dueAt),
  soonAtMs: ms(row.soonAt),
  acceptDueAtMs: ms(row.acceptDueAt),
  contactDueAtMs: ms(row.contactDueAt),
  contactedAtMs: ms(row.contactedAt),
  holderUnit: row.holder.unit,
  recheckBy: waitsForRecheck(row) ? row.extra!.recheck!.by : null,
});
