import { dispatchClocks, silenceSteps, totalDueAt, type CategoryFacts } from '../deadlines.ts';
import type { Incident } from '../incident.ts';
import type { Decided } from '../incident-event.ts';
import type { UnitFacts } from './input.ts';

/** A new category brings its own limit; the same one, or one without a limit, leaves the clock as it runs. */
export function clocksOf(incident: Incident, category: CategoryFacts): Pick<Decided, 'dueAtMs' | 'originalDueAtMs'> {
  const dueAtMs = category.code === incident.category ? null : totalDueAt(category, incident.reportedAtMs);
  const { dueAtMs: due, originalDueAtMs: original } = incident;
  return dueAtMs === null ? { dueAtMs: due, originalDueAtMs: original } : { dueAtMs, originalDueAtMs: dueAtMs };
}

/** In the hands of a unit: its stage clocks run, and its silence will be told. */
export const toUnit = (unit: UnitFacts, category: CategoryFacts, at: number) => ({
  status: 'dispatched' as const,
  holder: { node: unit.node, department: unit.department, unit: unit.code },
  ...dispatchClocks(category, at),
});
export const silenceOf = (category: CategoryFacts, at: number): number[] => silenceSteps(at, dispatchClocks(category, at).acceptDueAtMs);

/** What is bound to one unit's hold on it, and goes when it leaves those hands. */
export const LET_GO = { silent: undefined, undo: undefined, returned: undefined } as const;

/** Back at the desk that answers for it, with no unit: whoever holds it there dispatches it. */
export const atDesk = (node: string) => ({
  holder: { node, department: null, unit: null },
  acceptDueAtMs: null,
  contactDueAtMs: null,
});
export const deskOf = ({ extra, place }: Incident): string => extra?.desk ?? place;
