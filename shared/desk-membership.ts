import type { DeskView, Looking, ViewFacts } from './desk-views.ts';
import { SOON_MS, UNASSIGNED } from './desk-views.ts';
import { COMMAND_RULES, type CommandName } from './incident-commands.ts';
import { isOpen, type Role, type Status } from './terms.ts';

/** What moves an incident on; the rest of the table is done beside it. */
const ONWARD: ReadonlySet<string> = new Set([
  'register',
  'dispatch',
  'accept',
  'start',
  'handle',
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

/** The server asks the same of its index (server/db/reads/desk-view.ts). */
export function isInView(view: DeskView, facts: ViewFacts, { role, unit, nowMs }: Looking): boolean {
  const { status, suspended, supervised, overdue, returns, dueAtMs, contactDueAtMs, contactedAtMs, holderUnit } = facts;
  if (!isOpen(status)) return false;
  switch (view) {
    case 'mine':
      if (chasesUnits(role) && isSilent(facts, nowMs)) return true;
      return waitingFor(role).includes(status) && (!isOfUnit(role) || (unit !== null && holderUnit === unit));
    case 'unassigned':
      return UNASSIGNED.includes(status);
    case 'soon':
      return !suspended && !overdue && dueAtMs !== null && dueAtMs <= nowMs + SOON_MS;
    case 'silent':
      return isSilent(facts, nowMs);
    case 'returned':
      return status === 'adjudicating' || (returns > 0 && UNASSIGNED.includes(status));
    case 'callback':
      return contactDueAtMs !== null && contactedAtMs === null;
    case 'verify':
      return status === 'handled';
    case 'supervised':
      return supervised;
    case 'all':
      return true;
  }
}
