import { isOpen, type Status } from '../../../shared/terms.ts';
import type { Incident } from '../incident.ts';
import type { EventType, IncidentEvent } from '../incident-event.ts';
import { Rejection } from '../rejection.ts';
import { atDesk, LET_GO } from './clocks.ts';
import { event } from './event.ts';
import type { CommandInput, Decision } from './input.ts';

/** Up and down the tree of the day. What lies where it lies, and every clock that runs, stays. */
export const RESPONSIBILITY = {
  escalate: (incident, input, at) => moved(incident, input, at, 'IncidentEscalated', input.tree.parent(incident.holder.node, input.nowMs)!),
  delegate: (incident, input, at) => moved(incident, input, at, 'IncidentDelegated', childFor(incident, input)),
} satisfies Record<string, Decision>;

/** With a unit's hold on it its stage ends too: the new node registers nothing anew, it dispatches. */
function moved(incident: Incident, input: CommandInput, at: number, type: EventType, node: string): IncidentEvent {
  const { holder, place } = incident;
  const status: Status = holder.unit !== null && isOpen(incident.status) ? 'registered' : incident.status;
  const extra = { ...LET_GO, returned: incident.extra?.returned, asked: undefined, desk: node === place ? undefined : node };
  return event(incident, input, at, type, { status, ...atDesk(node) }, { fromNode: holder.node }, extra);
}

/** The child that was named, else the one on the way to where it lies. */
function childFor({ holder, place }: Incident, { node, tree, nowMs }: CommandInput): string {
  const children = tree.children(holder.node, nowMs);
  if (node !== undefined && !children.includes(node)) throw new Rejection('node.not-a-child', { field: 'node', node, of: holder.node });
  const child = node ?? tree.path(place, nowMs).find((code) => children.includes(code));
  if (child === undefined) throw new Rejection('command.field-missing', { command: 'delegate', field: 'node' });
  return child;
}
