import type { SupervisionCause, SupervisionRules } from '../../shared/supervision-rules.ts';
import { causeOf, decideRuled, mayBeRuled, supervisingNode } from '../domain/decide/ruling.ts';
import type { IncidentEvent } from '../domain/incident-event.ts';
import type { Store, Tx } from './ports.ts';

type Appended = Awaited<ReturnType<Tx['append']>>;

/** The level above supervises at once where an event has made a rule of the city true. */
export async function superviseAfter(tx: Tx, events: readonly IncidentEvent[], appended: Appended): Promise<Appended> {
  const { supervision } = tx.catalogue;
  const made = events.find((event) => causeOf(event, appended.after, supervision) !== null);
  return made ? supervise(tx, appended, causeOf(made, appended.after, supervision)!, made.occurredAtMs) : appended;
}

/** Named beside the log, as a supervisor is that a person names. */
async function supervise(tx: Tx, appended: Appended, cause: SupervisionCause, atMs: number): Promise<Appended> {
  const { after } = appended;
  if (!mayBeRuled(after)) return appended;
  const { tree, supervision } = tx.catalogue;
  const node = supervisingNode(after, tree, tx.recordedAtMs);
  const name = supervision.supervisors?.[node];
  const textHash = name === undefined ? undefined : await tx.putStepText(after.id, after.version + 1, { reason: null, text: name });
  const event = decideRuled(after, cause, atMs, { node, textHash });
  return event ? tx.append(after, [event]) : appended;
}

export type ShareRule = NonNullable<SupervisionRules['overdueShare']>;
/** Overdue cases, unsupervised as yet, of the nodes of whose open ones so large a share is overdue; by id. */
export type FindOverdue = (query: ShareRule & { afterId: number; limit: number }) => Promise<readonly number[]>;

const SLICE = 50;

/** @param findOverdue asked outside of the transaction: each case is looked at again within */
export async function superviseByShare(store: Store, rule: ShareRule, findOverdue: FindOverdue, now: () => number): Promise<number> {
  let count = 0;
  for (let afterId = 0; ; ) {
    const ids = await findOverdue({ ...rule, afterId, limit: SLICE });
    await store.write(async (tx) => {
      for (const id of ids) {
        const incident = await tx.load(id);
        if (!incident?.overdue || !mayBeRuled(incident)) continue;
        await supervise(tx, { after: incident, seq: 0 }, 'overdue-share', now());
        count += 1;
      }
    });
    if (ids.length < SLICE) return count;
    afterId = ids.at(-1)!;
  }
}
