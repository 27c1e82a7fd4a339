import type { SupervisionCause, SupervisionRules } from '../../../shared/supervision-rules.ts';
import { isOpen } from '../../../shared/terms.ts';
import type { Incident } from '../incident.ts';
import type { IncidentEvent } from '../incident-event.ts';
import type { Tree } from '../tree.ts';
import { event } from './event.ts';

const RULE = { id: 'system:rule' };

/** The node that supervises what a node holds: the level above it, the root its own. */
export const supervisingNode = ({ holder }: Incident, tree: Tree, nowMs: number): string => tree.parent(holder.node, nowMs) ?? tree.root;

/** The rule that an event has made true; null when it made none so. */
export function causeOf({ type, detail }: IncidentEvent, after: Incident, rules: SupervisionRules): SupervisionCause | null {
  if (type === 'IncidentReturned' && rules.returns !== undefined && after.returns >= rules.returns) return 'returned';
  return type === 'DeadlinePassed' && detail.times !== undefined && rules.farOverdue ? 'far-overdue' : null;
}

/**
 * 督办 by rule: once in the life of a case, and never after a person supervised it or lifted that. 挂牌督办 stays a person's order.
 * `textHash` is that of the side row which names the supervisor, where the city named one.
 */
export function decideRuled(
  incident: Incident,
  rule: SupervisionCause,
  atMs: number,
  { node, textHash }: { node: string; textHash?: string | undefined },
): IncidentEvent | null {
  if (!mayBeRuled(incident)) return null;
  const supervision = { kind: 'supervised' as const, atMs, by: RULE.id, version: incident.version + 1, rule, node };
  const detail = { isListed: false, rule, node };
  return event(incident, { actor: RULE as never, textHash }, atMs, 'SupervisionStarted', {}, detail, { supervision, wasSupervised: true });
}

export const mayBeRuled = ({ status, exercise, supervised, extra }: Incident): boolean =>
  isOpen(status) && !exercise && !supervised && !extra?.wasSupervised;
