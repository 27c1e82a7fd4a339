import { keepsScreens } from '../../shared/wall-control.ts';
import type { PieceAct, PieceKind } from '../../shared/wall-scene-wire.ts';
import type { OwnPieces } from '../../shared/wall-scene.ts';
import type { Actor } from '../domain/actor.ts';
import type { Screen } from '../domain/screen.ts';
import {
  assertSeesPieceActs,
  concerns,
  decidePiece,
  decideRemoved,
  holdingAt,
  mayChangePieces,
  maySeePiece,
  type Piece,
  type PieceAsked,
} from '../domain/wall-piece.ts';
import type { Catalogue, Store } from './ports.ts';

/** Where scenes and playlists of a city's own are kept; what begins with `tx` is called inside `Store.write` only. */
export interface PieceRows {
  all(): Promise<Piece[]>;
  acts(
    limit: number,
  ): Promise<{ atMs: number; kind: PieceKind; node: string; piece: string; actor: string; act: PieceAct; content: Piece['content'] }[]>;
  txAll(): Promise<Piece[]>;
  txPut(piece: Omit<Piece, 'version'>, isNew: boolean): Promise<Piece>;
  txRemove(piece: Piece): Promise<void>;
}
interface Deps {
  store: Store;
  rows: PieceRows;
  screens: { txAll(): Promise<Screen[]>; txPut(screen: Screen): Promise<Screen> };
  catalogue(): Promise<Catalogue>;
  /** What screens are told has changed. */
  onChanged(): void;
  now(): number;
}
const ACTS_MOST = 500;

/** Scenes and playlists that a city makes itself: who sees, makes, changes and removes which. */
export function wallPieceUses({ store, rows, screens, catalogue, onChanged, now }: Deps) {
  async function changing<T>(
    work: Parameters<typeof store.write<{ piece: Pick<Piece, 'kind' | 'node' | 'id'>; value: T }>>[0],
  ): Promise<T> {
    const { value } = await store.write(async (tx) => {
      const done = await work(tx);
      // Under another revision they are told anew, by whichever process holds their line.
      for (const screen of await screens.txAll()) if (concerns(done.piece, screen, tx.catalogue.tree, now())) await screens.txPut(screen);
      return done;
    });
    onChanged();
    return value;
  }
  return {
    /** All that the caller may see: at its node, above, and below. */
    async list(actor: Actor): Promise<{ pieces: (Piece & { mayChange: boolean })[]; mayEdit: boolean }> {
      const { tree } = await catalogue();
      const pieces = (await rows.all()).filter(({ node }) => maySeePiece(actor, node, tree, now()));
      return {
        pieces: pieces.map((piece) => ({ ...piece, mayChange: mayChangePieces(actor, piece.node, tree, now()) })),
        mayEdit: keepsScreens(actor.role),
      };
    },
    /** @throws Rejection */
    put: (actor: Actor, asked: PieceAsked): Promise<Piece & { mayChange: boolean }> =>
      changing(async ({ catalogue: { tree } }) => {
        const decided = decidePiece(actor, asked, await rows.txAll(), tree, now());
        const piece = await rows.txPut(decided, asked.seenVersion === null);
        return { piece, value: { ...piece, mayChange: true } };
      }),
    /** @throws Rejection */
    remove: (actor: Actor, asked: Pick<Piece, 'kind' | 'node' | 'id'>): Promise<void> =>
      changing(async ({ catalogue: { tree } }) => {
        const found = (await rows.txAll()).find(({ kind, node, id }) => kind === asked.kind && node === asked.node && id === asked.id);
        const piece = decideRemoved(actor, found ?? null, asked, tree, now());
        await rows.txRemove({ ...piece, by: actor.id, atMs: now() });
        return { piece, value: undefined };
      }),
    /** @throws Rejection */
    async acts(actor: Actor) {
      assertSeesPieceActs(actor);
      const { tree } = await catalogue();
      return (await rows.acts(ACTS_MOST)).filter(({ node }) => maySeePiece(actor, node, tree, now()));
    },
    /** What holds at a node, asked once for many screens. */
    async holding(): Promise<(node: string) => OwnPieces> {
      const [{ tree }, pieces] = [await catalogue(), await rows.all()];
      return (node) => holdingAt(pieces, node, tree, now());
    },
  };
}
export type WallPieceUses = ReturnType<typeof wallPieceUses>;
