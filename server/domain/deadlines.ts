import type { Severity } from '../../shared/terms.ts';

/** A category as the deciders need it: default severity and its clocks in plain minutes (null = no such clock). */
export interface CategoryFacts {
  code: string;
  severity: Severity;
  acceptMin: number | null;
  contactMin: number | null;
  totalMin: number | null;
}

const MINUTE_MS = 60_000;
// Whole ms: limits may be fractions of a minute, stored times are integers.
const plus = (fromMs: number, minutes: number | null): number | null =>
  minutes === null ? null : fromMs + Math.round(minutes * MINUTE_MS);

/** The total clock runs from receipt, not from registration: what waits unregistered is late too. */
export const totalDueAt = (category: CategoryFacts, reportedAtMs: number): number | null => plus(reportedAtMs, category.totalMin);

/** The stage clocks start at dispatch, not at acceptance. */
export const dispatchClocks = (
  category: CategoryFacts,
  dispatchedAtMs: number,
): { acceptDueAtMs: number | null; contactDueAtMs: number | null } => ({
  acceptDueAtMs: plus(dispatchedAtMs, category.acceptMin),
  contactDueAtMs: plus(dispatchedAtMs, category.contactMin),
});
