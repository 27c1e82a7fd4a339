import { desc, sql } from 'drizzle-orm';
import type { Glass } from '../../shared/wall-glass.ts';
import type { PieceAct, PieceKind } from '../../shared/wall-scene-wire.ts';
import type { WallPlaylist, WallScene } from '../../shared/wall-scene.ts';
import type { Piece } from '../domain/wall-piece.ts';
import type { Connection } from './connection.ts';

/** Scenes and playlists that a city made itself, and what was done to them. What begins with `tx` is called inside `Store.write` only. */
export function wallPiecesRepo({ reader, writer, schema: { wallPieces: p, wallPieceActs: a } }: Connection) {
  type Row = typeof p.$inferSelect;
  const toPiece = ({ kind, content, glass, ...row }: Row): Piece =>
    kind === 'scene' && glass !== null
      ? { ...row, kind: 'scene', content: JSON.parse(content) as WallScene, glass: JSON.parse(glass) as Glass }
      : { ...row, kind: 'playlist', content: JSON.parse(content) as WallPlaylist, glass: null };
  const allOf = async (db: typeof reader): Promise<Piece[]> => (await db.select().from(p).orderBy(p.kind, p.node, p.id)).map(toPiece);
  const isIt = ({ kind, node, id }: Pick<Piece, 'kind' | 'node' | 'id'>) =>
    sql`${p.kind} = ${kind} and ${p.node} = ${node} and ${p.id} = ${id}`;
  /** @returns the number of the act */
  async function note(piece: Omit<Piece, 'version'>, act: PieceAct): Promise<number> {
    const [row] = await writer.select({ last: sql<number | null>`max(${a.id})` }).from(a);
    const id = Number(row?.last ?? 0) + 1;
    const { kind, node, atMs, by } = piece;
    await writer.insert(a).values({ id, atMs, kind, node, piece: piece.id, actor: by, act, content: JSON.stringify(piece.content) });
    return id;
  }
  return {
    all: (): Promise<Piece[]> => allOf(reader),
    /** Newest first. */
    async acts(limit: number): Promise<KeptAct[]> {
      const rows = await reader.select().from(a).orderBy(desc(a.id)).limit(limit);
      return rows.map(({ act, kind, content, ...row }) => ({
        ...row,
        act: act as PieceAct,
        kind: kind as PieceKind,
        content: JSON.parse(content) as Piece['content'],
      }));
    },
    txAll: (): Promise<Piece[]> => allOf(writer),
    async txPut(piece: Omit<Piece, 'version'>, isNew: boolean): Promise<Piece> {
      const version = await note(piece, isNew ? 'made' : 'changed');
      const row = {
        ...piece,
        content: JSON.stringify(piece.content),
        glass: piece.glass && JSON.stringify(piece.glass),
        version,
      };
      if (isNew) await writer.insert(p).values(row);
      else await writer.update(p).set(row).where(isIt(piece));
      return toPiece(row);
    },
    async txRemove(piece: Piece): Promise<void> {
      await note(piece, 'removed');
      await writer.delete(p).where(isIt(piece));
    },
  };
}
interface KeptAct {
  atMs: number;
  kind: PieceKind;
  node: string;
  piece: string;
  actor: string;
  act: PieceAct;
  content: Piece['content'];
}
