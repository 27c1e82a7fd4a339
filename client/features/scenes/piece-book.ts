import type { Glass } from '../../../shared/wall-glass.ts';
import type { PieceKind, WallScenesWire } from '../../../shared/wall-scene-wire.ts';
import type { WallPlaylist, WallScene } from '../../../shared/wall-scene.ts';
import { copyOfPlaylist, copyOfScene, draftOfPlaylist, draftOfScene, type PieceDraft, type PieceKey } from './piece-draft.ts';

/** In place of a node: not kept yet. */
export const NEW = '+';
export const isShippedKey = ({ node }: PieceKey): boolean => node === null;

/** What is kept under a key, as a draft; null = there is none. Of the product's own `seenVersion` is 0. */
export function draftOf(book: WallScenesWire, { kind, node, id }: PieceKey, scope: string, glass: Glass): PieceDraft | null {
  if (kind === 'scene') {
    if (node !== null) {
      const found = book.own.find((each) => each.node === node && each.scene.id === id);
      return found ? draftOfScene(found) : null;
    }
    const scene = book.scenes.find((each) => each.id === id);
    return scene ? { kind, node: scope, seenVersion: 0, scene, glass } : null;
  }
  if (node !== null) {
    const found = book.ownPlaylists.find((each) => each.node === node && each.playlist.id === id);
    return found ? draftOfPlaylist(found) : null;
  }
  const playlist = book.playlists.find((each) => each.id === id);
  return playlist ? { kind, node: scope, seenVersion: 0, playlist } : null;
}

/** Ids of kept ones and of those that are being made. */
export function takenIds(book: WallScenesWire, kind: PieceKind, drafts: Iterable<PieceDraft>): ReadonlySet<string> {
  const pieces =
    kind === 'scene'
      ? [...book.scenes, ...book.own.map(({ scene }) => scene)]
      : [...book.playlists, ...book.ownPlaylists.map(({ playlist }) => playlist)];
  return new Set([...pieces.map(({ id }) => id), ...[...drafts].filter((draft) => draft.kind === kind).map((draft) => pieceOf(draft).id)]);
}
export const pieceOf = (draft: PieceDraft): WallScene | WallPlaylist => (draft.kind === 'scene' ? draft.scene : draft.playlist);
export const copyOf = (draft: PieceDraft, taken: ReadonlySet<string>, scope: string): PieceDraft =>
  draft.kind === 'scene' ? copyOfScene(draft.scene, draft.glass, scope, taken) : copyOfPlaylist(draft.playlist, scope, taken);
