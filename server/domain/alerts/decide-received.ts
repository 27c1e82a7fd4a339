import type { CapMessage } from '../../../shared/cap.ts';
import type { Actor } from '../actor.ts';
import { Rejection } from '../rejection.ts';
import type { Tree } from '../tree.ts';
import type { Alert, AlertFacts, AlertHappening, MessageFacts } from './alert.ts';
import { assertAnswersFor, assertRole } from './may-alert.ts';

/** What a message that came has to do with what is there already. */
export interface Received {
  message: CapMessage;
  facts: AlertFacts;
  /** Alerts that it refers to, of the same sender, oldest first. */
  referred: readonly Alert[];
  /** The alert in which a message stands that refers to this one: it came late. */
  overtaken: Alert | null;
  isNameTaken: boolean;
}
/** An event of an alert that is there, or of a new one (`before` null). */
export interface AlertStep {
  before: Alert | null;
  event: AlertHappening;
}

/** Messages that warn nobody are answers, or tests of a line. @throws Rejection */
export function assertIsWarning({ msgType, status }: Pick<CapMessage, 'msgType' | 'status'>): void {
  if (msgType === 'Ack' || msgType === 'Error') throw new Rejection('cap.not-a-warning', { what: `msgType ${msgType}` });
  if (status === 'System' || status === 'Draft') throw new Rejection('cap.not-a-warning', { what: `status ${status}` });
}

/**
 * What a relayed message does. No alarm is lost: an update without its original begins an alert of its own, and so does a message whose name
 * was given to another before; whatever refers to that name goes on from both. None is raised twice: what comes
 * after what replaces it is only kept, and a message that goes on from several ends all but the first.
 * @throws Rejection
 */
export function decideReceived(actor: Actor, received: Received, tree: Tree, atMs: number): AlertStep[] {
  assertRole(actor, 'relay');
  const { message, facts, referred, overtaken } = received;
  assertIsWarning(message);
  const touched = [facts.node, ...referred.map(({ node }) => node), ...(overtaken ? [overtaken.node] : [])];
  for (const node of touched) assertAnswersFor(actor, node, tree, atMs);
  const named = { ...factsOf(message), isNameTaken: received.isNameTaken };
  if (overtaken) return [{ before: overtaken, event: { type: 'AlertMessageKept', decided: { message: named } } }];
  const [first = null, ...others] = referred;
  const isLate = first?.message != null && Date.parse(first.message.sent) > Date.parse(message.sent);
  if (isLate) return [{ before: first, event: { type: 'AlertMessageKept', decided: { message: named } } }];
  const isOriginalUnknown = message.msgType !== 'Alert' && first === null;
  if (message.msgType === 'Cancel') {
    if (first === null) return [{ before: null, event: { type: 'AlertCancelled', decided: { message: named, facts, isOriginalUnknown } } }];
    return referred.map(
      (before): AlertStep => ({
        before,
        event: { type: 'AlertCancelled', decided: { message: named, facts: null, isOriginalUnknown } },
      }),
    );
  }
  const goesOn = message.msgType === 'Update' ? first : null;
  return [
    { before: goesOn, event: { type: 'AlertReceived', decided: { message: named, facts, isOriginalUnknown } } },
    ...(goesOn === null ? [] : others.filter(({ ended }) => ended === null)).map(
      (before): AlertStep => ({ before, event: { type: 'AlertReplaced', decided: { by: goesOn!.id } } }),
    ),
  ];
}

const factsOf = ({ sender, identifier, sent, msgType, scope }: CapMessage): Omit<MessageFacts, 'isNameTaken'> => ({
  sender,
  identifier,
  sent,
  msgType,
  isPublic: scope === 'Public',
});
