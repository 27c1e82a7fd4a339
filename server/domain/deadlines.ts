import type { Evidence } from '../../shared/command-words.ts';
import { limitsAt, type CategoryLimits, type CityLimits, type Limit, type LimitUnit, type StageLimits } from '../../shared/limits.ts';
import { SEVERITIES, type Severity } from '../../shared/terms.ts';
import type { CityClock, WorkClock } from './work-calendar.ts';

/** A category as the deciders need it: default severity, and its limits at each. */
export interface CategoryFacts {
  code: string;
  severity: Severity;
  limits: Readonly<Record<Severity, StageLimits>>;
  /** What a case of this kind has to show before it counts as handled. */
  evidence?: readonly Evidence[];
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

/** A clock that never stops, for limits that are not a category's. */
const minutesLimit = (minutes: number): Limit => ({ amount: minutes / 60, unit: 'emergency-hour' });
export const dueAfter = (fromMs: number, minutes: number, clock: WorkClock): number => clock.dueAt(fromMs, minutesLimit(minutes));

/** More time for a due time, in hours of the kind that its limit counts. */
export const extended = (dueAtMs: number, minutes: number, limit: Limit | null, clock: WorkClock): number =>
  clock.dueAt(dueAtMs, {
    amount: minutes / 60,
    unit: limit === null || limit.unit === 'emergency-hour' ? 'emergency-hour' : 'working-hour',
  });

/** When a clock stood still, and in which unit it counts. */
export interface Pause {
  pausedAtMs: number;
  resumedAtMs: number;
  clock: WorkClock;
}

/** Where a clock stands after it was stopped: what was left is left. One that had run out before stays where it was. */
export function afterPause(dueAtMs: number, { pausedAtMs, resumedAtMs, clock }: Pause, unit: LimitUnit = 'emergency-hour'): number {
  if (dueAtMs <= pausedAtMs) return dueAtMs;
  return clock.dueAt(resumedAtMs, { amount: clock.spent(pausedAtMs, dueAtMs, unit), unit });
}

/** A unit that does not answer is pushed again, then replaced, then the shift leader's matter: at these shares of its limit. */
export const SILENCE_PERCENTS = [50, 100, 150] as const;
export const silenceSteps = (fromMs: number, limit: Limit | null | undefined, clock: WorkClock): number[] =>
  limit ? SILENCE_PERCENTS.map((percent) => clock.dueAt(fromMs, { ...limit, amount: (limit.amount * percent) / 100 })) : [];
/** The same for a limit in minutes. */
export const silenceAfter = (fromMs: number, minutes: number, clock: WorkClock): number[] =>
  silenceSteps(fromMs, minutesLimit(minutes), clock);
