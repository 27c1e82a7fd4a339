import { COMMAND_RULES, type CommandName, type CommandRule } from '../../../shared/incident-commands.ts';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { isOpen, type Role } from '../../../shared/terms.ts';

const isPossible = ({ from, roles }: CommandRule, row: Pick<IncidentWire, 'status'>, role: Role): boolean =>
  roles.includes(role) && (from === 'any' || (from === 'open' ? isOpen(row.status) : from.includes(row.status)));

/** Rows for which the table allows the command; the server knows the rest (who holds it, whose area) and says so row by row. */
export const rowsFor = <R extends Pick<IncidentWire, 'status'>>(command: CommandName, rows: readonly R[], role: Role): R[] => {
  const rule = COMMAND_RULES.find((each) => each.command === command);
  return rule ? rows.filter((row) => isPossible(rule, row, role)) : [];
};
/** No batch: each merge needs a look of its own, and a file shows one place. */
const ALONE: ReadonlySet<CommandName> = new Set(['merge', 'attach']);
/** Commands that at least one of the rows allows. */
export const possibleForAll = (rows: readonly Pick<IncidentWire, 'status'>[], role: Role): CommandName[] =>
  COMMAND_RULES.filter((rule) => !ALONE.has(rule.command) && rows.some((row) => isPossible(rule, row, role))).map(({ command }) => command);

/** What became of one row of a batch. */
export interface BatchOutcome {
  id: number;
  number: string;
  kind: 'waiting' | 'done' | 'refused' | 'skipped';
  /** Why not, in words. */
  problem: string | null;
}
export const countOf = (outcomes: readonly BatchOutcome[], kind: BatchOutcome['kind']): number =>
  outcomes.filter((outcome) => outcome.kind === kind).length;
