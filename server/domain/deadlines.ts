import { limitsAt, type CategoryLimits, type CityLimits, type Limit, type StageLimits } from '../../shared/limits.ts';
import { SEVERITIES, type Severity } from '../../shared/terms.ts';
import type { CityClock, WorkClock } from './work-calendar.ts';

/** A category as the deciders need it: default severity, and its limits at each. */
export interface CategoryFacts {
  code: string;
  severity: Severity;
  limits: Readonly<Record<Severity, StageLimits>>;
}

/** A category with the city's limits under its own; `null` limits = found by an import. */
export const categoryFacts = (code: string, severity: Severity, own: CategoryLimits | null, city: CityLimits): CategoryFacts => ({
  code,
  severity,
  limits: Object.fromEntries(SEVERITIES.map((each) => [each, limitsAt(city, own, each)])) as Record<Severity, StageLimits>,
});

/** The limit of the total clock, from receipt to the verified closing. */
export const totalLimit = ({ limits }: CategoryFacts, severity: Severity): Limit | null => limits[severity].total ?? null;

const due = (clock: WorkClock, fromMs: number, limit: Limit | null | undefined): number | null =>
  limit ? clock.dueAt(fromMs, limit) : null;

/** The total clock runs from receipt, not from registration: what waits unregistered is late too. */
export const totalDueAt = (category: CategoryFacts, severity: Severity, reportedAtMs: number, clock: WorkClock): number | null =>
  due(clock, reportedAtMs, totalLimit(category, severity));

/** The stage clocks start at dispatch, not at acceptance. */
export const dispatchClocks = (
  { limits }: CategoryFacts,
  severity: Severity,
  dispatchedAtMs: number,
  clock: WorkClock,
): { acceptDueAtMs: number | null; contactDueAtMs: number | null } => ({
  acceptDueAtMs: due(clock, dispatchedAtMs, limits[severity].accept),
  contactDueAtMs: due(clock, dispatchedAtMs, limits[severity].contact),
});

/** On an incident whose due time was counted in a year without holidays: it stands, and somebody has to look at it. */
export const DUE_PROVISIONAL = 'due-provisional';

/** Whether the total clock runs through a year that the calendar does not know. */
export const isProvisional = (limit: Limit | null, fromMs: number, dueAtMs: number | null, clock: CityClock): boolean =>
  limit !== null && dueAtMs !== null && limit.unit !== 'emergency-hour' && clock.unknownYear(fromMs, dueAtMs) !== null;
