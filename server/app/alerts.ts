import { createHash } from 'node:crypto';
import type { AlertCommand } from '../../shared/alert-terms.ts';
import type { AlertCommandBody, PostAlert, PutAlert } from '../../shared/alert-wire.ts';
import type { CapMessage } from '../../shared/cap.ts';
import type { Actor } from '../domain/actor.ts';
import type { Alert } from '../domain/alerts/alert.ts';
import { decideAmend, decideCommand, decideOwn, type OwnAlert, type OwnCommand } from '../domain/alerts/decide-own.ts';
import { assertIsWarning, decideReceived } from '../domain/alerts/decide-received.ts';
import { isElsewhere } from '../domain/alerts/elsewhere.ts';
import { inTree } from '../domain/alerts/in-tree.ts';
import { assertAnswersFor, assertRole, maySeeAlert } from '../domain/alerts/may-alert.ts';
import { partsOf, languageOf } from '../domain/alerts/parts.ts';
import { type Cut, receivedFacts } from '../domain/alerts/received-facts.ts';
import { senderOf } from '../domain/alerts/to-cap.ts';
import { Rejection } from '../domain/rejection.ts';
import type { Tree } from '../domain/tree.ts';
import type { Ground } from './alert-ground.ts';
import type { AlertRows, AlertText, AlertWords, CapEntry, ReadMessage } from './alert-ports.ts';
import { assertCleanTexts } from './clean-texts.ts';
import { once } from './once.ts';
import { ruleDrafts } from './rule-drafts.ts';
import type { Catalogue, Store, Tx } from './ports.ts';

interface Deps {
  store: Store;
  rows: AlertRows;
  catalogue(): Promise<Catalogue>;
  ground(): Promise<Ground>;
  readCap(bytes: AsyncIterable<Uint8Array>): Promise<CapEntry[]>;
  onChanged(): void;
  now(): number;
}
/** How what comes by itself is taken. */
export interface RelayHow {
  /** What is certainly about other places is left alone. */
  skipsElsewhere?: boolean;
}
/** What became of one entry of what was posted. */
export type Relayed = { alert: Alert; read: ReadMessage; isKnown: boolean } | { refusal: Rejection };

/** Alerts: relayed as they come, submitted to their issuers, or notices of the centre's own. */
export function alertUses({ store, rows, catalogue, ground, readCap, onChanged, now }: Deps) {
  async function relayOne(
    actor: Actor,
    read: ReadMessage,
    { skipsElsewhere = false }: RelayHow,
  ): Promise<{ alert: Alert; isKnown: boolean }> {
    const { message } = read;
    assertIsWarning(message);
    const { tree } = await catalogue();
    if (message.sender === senderOf(tree.root)) throw new Rejection('cap.own-message', { identifier: message.identifier });
    const { cut, sizeOf } = await ground();
    // Laid over the map before anything is locked: that takes its time.
    const cuts: Cut[] = [];
    for (const { areas } of partsOf(message)) cuts.push(await cut(areas));
    return store.write(async (tx) => {
      const named = await rows.txMessages(message);
      const same = named.find(({ contentHash }) => contentHash === hashOf(message));
      if (same) return { alert: await answeredFor(tx, actor, same.alert), isKnown: true };
      const facts = receivedFacts(message, cuts, { rules: tx.catalogue.alerts, tree: tx.catalogue.tree, sizeOf, nowMs: now() });
      const referred = await referredBy(message);
      const late = await rows.txReferrer(message);
      const overtaken = late === null ? null : await ofSender(message.sender, late);
      // What goes on from an alert of ours ends it here, wherever it has moved to.
      if (skipsElsewhere && referred.length === 0 && !overtaken && isElsewhere(message, facts, tx.catalogue.alerts))
        throw new Rejection('cap.elsewhere', { identifier: message.identifier });
      const steps = decideReceived(actor, { message, facts, referred, overtaken, isNameTaken: named.length > 0 }, tx.catalogue.tree, now());
      const text: AlertText = { content: { headlines: headlinesOf(message) }, raw: read.raw };
      let first: Alert | null = null;
      for (const { before, event } of steps) {
        const at = { actor: actor.id, occurredAtMs: now(), recordedAtMs: tx.recordedAtMs };
        const after = await rows.txAppend(before, event, { ...at, text: 'message' in event.decided ? text : null });
        first ??= after;
      }
      await rows.txNoteMessage(message, message.references, first!.id, hashOf(message));
      return { alert: first!, isKnown: false };
    });
  }
  async function answeredFor(tx: Tx, actor: Actor, id: number): Promise<Alert> {
    const alert = (await rows.txOne(id))!;
    assertAnswersFor(actor, alert.node, tx.catalogue.tree, now());
    return alert;
  }
  /** A sender goes on from its own messages only: nobody ends what somebody else warned of. */
  async function referredBy({ sender, references }: CapMessage): Promise<Alert[]> {
    const ids = new Set<number>();
    for (const reference of references) {
      const known = reference.sender === sender ? await rows.txMessages(reference) : [];
      for (const { alert } of known) ids.add(alert);
    }
    const alerts = [];
    for (const id of [...ids].sort((a, b) => a - b)) alerts.push((await rows.txOne(id))!);
    return alerts;
  }
  async function ofSender(sender: string, id: number): Promise<Alert | null> {
    const alert = await rows.txOne(id);
    return alert?.message?.sender === sender ? alert : null;
  }
  /** As the caller saw it when they decided; as it stands in the log, for the next event to follow from. */
  async function knownTo(actor: Actor, id: number, seenVersion: number, tree: Tree): Promise<Alert> {
    const alert = await rows.txOne(id);
    if (!alert || !maySeeAlert(actor, inTree(alert, tree, now()), tree, now())) throw new Rejection('alert.unknown', { id });
    if (alert.version !== seenVersion) throw new Rejection('version.stale', { id, version: alert.version });
    return alert;
  }
  async function changing(work: (tx: Tx) => Promise<number>): Promise<Alert> {
    const id = await store.write(work);
    onChanged();
    return (await rows.one(id))!;
  }

  /** Oldest first, so that chains hold; each is taken or refused by itself, in the order given. */
  async function relayEach(actor: Actor, entries: readonly CapEntry[], how: RelayHow = {}): Promise<Relayed[]> {
    assertRole(actor, 'relay');
    const done: Relayed[] = entries.map((entry) => ('refusal' in entry ? entry : { refusal: new Rejection('cap.no-alert') }));
    const inTime = entries.flatMap((entry, i) => ('read' in entry ? [{ i, read: entry.read }] : []));
    inTime.sort((a, b) => Date.parse(a.read.message.sent) - Date.parse(b.read.message.sent));
    for (const { i, read } of inTime) {
      try {
        done[i] = { read, ...(await relayOne(actor, read, how)) };
      } catch (error) {
        if (!(error instanceof Rejection)) throw error;
        done[i] = { refusal: error };
      }
    }
    if (done.some((each) => 'alert' in each && !each.isKnown)) onChanged();
    return done;
  }

  return {
    ...ruleDrafts({ store, rows, ground, onChanged, now }),
    relayEach,
    /**
     * One message, or a feed of them, oldest first; each is taken or refused by itself.
     * @throws Rejection where none was taken, with the reason of the first
     */
    async relay(actor: Actor, bytes: AsyncIterable<Uint8Array>): Promise<Relayed[]> {
      assertRole(actor, 'relay');
      const done = await relayEach(actor, await readCap(bytes));
      const [first] = done;
      if (first && done.every((each) => 'refusal' in each)) throw (first as { refusal: Rejection }).refusal;
      return done;
    },
    /** @throws Rejection */
    async create(actor: Actor, body: PostAlert, key?: string): Promise<Alert> {
      assertCleanTexts(body);
      const { sizeOf } = await ground();
      return changing((tx) =>
        once(tx, actor, key, body, async () => {
          const { alerts: rules, tree } = tx.catalogue;
          const happening = decideOwn(actor, toOwn(body), { rules, tree, sizeOf, nowMs: now() });
          const text: AlertText = { content: { words: wordsOf(body.words) }, raw: null };
          const at = { actor: actor.id, occurredAtMs: now(), recordedAtMs: tx.recordedAtMs, text };
          return (await rows.txAppend(null, happening, at)).id;
        }),
      );
    },
    /** @throws Rejection */
    async amend(actor: Actor, id: number, { seenVersion, draft }: PutAlert): Promise<Alert> {
      assertCleanTexts(draft);
      const { sizeOf } = await ground();
      return changing(async (tx) => {
        const { alerts: rules, tree } = tx.catalogue;
        const alert = await knownTo(actor, id, seenVersion, tree);
        const happening = decideAmend(actor, inTree(alert, tree, now()), toOwn(draft), { rules, tree, sizeOf, nowMs: now() });
        const text: AlertText = { content: { words: wordsOf(draft.words) }, raw: null };
        return (await rows.txAppend(alert, happening, { actor: actor.id, occurredAtMs: now(), recordedAtMs: tx.recordedAtMs, text })).id;
      });
    },
    /** @throws Rejection */
    async command(actor: Actor, id: number, command: AlertCommand, body: AlertCommandBody, key?: string): Promise<Alert> {
      assertCleanTexts(body);
      const { sizeOf } = await ground();
      return changing((tx) =>
        once(tx, actor, key, { id, command, body }, async () => {
          const { alerts: rules, tree } = tx.catalogue;
          const alert = await knownTo(actor, id, body.seenVersion, tree);
          const happening = decideCommand(actor, inTree(alert, tree, now()), toCommand(command, body), {
            rules,
            tree,
            sizeOf,
            nowMs: now(),
          });
          const { reason, words } = body;
          const content = { ...(reason === undefined ? {} : { reason }), ...(words ? { words: wordsOf(words) } : {}) };
          const text = reason === undefined && !words ? null : { content, raw: null };
          const at = { actor: actor.id, occurredAtMs: now(), recordedAtMs: tx.recordedAtMs, text };
          return (await rows.txAppend(alert, happening, at)).id;
        }),
      );
    },
  };
}
export type AlertUses = ReturnType<typeof alertUses>;

/** Of what it says: the same words broken into other lines are the same message. */
const hashOf = (message: CapMessage): string => {
  const plain = JSON.stringify(message, (_key, value: unknown) => (typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : value));
  return createHash('sha256').update(plain).digest('base64url');
};

const toOwn = (body: PostAlert): OwnAlert => ({
  origin: body.origin,
  kind: body.kind,
  issuer: body.issuer ?? null,
  isExercise: body.exercise ?? false,
  startsAtMs: timeOf(body.startsAt, 'startsAt'),
  endsAtMs: timeOf(body.endsAt, 'endsAt')!,
  parts: body.parts,
});

function toCommand(command: AlertCommand, body: AlertCommandBody): OwnCommand {
  const areas = body.areas ?? null;
  switch (command) {
    case 'publish':
      return { command, documentNumber: body.documentNumber ?? null };
    case 'withdraw':
      return { command };
    case 'lift':
      return { command, areas };
    default:
      if (body.level === undefined) throw new Rejection('request.invalid', { field: 'level', problem: 'required' });
      return { command, level: body.level, areas, endsAtMs: timeOf(body.endsAt, 'endsAt') };
  }
}

function timeOf(text: string | undefined, field: string): number | null {
  if (text === undefined) return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Rejection('time.invalid', { field });
  return ms;
}
const wordsOf = (words: PostAlert['words']): Record<string, AlertWords> =>
  Object.fromEntries(
    Object.entries(words).flatMap(([language, said]) =>
      said ? [[language, { headline: said.headline ?? null, warning: said.warning, measures: said.measures ?? null }]] : [],
    ),
  );
/** By language: the sender's own, else what it calls the event. */
const headlinesOf = ({ infos }: CapMessage): Record<string, string> =>
  Object.fromEntries(
    [...infos].reverse().map((info) => [languageOf(info), (info.headline ?? info.event).replace(/\s+/g, ' ').trim().slice(0, 300)]),
  );
