import type { Severity } from '../../../shared/terms.ts';
import { dispatchClocks, silenceSteps, totalDueAt, totalLimit } from '../deadlines.ts';
import type { Incident } from '../incident.ts';
import type { Decided } from '../incident-event.ts';
import type { CommandInput, UnitFacts } from './input.ts';

/** A new category, or a severity with another limit, brings its limit; the same one, or none, leaves the clock as it runs. */
export function clocksOf(
  incident: Incident,
  { category, clock }: CommandInput,
  severity: Severity,
): Pick<Decided, 'dueAtMs' | 'originalDueAtMs'> {
  const [limit, was] = [totalLimit(category, severity), totalLimit(category, incident.severity)];
  const isSame = category.code === incident.category && limit?.amount === was?.amount && limit?.unit === was?.unit;
  const dueAtMs = isSame ? null : totalDueAt(category, severity, incident.reportedAtMs, clock);
  const { dueAtMs: due, originalDueAtMs: original } = incident;
  return dueAtMs === null ? { dueAtMs: due, originalDueAtMs: original } : { dueAtMs, originalDueAtMs: dueAtMs };
}

/** In the hands of a unit: its stage clocks run, and its silence will be told. */
export const toUnit = (unit: UnitFacts, { severity }: Incident, { category, clock }: CommandInput, at: number) => ({
  status: 'dispatched' as const,
  holder: { node: unit.node, department: unit.department, unit: unit.code },
  ...dispatchClocks(category, severity, at, clock),
});
export const silenceOf = ({ severity }: Incident, { category, clock }: CommandInput, at: number): number[] =>
  silenceSteps(at, category.limits[severity].accept, clock);

/** What is bound to one unit's hold on it, and goes when it leaves those hands. */
export const LET_GO = { silent: undefined, stepsDone: undefined, undo: undefined, returned: undefined } as const;

/** Back at the desk that answers for it, with no unit: whoever holds it there dispatches it. */
export const atDesk = (node: string) => ({
  holder: { node, department: null, unit: null },
  acceptDueAtMs: null,
  contactDueAtMs: null,
});
export const deskOf = ({ extra, place }: Incident): string => extra?.desk ?? place;
