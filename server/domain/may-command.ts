import type { Question } from '../../shared/command-words.ts';
import { COMMAND_RULES, commandRule, type CommandName, type CommandRule } from '../../shared/incident-commands.ts';
import { isOpen, type Role, type Tier } from '../../shared/terms.ts';
import type { Actor } from './actor.ts';
import { branchOf } from './decide/branch-state.ts';
import { askedOf, branchesOf, type Branch } from './extra.ts';
import { recheckOf, type Incident } from './incident.ts';
import { mayReadRow } from './policy.ts';
import { Rejection, type RejectionCode } from './rejection.ts';
import type { Tree } from './tree.ts';

interface Case {
  actor: Actor;
  rule: CommandRule;
  incident: Incident;
  branch: Branch | undefined;
  tree: Tree;
  nowMs: number;
}

/** Refusals because of how things stand: they name what is possible instead. */
const OF_STATE: ReadonlySet<RejectionCode> = new Set<RejectionCode>([
  'command.impossible',
  'incident.suspended',
  'incident.not-suspended',
  'incident.not-supervised',
  'command.asked-already',
  'command.nothing-asked',
  'return.after-ruling',
  'recall.after-ruling',
  'recheck.not-drawn',
  'extension.no-deadline',
  'node.at-top',
  'node.at-bottom',
]);

/** Throws the first rule that says no, most telling first: rights, then state, then whose turn it is. */
export function assertMayCommand(actor: Actor, command: CommandName, incident: Incident, tree: Tree, nowMs: number, branch?: number): void {
  const rule = commandRule(command);
  try {
    check({ actor, rule, incident, branch: branch === undefined ? undefined : branchGiven(incident, rule, branch), tree, nowMs });
  } catch (error) {
    if (!(error instanceof Rejection) || !OF_STATE.has(error.code)) throw error;
    const { status, version } = incident;
    const possible = possibleNow(actor, incident, tree, nowMs);
    throw new Rejection(error.code, { command, status, version, ...error.detail, possible });
  }
}

function check(one: Case): void {
  const { actor, rule, incident, branch } = one;
  if (!rule.roles.includes(actor.role)) throw roleDenied(actor, rule.command, rule.roles);
  assertWhere(one);
  if (!isPossibleFrom(rule, incident, branch))
    throw new Rejection('command.impossible', branch ? { branch: branch.id, status: branch.status } : {});
  if (rule.restsWhileSuspended && incident.suspended) throw new Rejection('incident.suspended');
  assertHands(one);
  assertTurn(one);
  assertFits(one);
}

function branchGiven(incident: Incident, rule: CommandRule, id: number): Branch {
  if (!rule.branch) throw new Rejection('command.field-unwanted', { command: rule.command, field: 'branch' });
  const branch = branchOf(incident, id);
  if (!branch)
    throw new Rejection('branch.unknown', { field: 'branch', branch: id, branches: branchesOf(incident.extra).map((each) => each.id) });
  return branch;
}

export function isPossibleFrom(rule: CommandRule, incident: Pick<Incident, 'status'>, branch?: Branch): boolean {
  if (branch) return isOpen(incident.status) && rule.branch!.kinds.includes(branch.kind) && rule.branch!.from.includes(branch.status);
  return rule.from === 'any' || (rule.from === 'open' ? isOpen(incident.status) : rule.from.includes(incident.status));
}

/** Tiers that may call a department by a whistle. */
const STREETS: ReadonlySet<Tier | undefined> = new Set<Tier>(['street', 'community', 'grid']);

function assertWhere(one: Case): void {
  const { actor, rule, incident, branch, tree, nowMs } = one;
  const denied = (area: string, code: RejectionCode = 'scope.denied'): Rejection => new Rejection(code, { area, scope: actor.scope });
  if (rule.where === 'row') {
    if (!mayReadRow(actor, incident, tree, nowMs)) throw denied(incident.place);
  } else if (rule.where === 'street') {
    if (!tree.isWithin(actor.scope, incident.place, nowMs)) throw denied(incident.place);
    if (!STREETS.has(tree.row(actor.scope, nowMs)?.tier)) throw denied(incident.place, 'scope.street-only');
  } else if (rule.where === 'above') {
    const node = nodeAsked(one);
    if (!tree.isWithin(actor.scope, incident.holder.node, nowMs)) throw denied(incident.holder.node);
    if (!isAbove(tree, actor.scope, node, nowMs)) throw denied(node, 'scope.level-up');
  } else {
    // The hands at a branch belong where the branch does; whoever leads the case, where the case does.
    const node = branch && rule.isHoldersOnly && isHand(actor) ? branch.node : incident.holder.node;
    if (!tree.isWithin(actor.scope, node, nowMs)) throw denied(node);
  }
}

/** The node that is asked about, a level above which the answer is given. */
function nodeAsked({ rule, incident }: Case): string {
  const asked = rule.answers ? askedOf(incident.extra, rule.answers)?.node : undefined;
  return asked ?? (rule.command === 'adjudicate' ? incident.extra?.returned?.node : undefined) ?? incident.holder.node;
}

/** Truly above; at the root, and for a node that has ended since, it is the root's. */
const isAbove = (tree: Tree, scope: string, node: string, nowMs: number): boolean =>
  scope === tree.root || (tree.path(node, nowMs)[0] === node && tree.path(node, nowMs).slice(1).includes(scope));

const isHand = ({ role }: Actor): boolean => role === 'handler' || role === 'liaison';

function assertHands({ actor, rule, incident, branch, tree, nowMs }: Case): void {
  const { command } = rule;
  if (isHand(actor) && (rule.isHoldersOnly || command === 'resume') && !holds(actor, branch ?? incident.holder, tree, nowMs))
    throw new Rejection('command.holder-only', { command, unit: (branch ?? incident.holder).unit });
  if (rule.isForbiddenToHandler && hasHandled(actor, incident)) throw new Rejection('command.handler-may-not-verify', { command });
}

/** Nobody's case (a reopened import) is not the case of a person without a unit. A department's own is held by its liaison. */
function holds(actor: Actor, held: { node: string; unit: string | null; department: string | null }, tree: Tree, nowMs: number): boolean {
  if (held.unit !== null && held.unit === actor.unit) return true;
  const isDepartments = held.department !== null && held.department === actor.department;
  return actor.role === 'liaison' && isDepartments && tree.isWithin(actor.scope, held.node, nowMs);
}

/** Whoever had a hand in it, at the lead or at a branch, supervises none of it. */
function hasHandled(actor: Actor, incident: Incident): boolean {
  const isUnits = (unit: string | null): boolean => actor.unit !== null && actor.unit === unit;
  if (actor.id === incident.handledBy || isUnits(incident.handledByUnit)) return true;
  return branchesOf(incident.extra).some(({ handledBy, unit }) => handledBy !== null && (handledBy === actor.id || isUnits(unit)));
}

/** A question is put once and answered once, by somebody else than who put it. */
function assertTurn({ actor, rule, incident }: Case): void {
  const { command, asks, answers } = rule;
  const pending = (question: Question) => askedOf(incident.extra, question);
  if (asks && pending(asks)) throw new Rejection('command.asked-already', { question: asks });
  if (answers && !pending(answers)) throw new Rejection('command.nothing-asked', { question: answers });
  const by = answers ? pending(answers)!.by : command === 'adjudicate' ? incident.extra?.returned?.by : undefined;
  if (by === actor.id) throw new Rejection('command.second-person', { command });
  if (command === 'reopen' && actor.role === 'call-taker' && pending('reopening'))
    throw new Rejection('command.asked-already', { question: 'reopening' });
  const voiding = command === 'void' ? pending('voiding') : undefined;
  if (voiding && actor.role !== 'shift-leader') throw new Rejection('command.asked-already', { question: 'voiding' });
  if (voiding?.by === actor.id) throw new Rejection('command.second-person', { command });
}

/** What the table's columns cannot say. */
function assertFits({ actor, rule, incident, tree, nowMs }: Case): void {
  const recheck = recheckOf(incident);
  const { extra, holder, returns, suspended, dueAtMs } = incident;
  const onlyCommander = (isSo: boolean): void => {
    if (isSo && actor.role !== 'commander') throw roleDenied(actor, rule.command, ['commander']);
  };
  switch (rule.command) {
    case 'return':
      if (returns > 1) throw new Rejection('return.after-ruling');
      return;
    case 'recall':
      if (returns > 1) throw new Rejection('recall.after-ruling');
      return;
    case 'request-suspension':
    case 'grant-suspension':
      if (suspended) throw new Rejection('incident.suspended');
      return;
    case 'resume':
      if (!suspended) throw new Rejection('incident.not-suspended');
      return;
    case 'request-extension':
    case 'grant-extension':
      if (dueAtMs === null) throw new Rejection('extension.no-deadline');
      // The first is the shift leader's to grant, any further one the head's.
      onlyCommander(rule.command === 'grant-extension' && (extra?.extensions ?? 0) > 0);
      return;
    case 'recheck':
      if (!recheck) throw new Rejection('recheck.not-drawn');
      if (recheck.by === actor.id) throw new Rejection('recheck.own-decision');
      return;
    case 'supervise':
      onlyCommander(extra?.supervision?.kind === 'listed');
      return;
    case 'lift':
      if (!extra?.supervision) throw new Rejection('incident.not-supervised');
      onlyCommander(extra.supervision.kind === 'listed');
      return;
    case 'escalate':
      if (holder.node === tree.root) throw new Rejection('node.at-top', { node: holder.node });
      return;
    case 'delegate':
      if (tree.children(holder.node, nowMs).length === 0) throw new Rejection('node.at-bottom', { node: holder.node });
      return;
    default:
  }
}

const roleDenied = ({ role }: Actor, command: CommandName, roles: readonly Role[]): Rejection =>
  new Rejection('role.denied', { role, command, roles });

function may(actor: Actor, rule: CommandRule, incident: Incident, tree: Tree, nowMs: number, branch?: Branch): boolean {
  try {
    check({ actor, rule, incident, branch, tree, nowMs });
    return true;
  } catch (error) {
    if (error instanceof Rejection) return false;
    throw error;
  }
}

/** The commands that this person may give now, to the incident itself: what screens offer. */
export const commandsFor = (actor: Actor, incident: Incident, tree: Tree, nowMs: number): CommandName[] =>
  COMMAND_RULES.filter((rule) => !rule.isOfBranchOnly && may(actor, rule, incident, tree, nowMs)).map(({ command }) => command);

/** The same for one of its branches. */
export const branchCommandsFor = (actor: Actor, incident: Incident, branch: Branch, tree: Tree, nowMs: number): CommandName[] =>
  COMMAND_RULES.filter((rule) => rule.branch && may(actor, rule, incident, tree, nowMs, branch)).map(({ command }) => command);

/** What refusals name: to the incident, or to any of its branches. */
export function possibleNow(actor: Actor, incident: Incident, tree: Tree, nowMs: number): CommandName[] {
  const ofBranches = branchesOf(incident.extra).flatMap((branch) => branchCommandsFor(actor, incident, branch, tree, nowMs));
  return [...new Set([...commandsFor(actor, incident, tree, nowMs), ...ofBranches])];
}
