import { sql } from 'drizzle-orm';
import type { FileType } from '../../shared/files.ts';
import type { KeptFile } from '../app/ports.ts';
import type { Connection } from './connection.ts';
import { prepare, type Queryable } from './dialect.ts';
import type { Schema } from './schema.ts';

/** What a write may do with the list of files, on the writing connection. Their bytes lie in a folder (`server/files/`). */
export function filesWriter(db: Queryable, { files: t }: Schema) {
  const p = sql.placeholder;
  const isThis = sql`${t.incident} = ${p('incident')} and ${t.sha256} = ${p('sha256')}`;
  const get = prepare(db.select().from(t).where(isThis), 'file_get');
  const put = prepare(
    db
      .insert(t)
      .values({
        incident: p('incident'),
        sha256: p('sha256'),
        bytes: p('bytes'),
        mediaType: p('mediaType'),
        atMs: p('atMs'),
        dropAtMs: p('dropAtMs'),
      })
      // One that is attached stays so; one that was thrown away or waits begins anew.
      .onConflictDoUpdate({
        target: [t.incident, t.sha256],
        set: { atMs: sql`excluded.at_ms`, dropAtMs: sql`excluded.drop_at_ms` },
        setWhere: sql`${t.dropAtMs} is not null`,
      }),
    'file_put',
  );
  const keep = prepare(db.update(t).set({ dropAtMs: null }).where(isThis), 'file_keep');
  const drop = prepare(
    db
      .update(t)
      .set({ dropAtMs: sql`${p('atMs')}` })
      .where(sql`${t.incident} = ${p('incident')} and ${t.dropAtMs} is null`)
      .returning({ sha256: t.sha256 }),
    'files_drop',
  );
  return {
    async find(incident: number, sha256: string): Promise<KeptFile | null> {
      const [row] = await get.execute({ incident, sha256 });
      return row ? { ...row, mediaType: row.mediaType as FileType } : null;
    },
    put: async (file: KeptFile): Promise<void> => void (await put.execute({ ...file })),
    keep: async (incident: number, sha256: string): Promise<void> => void (await keep.execute({ incident, sha256 })),
    /** All that are attached to it, from `atMs` on; gives how many. */
    dropAll: async (incident: number, atMs: number): Promise<number> => (await drop.execute({ incident, atMs })).length,
  };
}

/** The list of files for those who serve and sweep. */
export function filesReader({ reader: db, writer, schema: { files: t } }: Connection) {
  return {
    async find(incident: number, sha256: string): Promise<KeptFile | null> {
      const [row] = await db.select().from(t).where(sql`${t.incident} = ${incident} and ${t.sha256} = ${sha256}`);
      return row ? { ...row, mediaType: row.mediaType as FileType } : null;
    },
    due: (nowMs: number, limit: number): Promise<{ incident: number; sha256: string }[]> =>
      db
        .select({ incident: t.incident, sha256: t.sha256 })
        .from(t)
        .where(sql`${t.dropAtMs} is not null and ${t.dropAtMs} <= ${nowMs}`)
        .orderBy(t.dropAtMs)
        .limit(limit),
    /** Call it inside `Store.write` only. One that was uploaded again meanwhile stays. */
    async forget(incident: number, sha256: string, nowMs: number): Promise<void> {
      await writer
        .delete(t)
        .where(sql`${t.incident} = ${incident} and ${t.sha256} = ${sha256} and ${t.dropAtMs} is not null and ${t.dropAtMs} <= ${nowMs}`);
    },
  };
}
