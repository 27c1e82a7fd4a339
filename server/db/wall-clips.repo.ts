import { sql } from 'drizzle-orm';
import type { ClipType } from '../../shared/wall-clips.ts';
import type { Tone } from '../../shared/wall-sound.ts';
import type { ClipRows } from '../app/wall-clips.ts';
import type { Connection } from './connection.ts';

/** Sounds of walls: each change is a row, the newest holds, and only that keeps its content. */
export function wallClipsRepo({ reader, writer, schema: { wallClips: c } }: Pick<Connection, 'reader' | 'writer' | 'schema'>): ClipRows {
  const { data: _data, ...facts } = {
    id: c.id,
    node: c.node,
    tone: c.tone,
    sha256: c.sha256,
    mediaType: c.mediaType,
    bytes: c.bytes,
    by: c.by,
    atMs: c.atMs,
    data: c.data,
  };
  return {
    async all() {
      const rows = await reader.select(facts).from(c).where(sql`${c.sha256} is not null`).orderBy(c.id);
      return rows.map(({ id: _id, tone, sha256, mediaType, bytes, ...row }) => ({
        ...row,
        tone: tone as Tone,
        sha256: sha256!,
        mediaType: mediaType as ClipType,
        bytes: bytes!,
      }));
    },
    async content(sha256) {
      const [row] = await reader.select({ data: c.data }).from(c).where(sql`${c.sha256} = ${sha256}`).limit(1);
      return row?.data ? Buffer.from(row.data, 'base64') : null;
    },
    async txPut({ node, tone, by, atMs }, content) {
      const isIt = sql`${c.node} = ${node} and ${c.tone} = ${tone}`;
      await writer.update(c).set({ sha256: null, data: null }).where(isIt);
      const [row] = await writer.select({ last: sql<number | null>`max(${c.id})` }).from(c);
      await writer.insert(c).values({
        id: Number(row?.last ?? 0) + 1,
        node,
        tone,
        by,
        atMs,
        mediaType: content?.mediaType ?? null,
        sha256: content?.sha256 ?? null,
        bytes: content?.data.length ?? null,
        data: content?.data.toString('base64') ?? null,
      });
    },
  };
}
