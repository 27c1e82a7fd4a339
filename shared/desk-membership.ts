import type { DeskView, Looking, ViewFacts } from './desk-views.ts';
import { phaseOf } from './clock-phase.ts';
import { UNASSIGNED } from './desk-views.ts';
import { COMMAND_RULES, type CommandName } from './incident-commands.ts';
import { isOpen, type Role, type Status } from './terms.ts';

/** What moves an incident on; the rest of the table is done beside it. */
const ONWARD: ReadonlySet<string> = new Set([
  'register',
  'dispatch',
  'accept',
  'start',
  'handle',
  'callback',
  'verify',
  'adjudicate',
] satisfies CommandName[]);

/** States in which the next step is this role's, by the published table. */
export const waitingFor = (role: Role): Status[] => [
  ...new Set(
    COMMAND_RULES.filter(({ command, roles }) => ONWARD.has(command) && roles.includes(role)).flatMap(({ from }) =>
      typeof from === 'string' ? [] : from,
    ),
  ),
];
/** A unit that does not answer is the desk's business again. */
export const chasesUnits = (role: Role): boolean => role === 'dispatcher' || role === 'shift-leader';
export const isOfUnit = (role: Role): boolean => role === 'handler';

const isSilent = ({ status, acceptDueAtMs }: ViewFacts, nowMs: number): boolean =>
  status === 'dispatched' && acceptDueAtMs !== null && acceptDueAtMs <= nowMs;

type Test = (facts: ViewFacts, looking: Looking) => boolean;
const TESTS: Record<Exclude<DeskView, 'recheck'>, Test> = {
  mine(facts, { role, unit, nowMs }) {
    if (chasesUnits(role) && isSilent(facts, nowMs)) return true;
    return waitingFor(role).includes(facts.status) && (!isOfUnit(role) || (unit !== null && facts.holderUnit === unit));
  },
  unassigned: ({ status }) => UNASSIGNED.includes(status),
  soon: ({ suspended, overdue: isOverdue, reportedAtMs: fromMs, dueAtMs, soonAtMs = null }, { nowMs }) =>
    !suspended && dueAtMs !== null && phaseOf({ fromMs, dueAtMs, soonAtMs, farAtMs: null, isOverdue }, nowMs) === 'due-soon',
  silent: (facts, { nowMs }) => isSilent(facts, nowMs),
  returned: ({ status, returns }) => status === 'adjudicating' || (returns > 0 && UNASSIGNED.includes(status)),
  callback: ({ contactDueAtMs, contactedAtMs }) => contactDueAtMs !== null && contactedAtMs === null,
  verify: ({ status }) => status === 'handled',
  supervised: ({ supervised }) => supervised,
  all: () => true,
};

/** Whether an incident belongs to a view. The server asks the same of its indexes (server/db/reads/desk-view.ts). */
export const isInView = (view: DeskView, facts: ViewFacts, looking: Looking): boolean =>
  // Nobody re-checks a decision of their own.
  view === 'recheck' ? facts.recheckBy !== null && facts.recheckBy !== looking.user : isOpen(facts.status) && TESTS[view](facts, looking);
