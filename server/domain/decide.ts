import { BACK_ENTRY_FROM_MS } from '../../shared/back-entry.ts';
import { OUTCOMES } from '../../shared/command-words.ts';
import { commandRule, type CommandField, type CommandName } from '../../shared/incident-commands.ts';
import { LIFE_RULES } from '../../shared/life-rules.ts';
import { BRANCHING, ON_BRANCH } from './decide/branches.ts';
import { DISPATCHING } from './decide/dispatching.ts';
import { notInFuture } from './decide/event.ts';
import { HANDLING } from './decide/handling.ts';
import type { CommandInput, Decision } from './decide/input.ts';
import { INTAKE } from './decide/intake.ts';
import { PAUSING } from './decide/pausing.ts';
import { RECHECKING } from './decide/rechecking.ts';
import { RECORDS } from './decide/records.ts';
import { RESPONSIBILITY } from './decide/responsibility.ts';
import { timed } from './decide/timed.ts';
import { WATCHING } from './decide/watching.ts';
import { HOUR_MS } from './hours.ts';
import type { Incident } from './incident.ts';
import type { IncidentEvent } from './incident-event.ts';
import { assertMayCommand } from './may-command.ts';
import { Rejection } from './rejection.ts';

const DECISIONS: Record<CommandName, Decision> = {
  ...INTAKE,
  ...DISPATCHING,
  ...HANDLING,
  ...BRANCHING,
  ...PAUSING,
  ...RESPONSIBILITY,
  ...WATCHING,
  ...RECHECKING,
  ...RECORDS,
};

/** The event that a command makes of an incident, or the refusal that says what is possible now. */
export function decideCommand(incident: Incident, input: CommandInput): IncidentEvent[] {
  const { command, actor, tree, nowMs, branch } = input;
  if (input.seenVersion !== incident.version)
    throw new Rejection('version.stale', { version: incident.version, seenVersion: input.seenVersion, status: incident.status });
  assertMayCommand(actor, command, incident, tree, nowMs, branch);
  for (const field of commandRule(command).needs)
    if (!isGiven(input, field)) throw new Rejection('command.field-missing', { command, field });
  assertOutcome(input);
  if (input.unit && command !== 'whistle') assertReachable(input.unit, incident, input);
  const occurredAtMs = notInFuture(input.occurredAtMs ?? Math.max(nowMs, incident.lastActAtMs), nowMs);
  assertBackEntry(occurredAtMs, incident, input);
  const decide = branch === undefined ? DECISIONS[command] : (ON_BRANCH[command] ?? DECISIONS[command]);
  return [timed(incident, decide(incident, input, occurredAtMs), input)];
}

/** What is typed in later (补录) keeps its place in the order of acts, is not too old, and says why it is late. */
function assertBackEntry(occurredAtMs: number, incident: Incident, { nowMs, reason, rules }: CommandInput): void {
  if (occurredAtMs < incident.lastActAtMs)
    throw new Rejection('time.before-last-act', { field: 'occurredAt', lastActAt: new Date(incident.lastActAtMs).toISOString() });
  if (nowMs - occurredAtMs <= BACK_ENTRY_FROM_MS) return;
  const { backEntryHours } = rules ?? LIFE_RULES;
  if (nowMs - occurredAtMs > backEntryHours * HOUR_MS)
    throw new Rejection('time.too-long-ago', {
      field: 'occurredAt',
      occurredAt: new Date(occurredAtMs).toISOString(),
      hours: backEntryHours,
    });
  if (!reason?.trim()) throw new Rejection('time.reason-missing', { field: 'reason' });
}

const isGiven = (input: CommandInput, field: CommandField): boolean => {
  if (field === 'lngLat' || field === 'area') return input.placed !== undefined;
  const value = input[field];
  return value !== undefined && value !== '';
};

/** Each command asks its own question. */
function assertOutcome({ command, outcome }: CommandInput): void {
  if (outcome === undefined) return;
  const allowed: readonly string[] = (OUTCOMES as Partial<Record<CommandName, readonly string[]>>)[command] ?? [];
  if (!allowed.includes(outcome)) throw new Rejection('command.field-invalid', { command, field: 'outcome', allowed });
}

/** Teams below the sender's node, and those of the nodes above the place: another district's would be out of everybody's reach. */
function assertReachable(unit: { code: string; node: string }, incident: Incident, { actor, tree, nowMs }: CommandInput): void {
  if (tree.isWithin(actor.scope, unit.node, nowMs) || tree.path(incident.place, nowMs).includes(unit.node)) return;
  throw new Rejection('unit.out-of-reach', { field: 'unit', unit: unit.code });
}
