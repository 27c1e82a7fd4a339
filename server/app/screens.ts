import type { ClipsTold } from '../../shared/wall-clips.ts';
import { CODE_MS, keepsScreens, toPairingCode } from '../../shared/wall-control.ts';
import type { OwnPieces } from '../../shared/wall-scene.ts';
import type { ScreenAct, ScreenSettings, WallAnswer, WallOrder, WallState } from '../../shared/wall-wire.ts';
import type { Actor } from '../domain/actor.ts';
import type { Incident } from '../domain/incident.ts';
import { Rejection } from '../domain/rejection.ts';
import {
  actorOfScreen,
  assertKeeps,
  assertOperates,
  assertReadsActs,
  decideChanged,
  decideHeard,
  decideOrdered,
  decidePaired,
  hasOtherRights,
  knownScreen,
  mayReadActsOf,
  maySeeScreen,
  type Screen,
  shownAt,
} from '../domain/screen.ts';
import { ownOf } from '../domain/wall-piece.ts';
import type { AlertRows } from './alert-ports.ts';
import type { Catalogue, Store } from './ports.ts';
import { slidingLimit } from './sliding-limit.ts';

/** Where screens are kept; what begins with `tx` is called inside `Store.write` only. */
export interface ScreenRows {
  byHash(hash: string): Promise<Screen | null>;
  byId(id: number): Promise<Screen | null>;
  all(): Promise<Screen[]>;
  since(rev: number): Promise<Screen[]>;
  pairingOf(hash: string): Promise<{ code: string; expiresAtMs: number } | null>;
  acts(limit: number): Promise<{ atMs: number; screen: number; actor: string; act: ScreenAct; detail: string }[]>;
  txFind(id: number): Promise<Screen | null>;
  txPut(screen: Omit<Screen, 'id' | 'rev'> & { id?: number }): Promise<Screen>;
  txAct(act: { atMs: number; screen: number; actor: string; act: ScreenAct; detail: object }): Promise<void>;
  txPairing(code: string): Promise<{ hash: string; expiresAtMs: number } | null>;
  txAskPairing(hash: string, code: string, expiresAtMs: number): Promise<void>;
  txDropPairings(nowMs: number, hash: string | null): Promise<void>;
  txCountPairings(): Promise<number>;
}
export interface ScreenDeps {
  store: Store;
  rows: ScreenRows;
  alerts: Pick<AlertRows, 'txOne'>;
  catalogue(): Promise<Catalogue>;
  /** A code nobody can foresee. */
  newCode(): string;
  /** Ends what an identity holds: its sockets and what is remembered of its rights. */
  cut(actor: string): Promise<void>;
  /** What the city made itself, as it holds at a node. */
  holding(): Promise<(node: string) => OwnPieces>;
  /** Its own sounds, as they hold at a node. */
  clips(): Promise<(node: string) => ClipsTold>;
  /** Something about screens was written. */
  onChanged(): void;
  now(): number;
}

/** Codes that one address may ask for, and wrong ones that one person may type, in ten minutes. */
const ASKS_MOST = 40;
const WRONG_MOST = 20;
const LIMIT_MS = 600_000;
/** Waiting at once in the whole city: a building full of new screens, not a flood. */
const WAITING_MOST = 500;

/** What holds at a node beside the screen itself. */
interface Telling {
  holds(node: string): OwnPieces;
  sounds(node: string): ClipsTold;
}

/** Screens of walls: how one becomes known, who commands it, and how it ends. */
export function screenUses({ store, rows, alerts, catalogue, newCode, cut, holding, clips, onChanged, now }: ScreenDeps) {
  const asks = slidingLimit(ASKS_MOST, LIMIT_MS, now);
  const wrong = slidingLimit(WRONG_MOST, LIMIT_MS, now);

  const toState = (screen: Screen, { holds, sounds }: Telling): WallState => {
    const {
      id,
      name,
      group,
      areaCode,
      place,
      distanceM,
      pictureWidthMm,
      bezelMm,
      quiet,
      night = null,
      rev,
      ...shown
    } = shownAt(screen, now());
    const { scene, playlist, isMuted, isStopped, nightMode, showing, identifyUntilMs, reloadAtMs, testAtMs } = shown;
    const own = ownOf(screen, holds(areaCode));
    const told = {
      scene,
      playlist,
      own: { scenes: [...own.scenes], playlists: [...own.playlists] },
      isMuted,
      isStopped,
      nightMode,
      showing,
      identifyUntilMs,
      reloadAtMs,
      testAtMs,
      clips: sounds(areaCode),
    };
    return {
      version: rev,
      screen: { id, name, group, areaCode, place, distanceM, pictureWidthMm, bezelMm, quiet, night },
      ...told,
      now: now(),
    };
  };
  const telling = async (): Promise<Telling> => ({ holds: await holding(), sounds: await clips() });
  const changing = async <T>(work: Parameters<typeof store.write<T>>[0]): Promise<T> => {
    const value = await store.write(work);
    onChanged();
    return value;
  };

  return {
    /** What the holder of a secret is here: a screen, one that waits, or a stranger. */
    async wallOf(hash: string): Promise<WallAnswer> {
      const screen = await rows.byHash(hash);
      if (screen) return { state: toState(screen, await telling()), pairing: null };
      const pairing = await rows.pairingOf(hash);
      return { state: null, pairing: pairing && pairing.expiresAtMs > now() ? pairing : null };
    },
    stateOf: async (id: number): Promise<WallState | null> => {
      const screen = await rows.byId(id);
      return screen && toState(screen, await telling());
    },
    /** States of the screens that changed after a revision, without those that ended. */
    async since(rev: number): Promise<{ states: WallState[]; rev: number }> {
      const changed = await rows.since(rev);
      if (changed.length === 0) return { states: [], rev };
      const told = await telling();
      return {
        states: changed.filter(({ revokedAtMs }) => revokedAtMs === null).map((screen) => toState(screen, told)),
        rev: changed.at(-1)?.rev ?? rev,
      };
    },
    /** A screen asks to be let in. @throws Rejection when too many ask */
    async ask(hash: string, address: string): Promise<{ code: string; expiresAtMs: number }> {
      if (!asks.take(address)) throw new Rejection('pairing.too-many', { minutes: LIMIT_MS / 60_000 });
      return store.write(async () => {
        await rows.txDropPairings(now(), hash);
        if ((await rows.txCountPairings()) >= WAITING_MOST) throw new Rejection('pairing.too-many', { minutes: CODE_MS / 60_000 });
        let code = newCode();
        while (await rows.txPairing(code)) code = newCode();
        const expiresAtMs = now() + CODE_MS;
        await rows.txAskPairing(hash, code, expiresAtMs);
        return { code, expiresAtMs };
      });
    },
    /** @throws Rejection */
    async pair(actor: Actor, typed: string, settings: ScreenSettings): Promise<Screen> {
      assertKeeps(actor);
      if (!wrong.isOpen(actor.id)) throw new Rejection('pairing.too-many', { minutes: LIMIT_MS / 60_000 });
      return changing(async ({ catalogue: { tree } }) => {
        const nowMs = now();
        const decided = decidePaired(actor, settings, tree, nowMs);
        const waiting = await rows.txPairing(toPairingCode(typed));
        if (!waiting || waiting.expiresAtMs <= nowMs) {
          wrong.take(actor.id);
          throw new Rejection('pairing.unknown', { code: typed.slice(0, 20) });
        }
        await rows.txDropPairings(nowMs, waiting.hash);
        const screen = await rows.txPut({ ...decided, hash: waiting.hash });
        await rows.txAct({ atMs: nowMs, screen: screen.id, actor: actor.id, act: 'paired', detail: settings });
        return screen;
      });
    },
    /** @throws Rejection */
    async change(actor: Actor, id: number, settings: ScreenSettings): Promise<Screen> {
      const [before, after] = await changing(async ({ catalogue: { tree } }) => {
        const was = knownScreen(actor, await rows.txFind(id), id, tree, now());
        const changed = await rows.txPut(decideChanged(actor, was, settings, tree, now()));
        await rows.txAct({ atMs: now(), screen: id, actor: actor.id, act: 'changed', detail: settings });
        return [was, changed] as const;
      });
      if (hasOtherRights(before, after)) await cut(actorOfScreen(after).id);
      return after;
    },
    /** Every one of them obeys, or none. @throws Rejection */
    async order(actor: Actor, ids: readonly number[], order: WallOrder): Promise<Screen[]> {
      assertOperates(actor);
      return changing(async (tx) => {
        const [nowMs, { tree }] = [now(), tx.catalogue];
        const incident: Incident | null = order.show?.kind === 'incident' ? await tx.load(order.show.id) : null;
        const alert = order.show?.kind === 'alert' ? await alerts.txOne(order.show.id) : null;
        const obeyed: Screen[] = [];
        for (const id of new Set(ids)) {
          const before = knownScreen(actor, await rows.txFind(id), id, tree, nowMs);
          obeyed.push(await rows.txPut(decideOrdered(actor, shownAt(before, nowMs), order, { incident, alert, tree, nowMs })));
          await rows.txAct({ atMs: nowMs, screen: id, actor: actor.id, act: 'ordered', detail: order });
        }
        return obeyed;
      });
    },
    /** What those say who listened for a test tone. @throws Rejection */
    async heard(actor: Actor, ids: readonly number[], isHeard: boolean): Promise<Screen[]> {
      assertOperates(actor);
      return changing(async ({ catalogue: { tree } }) => {
        const [nowMs, told]: [number, Screen[]] = [now(), []];
        for (const id of new Set(ids)) {
          const before = knownScreen(actor, await rows.txFind(id), id, tree, nowMs);
          told.push(await rows.txPut(decideHeard(actor, before, isHeard, nowMs)));
          await rows.txAct({ atMs: nowMs, screen: id, actor: actor.id, act: isHeard ? 'heard' : 'unheard', detail: {} });
        }
        return told;
      });
    },
    /** Its cookie is worth nothing from here on. @throws Rejection */
    async revoke(actor: Actor, id: number): Promise<void> {
      assertKeeps(actor);
      const revoked = await changing(async ({ catalogue: { tree } }) => {
        const before = knownScreen(actor, await rows.txFind(id), id, tree, now());
        await rows.txAct({ atMs: now(), screen: id, actor: actor.id, act: 'revoked', detail: {} });
        return rows.txPut({ ...before, revokedAtMs: now() });
      });
      await cut(actorOfScreen(revoked).id);
    },
    /** Those in the caller's area. @throws Rejection */
    async list(actor: Actor): Promise<{ screens: Screen[]; mayKeep: boolean }> {
      assertOperates(actor);
      const { tree } = await catalogue();
      const screens = (await rows.all()).filter((screen) => maySeeScreen(actor, screen, tree, now()));
      return { screens: screens.map((screen) => shownAt(screen, now())), mayKeep: keepsScreens(actor.role) };
    },
    /** What was done to screens of the caller's area, revoked ones too. @throws Rejection */
    async acts(actor: Actor) {
      assertReadsActs(actor);
      const { tree } = await catalogue();
      const known = new Map(
        (await rows.since(0)).filter((screen) => mayReadActsOf(actor, screen, tree, now())).map((one) => [one.id, one]),
      );
      const acts = await rows.acts(ACTS_MOST);
      return acts.flatMap((act) => {
        const name = known.get(act.screen)?.name;
        return name === undefined ? [] : [{ ...act, name }];
      });
    },
  };
}
export type ScreenUses = ReturnType<typeof screenUses>;

const ACTS_MOST = 500;
