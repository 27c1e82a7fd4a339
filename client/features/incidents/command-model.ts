import { commandRule, COMMAND_RULES, type CommandField, type CommandName } from '../../../shared/incident-commands.ts';
import type { CommandBody, IncidentDetail } from '../../../shared/incidents.ts';
import { isOpen, type Role, type Status } from '../../../shared/terms.ts';

/** What the small form asks for: what the table demands, and what may be changed on the way. */
const ALSO: Partial<Record<CommandName, readonly CommandField[]>> = { register: [], correct: ['category', 'severity'] };
export const fieldsOf = (command: CommandName): readonly CommandField[] => [...(ALSO[command] ?? []), ...commandRule(command).needs];

/** Nothing but a unit is needed: picking it gives the command, and the picker says so. A mistake is put right by reassigning. */
export const isGivenByUnit = (command: CommandName): boolean => fieldsOf(command).join() === 'unit';

/** Typed so far; kept when somebody else was first. */
export type Draft = Partial<Record<CommandField, string>>;

export const missingField = (command: CommandName, draft: Draft): CommandField | null =>
  commandRule(command).needs.find((field) => !draft[field]?.trim()) ?? null;

export function toBody(command: CommandName, draft: Draft, seenVersion: number): CommandBody {
  const given = fieldsOf(command).flatMap((field) => {
    const value = draft[field]?.trim();
    return value ? [[field, field === 'into' ? Number(value) : value] as const] : [];
  });
  return { seenVersion, ...Object.fromEntries(given) };
}

/** The most likely next step first: what moves it on, then the rest in the table's order. */
export function inOrder(commands: readonly CommandName[]): CommandName[] {
  const order = COMMAND_RULES.map((rule) => rule.command);
  return [...commands].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}
export const isMain = (command: CommandName): boolean => ['register', 'dispatch', 'accept', 'start', 'handle', 'verify'].includes(command);

/** Who can do the next thing, when this reader cannot. */
export function nextRoles(status: Status): Role[] {
  if (!isOpen(status)) return [];
  const rules = COMMAND_RULES.filter(
    (rule) =>
      rule.to.length > 0 && rule.command !== 'reassign' && Array.isArray(rule.from) && (rule.from as readonly Status[]).includes(status),
  );
  return [...new Set(rules.flatMap((rule) => rule.roles))];
}

/** What changed while somebody was typing. */
export interface Conflict {
  before: Status;
  after: Status;
  version: number;
  isStillPossible: boolean;
}
export const conflictOf = (seen: IncidentDetail, now: IncidentDetail, command: CommandName): Conflict => ({
  before: seen.incident.status,
  after: now.incident.status,
  version: now.incident.version,
  isStillPossible: now.commands.includes(command),
});
