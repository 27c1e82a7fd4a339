import { sql } from 'drizzle-orm';
import type { Role } from '../../shared/terms.ts';
import type { SavedView, ViewQuery } from '../domain/saved-view.ts';
import type { Connection } from './connection.ts';

/** Views of the desk that people have saved. `put` and `remove` are called inside `Store.write` only. */
export function savedViews({ reader, writer, schema: { savedViews: t } }: Connection) {
  type Row = typeof t.$inferSelect;
  const toView = ({ query, role, ...row }: Row): SavedView => ({
    ...row,
    role: role as Role | null,
    query: JSON.parse(query) as ViewQuery,
  });
  return {
    /** One's own, and all that are shared with a role: whose node they are for is the caller's to see. */
    async readable(owner: string, role: Role): Promise<SavedView[]> {
      const rows = await reader.select().from(t).where(sql`${t.owner} = ${owner} or ${t.role} = ${role}`).orderBy(t.atMs, t.id);
      return rows.map(toView);
    },
    /** As the transaction sees it. */
    async find(id: string): Promise<SavedView | null> {
      const [row] = await writer.select().from(t).where(sql`${t.id} = ${id}`);
      return row ? toView(row) : null;
    },
    async countOf(owner: string): Promise<number> {
      const [row] = await writer.select({ n: sql<number>`count(*)` }).from(t).where(sql`${t.owner} = ${owner}`);
      return Number(row!.n);
    },
    async put(view: SavedView): Promise<void> {
      const { name, role, node, query } = { ...view, query: JSON.stringify(view.query) };
      await writer
        .insert(t)
        .values({ ...view, query })
        .onConflictDoUpdate({ target: t.id, set: { name, role, node, query } });
    },
    async remove(id: string): Promise<void> {
      await writer.delete(t).where(sql`${t.id} = ${id}`);
    },
  };
}
