import { OUTCOMES, type Outcome } from '../../shared/command-words.ts';
import { commandRule, type CommandName } from '../../shared/incident-commands.ts';
import type { Actor } from '../domain/actor.ts';
import { branchesOf, type Branch } from '../domain/extra.ts';
import { recheckOf, type Incident } from '../domain/incident.ts';
import { actor, handler } from './factories.ts';
import { CITY, TEST_UNITS } from './test-city.ts';

/** One of a list by any number. */
const by = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
export const chosen = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

/** Of an incident's branches the one that a command with a branch would mean, every other time none. */
export function branchFor(command: CommandName, state: Incident, n: number): Branch | undefined {
  const { branch: rule, isOfBranchOnly } = commandRule(command);
  const branches = branchesOf(state.extra);
  if (!rule || branches.length === 0 || (!isOfBranchOnly && n % 3 === 0)) return undefined;
  return branches.find(({ kind, status }) => rule.kinds.includes(kind) && rule.from.includes(status)) ?? by(branches, n);
}

/** Somebody whose command it may be: of the right role, mostly of the right unit and node. */
export function someoneFor(command: CommandName, state: Incident, n: number, branch?: Branch): Actor {
  const { roles, where } = commandRule(command);
  const role = by(roles, n);
  const held = branch ?? state.holder;
  if (role === 'handler' && TEST_UNITS.some(({ code }) => code === held.unit)) return handler(held.unit!);
  if (role === 'liaison') return actor(role, held.node, { department: held.department, id: `user:liaison-${held.department}` });
  return actor(role, where === 'street' ? state.place : CITY);
}

/** An outcome that the command asks for; good ones more often than bad ones. */
export const outcomeFor = (command: CommandName, n: number): Outcome | undefined => {
  const allowed: readonly Outcome[] = (OUTCOMES as Partial<Record<CommandName, readonly Outcome[]>>)[command] ?? [];
  return allowed.length === 0 ? undefined : n % 3 > 0 ? allowed[0] : by(allowed, n);
};

/** Values for every field that is not a reference. */
export const plainFields = (command: CommandName, n: number) => ({
  reason: 'r',
  text: 't',
  name: 'Wang',
  disposition: 'resolved' as const,
  outcome: outcomeFor(command, n),
  minutes: 60,
  department: 'water',
  rating: 1 + (n % 5),
  quantity: 1 + (n % 9),
  file: { kind: 'photo-after' as const, sha256: n.toString(16).padStart(64, '0'), bytes: 10, mediaType: 'image/png' as const },
});

/** What mostly comes next; without it a random run would never close anything. */
export const USUAL: Partial<Record<Incident['status'], CommandName>> = {
  reported: 'register',
  registered: 'dispatch',
  dispatched: 'accept',
  accepted: 'start',
  handling: 'handle',
  handled: 'verify',
  adjudicating: 'adjudicate',
  closed: 'reopen',
};

/** What answers something that waits, or goes on with what was begun: rare among so many commands, were it left to chance. */
export function followUps(incident: Incident): CommandName[] {
  const { extra, returns, status, suspended } = incident;
  const { suspension, extension, voiding, reopening } = extra?.asked ?? {};
  const branches = branchesOf(extra).map((branch) => branch.status);
  return [
    ...(suspension ? (['grant-suspension', 'refuse-suspension'] as const) : []),
    ...(extension ? (['grant-extension', 'refuse-extension'] as const) : []),
    ...(voiding ? (['void'] as const) : []),
    ...(reopening ? (['uphold', 'dismiss'] as const) : []),
    ...(recheckOf(incident) ? (['recheck'] as const) : []),
    ...(suspended ? (['resume', 'void', 'escalate', 'cancel'] as const) : []),
    ...(returns === 1 ? (['return'] as const) : []),
    ...(branches.includes('dispatched') ? (['whistle-arrive', 'accept', 'whistle-release'] as const) : []),
    ...(branches.includes('accepted') ? (['start'] as const) : []),
    ...(branches.includes('handling') ? (['handle'] as const) : []),
    ...(branches.includes('handled') ? (['verify'] as const) : []),
    ...(status === 'dispatched' ? (['request-suspension', 'return', 'request-extension', 'recall'] as const) : []),
    ...(status === 'handled' ? (['callback', 'verify'] as const) : []),
    ...(status === 'handling' ? (['request-suspension', 'escalate'] as const) : []),
  ];
}
