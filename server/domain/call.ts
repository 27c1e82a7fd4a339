import { answersCalls, NEWS_MS, PASSES_MOST, UNANSWERED_AGAIN_MS, UNANSWERED_MS, type CallKind } from '../../shared/calls.ts';
import { isOpen } from '../../shared/terms.ts';
import type { Actor } from './actor.ts';
import type { Incident } from './incident.ts';
import type { IncidentEvent } from './incident-event.ts';
import { Rejection } from './rejection.ts';
import type { Tree } from './tree.ts';

/** A danger that calls the people of one node, on its walls and at its desks, until one of them acknowledges it. */
export interface Call {
  id: number;
  /** Counts up over all calls with each change. */
  rev: number;
  kind: CallKind;
  subject: number;
  number: string;
  category: string;
  place: string;
  /** Whose walls call. */
  node: string;
  /** The highest node that has been told: `node`, or one above it. */
  toNode: string;
  raisedAtMs: number;
  passes: number;
  /** When it is passed on unless somebody answers; null = it is not any more. */
  nextAtMs: number | null;
  endedAtMs: number | null;
  /** Who acknowledged it; null with `endedAtMs` = what called is over. */
  endedBy: string | null;
}

/** Whether an incident is of those that call. */
export const isCalling = ({ severity, status, exercise }: Incident): boolean => severity === 'critical' && isOpen(status) && !exercise;

interface Followed {
  before: Incident | null;
  after: Incident;
  event: Pick<IncidentEvent, 'type' | 'occurredAtMs'>;
  /** Nodes that have a wall. */
  walls: ReadonlySet<string>;
  tree: Tree;
  nowMs: number;
}
/**
 * Which nodes an event of an incident begins to call: each that has a wall and holds the place, if it is news there. What was typed in
 * late, and what another edition of the tree moved, is none.
 */
export function nodesToCall({ before, after, event, walls, tree, nowMs }: Followed): string[] {
  if (!isCalling(after) || event.type === 'IncidentRehomed' || nowMs - event.occurredAtMs > NEWS_MS) return [];
  const known = before && isCalling(before) ? tree.path(before.place, nowMs) : [];
  return tree.path(after.place, nowMs).filter((node) => walls.has(node) && !known.includes(node));
}
/** Whether a call has lost its reason: what called is over, or lies elsewhere. */
export const isOver = (call: Pick<Call, 'node'>, after: Incident, tree: Tree, nowMs: number): boolean =>
  !isCalling(after) || !tree.path(after.place, nowMs).includes(call.node);

/** A call as it begins. */
export const raised = (node: string, { id, number, category, place }: Incident, nowMs: number): Omit<Call, 'id' | 'rev'> => ({
  kind: 'incident',
  subject: id,
  number,
  category,
  place,
  node,
  toNode: node,
  raisedAtMs: nowMs,
  passes: 0,
  nextAtMs: nowMs + UNANSWERED_MS,
  endedAtMs: null,
  endedBy: null,
});

/** Nobody answered in time: the next level above is told too; at the root it is said again. */
export function decideUnanswered(call: Call, tree: Tree, nowMs: number): Call {
  const passes = call.passes + 1;
  const nextAtMs = passes < PASSES_MOST ? nowMs + UNANSWERED_AGAIN_MS : null;
  return { ...call, passes, nextAtMs, toNode: tree.parent(call.toNode, nowMs) ?? call.toNode };
}

/** Who is told: the node that calls, and as far up as it was passed on. */
export function toldNodes({ node, toNode }: Pick<Call, 'node' | 'toNode'>, tree: Tree, nowMs: number): readonly string[] {
  const path = tree.path(node, nowMs);
  const [from, to] = [path.indexOf(node), path.indexOf(toNode)];
  // Where the tree has changed meanwhile both are told all the same.
  return from === -1 || to === -1 ? [...new Set([node, toNode])] : path.slice(from, to + 1);
}

/** @throws Rejection */
export function assertAnswers({ role }: Actor): void {
  if (!answersCalls(role)) throw new Rejection('role.denied', { role, command: 'calls' });
}
/** Whose call it is to acknowledge: whoever is told of it. A street does not silence its city, nor the city a street that it was not told of. */
export const mayAcknowledge = (actor: Actor, call: Pick<Call, 'node' | 'toNode'>, tree: Tree, nowMs: number): boolean =>
  answersCalls(actor.role) && toldNodes(call, tree, nowMs).includes(actor.scope);
export const ended = (call: Call, by: string | null, nowMs: number): Call => ({ ...call, nextAtMs: null, endedAtMs: nowMs, endedBy: by });

/** The log of calls is for those who lead the shift, and for the auditor. */
export function assertReadsCallActs({ role }: Actor): void {
  if (!['shift-leader', 'commander', 'system', 'audit'].includes(role)) throw new Rejection('role.denied', { role, command: 'calls' });
}
