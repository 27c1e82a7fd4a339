import type { Evidence } from '../../shared/command-words.ts';
import type { Severity } from '../../shared/terms.ts';

/** A category as the deciders need it: default severity and its clocks in plain minutes (null = no such clock). */
export interface CategoryFacts {
  code: string;
  severity: Severity;
  acceptMin: number | null;
  contactMin: number | null;
  totalMin: number | null;
  /** What a case of this kind has to show before it counts as handled. */
  evidence?: readonly Evidence[];
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

/** A limit of its own, from an instant on. */
export const dueAfter = (fromMs: number, minutes: number): number => plus(fromMs, minutes)!;

/**
 * Where a clock stands after it was stopped: what was left is left. One that had run out before stays where it was. Plain time; a
 * working calendar comes in here.
 */
export const afterPause = (dueAtMs: number, pausedAtMs: number, resumedAtMs: number): number =>
  dueAtMs <= pausedAtMs ? dueAtMs : dueAtMs + (resumedAtMs - pausedAtMs);

/** A unit that does not answer is pushed again, then replaced, then the shift leader's matter: at these shares of its limit. */
export const SILENCE_PERCENTS = [50, 100, 150] as const;
export const silenceSteps = (dispatchedAtMs: number, acceptDueAtMs: number | null): number[] =>
  acceptDueAtMs === null
    ? []
    : SILENCE_PERCENTS.map((percent) => dispatchedAtMs + Math.round(((acceptDueAtMs - dispatchedAtMs) * percent) / 100));
