import { COMMAND_RULES, commandRule, type CommandName, type CommandRule } from '../../shared/incident-commands.ts';
import { isOpen, TEXT_READERS } from '../../shared/terms.ts';
import type { Actor } from './actor.ts';
import type { Incident } from './incident.ts';
import { Rejection } from './rejection.ts';
import type { Tree } from './tree.ts';

/** Who may report at all: everybody at work, not those who only look or audit. */
const REPORTERS: ReadonlySet<string> = new Set(['officer', 'dispatcher', 'shift-leader', 'handler', 'verifier', 'system']);

export function assertMayReportAtAll(actor: Actor): void {
  if (!REPORTERS.has(actor.role)) throw new Rejection('role.denied', { role: actor.role, command: 'report' });
}

export function assertMayReport(actor: Actor, place: string, tree: Tree, nowMs: number): void {
  assertMayReportAtAll(actor);
  if (!tree.isWithin(actor.scope, place, nowMs)) throw new Rejection('scope.denied', { area: place, scope: actor.scope });
}

/** A replay runs for everybody who watches it, so it is the shift leader's or the administrator's of the whole city to steer. */
export const maySteerReplay = (actor: Actor, tree: Tree): boolean =>
  (actor.role === 'shift-leader' || actor.role === 'system') && actor.scope === tree.root;

export function assertMaySteerReplay(actor: Actor, tree: Tree): void {
  if (maySteerReplay(actor, tree)) return;
  if (actor.role !== 'shift-leader' && actor.role !== 'system') throw new Rejection('role.denied', { role: actor.role, command: 'replay' });
  throw new Rejection('scope.denied', { area: tree.root, scope: actor.scope });
}

/** Rows are readable where the place lies in the reader's subtree, or their unit or department is party to the case. */
export function mayReadRow(actor: Actor, incident: Pick<Incident, 'place' | 'holder'>, tree: Tree, nowMs: number): boolean {
  if (tree.isWithin(actor.scope, incident.place, nowMs)) return true;
  if (actor.unit !== null && actor.unit === incident.holder.unit) return true;
  return (
    actor.department !== null && actor.department === incident.holder.department && tree.isWithin(actor.scope, incident.holder.node, nowMs)
  );
}

/** Who reported and in which words: for those who work on a case, where they may read its row. */
export const mayReadTexts = ({ role }: Actor): boolean => TEXT_READERS.has(role);
export function assertMayReadTexts(actor: Actor): void {
  if (!mayReadTexts(actor)) throw new Rejection('role.denied', { role: actor.role, command: 'search' });
}

export const isPossibleFrom = (rule: CommandRule, incident: Incident): boolean =>
  rule.from === 'any' || (rule.from === 'open' ? isOpen(incident.status) : rule.from.includes(incident.status));

/** Throws the first rule that says no, most telling first: rights, then state. */
export function assertMayCommand(actor: Actor, command: CommandName, incident: Incident, tree: Tree, nowMs: number): void {
  const rule = commandRule(command);
  if (!rule.roles.includes(actor.role)) throw new Rejection('role.denied', { role: actor.role, command, roles: rule.roles });
  if (!tree.isWithin(actor.scope, incident.holder.node, nowMs) && !(command === 'note' && mayReadRow(actor, incident, tree, nowMs))) {
    throw new Rejection('scope.denied', { area: incident.holder.node, scope: actor.scope });
  }
  if (!isPossibleFrom(rule, incident)) {
    throw new Rejection('command.impossible', {
      command,
      status: incident.status,
      version: incident.version,
      possible: commandsFor(actor, incident, tree, nowMs),
    });
  }
  // Nobody's case (a reopened import) is not the case of a person without a unit.
  if (rule.isHoldersOnly && (actor.unit === null || actor.unit !== incident.holder.unit))
    throw new Rejection('command.holder-only', { command, unit: incident.holder.unit });
  if (rule.isForbiddenToHandler && (actor.id === incident.handledBy || (actor.unit !== null && actor.unit === incident.handledByUnit))) {
    throw new Rejection('command.handler-may-not-verify', { command });
  }
}

/** The commands that this person may give now: what screens offer and refusals name. */
export const commandsFor = (actor: Actor, incident: Incident, tree: Tree, nowMs: number): CommandName[] =>
  COMMAND_RULES.filter((rule) => {
    if (!isPossibleFrom(rule, incident)) return false;
    try {
      assertMayCommand(actor, rule.command, incident, tree, nowMs);
      return true;
    } catch (error) {
      if (error instanceof Rejection) return false;
      throw error;
    }
  }).map((rule) => rule.command);
