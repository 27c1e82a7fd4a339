import { queryOptions } from '@tanstack/react-query';
import type { Glass } from '../../shared/wall-glass.ts';
import type { OwnPieces, WallPlaylist, WallScene } from '../../shared/wall-scene.ts';
import type { OwnPlaylistWire, OwnSceneWire, PieceActs, PieceKind, WallScenesWire } from '../../shared/wall-scene-wire.ts';
import type { Directory } from './areas.query.ts';
import { get, put, remove } from './http.ts';

/** Scenes and playlists: those that come with the product, and the city's own at, above and below the reader's node. */
export const wallScenesQuery = queryOptions({
  queryKey: ['wall-scenes'],
  queryFn: ({ signal }) => get<WallScenesWire>('/wall-scenes', {}, signal),
  staleTime: 5_000,
});
export const pieceActsQuery = queryOptions({
  queryKey: ['wall-scenes', 'acts'],
  queryFn: ({ signal }) => get<PieceActs>('/wall-scenes/acts', {}, signal),
  staleTime: 5_000,
});

const FAMILY: Record<PieceKind, string> = { scene: '/wall-scenes', playlist: '/wall-playlists' };
const pathOf = (kind: PieceKind, node: string, id: string): string =>
  `${FAMILY[kind]}/${encodeURIComponent(node)}/${encodeURIComponent(id)}`;
export const putScene = (node: string, scene: WallScene, glass: Glass, seenVersion: number | null): Promise<OwnSceneWire> =>
  put(pathOf('scene', node, scene.id), { scene, glass, seenVersion });
export const putPlaylist = (node: string, playlist: WallPlaylist, seenVersion: number | null): Promise<OwnPlaylistWire> =>
  put(pathOf('playlist', node, playlist.id), { playlist, seenVersion });
export const removePiece = (kind: PieceKind, node: string, id: string): Promise<void> => remove(pathOf(kind, node, id));

/** From a node up to the city. */
export function pathUp(node: string, directory: Directory | undefined): string[] {
  const path: string[] = [];
  for (let at: string | null = node; at !== null && !path.includes(at); at = directory?.get(at)?.parent ?? null) path.push(at);
  return path;
}

/** What the city made itself as it holds at a node: the nearest first, as the server tells it to a screen. */
export function holdingAt(
  book: Pick<WallScenesWire, 'own' | 'ownPlaylists'> | undefined,
  node: string,
  directory: Directory | undefined,
): OwnPieces {
  const path = pathUp(node, directory);
  const near = <T extends { node: string }>(pieces: readonly T[]): T[] =>
    pieces.filter((piece) => path.includes(piece.node)).sort((a, b) => path.indexOf(a.node) - path.indexOf(b.node));
  return {
    scenes: near(book?.own ?? []).map(({ scene }) => scene),
    playlists: near(book?.ownPlaylists ?? []).map(({ playlist }) => playlist),
  };
}
