import { answersCalls, TOLD_MOST, type CallAct, type CallKind, type Standing } from '../../shared/calls.ts';
import type { Actor } from '../domain/actor.ts';
import {
  assertAnswers,
  assertReadsCallActs,
  decideUnanswered,
  ended,
  isCalling,
  isOver,
  mayAcknowledge,
  nodesToCall,
  raised,
  toldNodes,
  type Call,
} from '../domain/call.ts';
import type { Incident } from '../domain/incident.ts';
import type { IncidentEvent } from '../domain/incident-event.ts';
import { isScreen } from '../domain/screen.ts';
import type { Tree } from '../domain/tree.ts';
import type { Catalogue, Change, Store } from './ports.ts';

export interface CallActRow {
  atMs: number;
  actor: string;
  act: CallAct;
  toNode: string;
  call: Call;
}
/** Where calls are kept; what begins with `tx` is called inside `Store.write` only. */
export interface CallRows {
  /** Newest first. */
  standing(): Promise<Call[]>;
  /** Calls that changed after a revision, ended ones too. */
  since(rev: number): Promise<Call[]>;
  lastRev(): Promise<number>;
  /** Newest first, of calls at these nodes; null = of all. */
  acts(nodes: readonly string[] | null, limit: number): Promise<CallActRow[]>;
  /** Newest first, of those up to `upTo` and below `beforeId`. */
  txStanding(upTo: number, limit: number, beforeId: number): Promise<Call[]>;
  txOf(kind: CallKind, subject: number): Promise<Call[]>;
  txDue(nowMs: number, limit: number): Promise<Call[]>;
  /** Writes what was decided under the next revision, and says so in the log; one without an id gets its id. */
  txPut(call: Omit<Call, 'id' | 'rev'> & { id?: number }, act: CallAct, actor: string, atMs: number): Promise<void>;
  txWalls(): Promise<ReadonlySet<string>>;
}

const CLOCK = 'system:clock';
const SLICE = 200;
const ACTS_MOST = 500;

/** What an event of an incident that calls, or did, does to its calls, in the transaction of the event: neither is ever there without the other. */
export async function followCalls(
  rows: Pick<CallRows, 'txOf' | 'txPut' | 'txWalls'>,
  { before, after, event, tree, nowMs }: { before: Incident | null; after: Incident; event: IncidentEvent; tree: Tree; nowMs: number },
): Promise<void> {
  const wasCalling = before !== null && isCalling(before);
  if (wasCalling && isCalling(after) && before.place === after.place) return;
  if (wasCalling)
    for (const call of await rows.txOf('incident', after.id))
      if (isOver(call, after, tree, nowMs)) await rows.txPut(ended(call, null, nowMs), 'AlarmEnded', event.actor, nowMs);
  if (!isCalling(after)) return;
  const nodes = nodesToCall({ before, after, event, walls: await rows.txWalls(), tree, nowMs });
  for (const node of nodes) await rows.txPut(raised(node, after, nowMs), 'AlarmRaised', event.actor, nowMs);
}
/** Whether a change of the log may have changed what calls: worth a look. */
export const touchesCalls = ({ before, after }: Pick<Change, 'before' | 'after'>): boolean =>
  isCalling(after) || (before !== null && isCalling(before));

interface CallDeps {
  store: Store;
  rows: CallRows;
  catalogue(): Promise<Catalogue>;
  /** Calls were written. */
  onChanged(): void;
  now(): number;
}

/** Calls: who hears of which, who acknowledges them, and what happens when nobody does. */
export function callUses({ store, rows, catalogue, onChanged, now }: CallDeps) {
  /** All that stand, by the node that is told; asked once for many nodes. */
  async function standing(): Promise<(node: string) => Standing> {
    // The number first: what is written meanwhile is told once more, never lost.
    const rev = await rows.lastRev();
    const [{ tree }, calls] = [await catalogue(), await rows.standing()];
    const told = new Map<string, Call[]>();
    for (const call of calls) for (const node of toldNodes(call, tree, now())) (told.get(node) ?? told.set(node, []).get(node)!).push(call);
    return (node) => toStanding(node, rev, told.get(node) ?? []);
  }
  return {
    standing,
    /** Nodes whose calls have changed after a revision. */
    async since(rev: number): Promise<{ nodes: ReadonlySet<string>; rev: number }> {
      const changed = await rows.since(rev);
      if (changed.length === 0) return { nodes: new Set(), rev };
      const { tree } = await catalogue();
      return { nodes: new Set(changed.flatMap((call) => toldNodes(call, tree, now()))), rev: changed.at(-1)!.rev };
    },
    lastRev: rows.lastRev,
    /** Walls hear of calls, and people who may answer them. */
    hears: (actor: Actor): boolean => isScreen(actor) || answersCalls(actor.role),
    /** All that the caller is told of, up to the newest that they have seen; gives how many nobody had acknowledged before. @throws Rejection */
    async acknowledge(actor: Actor, upTo: number): Promise<number> {
      assertAnswers(actor);
      let count = 0;
      for (let beforeId = Number.MAX_SAFE_INTEGER; ; ) {
        const seen = await store.write(async ({ catalogue: { tree } }) => {
          const calls = await rows.txStanding(upTo, SLICE, beforeId);
          for (const call of calls) {
            if (!mayAcknowledge(actor, call, tree, now())) continue;
            await rows.txPut(ended(call, actor.id, now()), 'AlarmAcknowledged', actor.id, now());
            count += 1;
          }
          return calls;
        });
        onChanged();
        if (seen.length < SLICE) return count;
        beforeId = seen.at(-1)!.id;
      }
    },
    /** Passes on what nobody answered in time; gives how many, at most one slice. */
    async passOn(): Promise<number> {
      const nowMs = now();
      const count = await store.write(async ({ catalogue: { tree } }) => {
        const due = await rows.txDue(nowMs, SLICE);
        for (const call of due) await rows.txPut(decideUnanswered(call, tree, nowMs), 'AlarmUnanswered', CLOCK, nowMs);
        return due.length;
      });
      if (count > 0) onChanged();
      return count;
    },
    slice: SLICE,
    /** What happened to calls of the caller's area, newest first. @throws Rejection */
    async acts(actor: Actor): Promise<CallActRow[]> {
      assertReadsCallActs(actor);
      const { tree } = await catalogue();
      return rows.acts(actor.scope === tree.root ? null : tree.subtree(actor.scope, now()), ACTS_MOST);
    },
  };
}
export type CallUses = ReturnType<typeof callUses>;

/** @param calls newest first */
function toStanding(node: string, rev: number, calls: readonly Call[]): Standing {
  const bySubject = new Map<string, Call>();
  for (const call of calls) {
    const key = `${call.kind} ${call.subject}`;
    const known = bySubject.get(key);
    // What calls here and was passed on from below is one danger: the hall's own call stands for both.
    const shown = known && (known.node === node || call.node !== node) ? known : call;
    bySubject.set(key, { ...shown, passes: Math.max(known?.passes ?? 0, call.passes) });
  }
  const shown = [...bySubject.values()];
  return {
    node,
    rev,
    total: shown.length,
    unanswered: shown.filter(({ passes }) => passes > 0).length,
    sinceMs: calls.reduce<number | null>((oldest, { raisedAtMs }) => Math.min(oldest ?? raisedAtMs, raisedAtMs), null),
    upTo: calls[0]?.id ?? null,
    calls: shown.slice(0, TOLD_MOST).map(({ id, kind, subject, number, category, place, node: of, raisedAtMs, passes }) => ({
      id,
      kind,
      subject,
      number,
      category,
      place,
      node: of,
      raisedAtMs,
      passes,
    })),
  };
}
