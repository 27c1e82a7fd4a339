import { sql } from 'drizzle-orm';
import { toAreaRow } from './catalogue.repo.ts';
import type { ReadContext } from './reads/context.ts';
import type { AreaRow } from '../domain/tree.ts';

/** Areas with their borders, for the map. */
export const areasReader = ({ db, schema: { areas: t } }: ReadContext) => ({
  /** Rows valid in any part of the window; borders as GeoJSON text, not parsed: they are sent as they are. */
  async withGeometry(codes: readonly string[], atMs: number): Promise<(AreaRow & { geometryText: string | null })[]> {
    if (codes.length === 0) return [];
    const rows = await db
      .select()
      .from(t)
      .where(
        sql`${t.code} in (${sql.join(
          codes.map((code) => sql`${code}`),
          sql`, `,
        )}) and ${t.validFromMs} <= ${atMs} and (${t.validToMs} is null or ${t.validToMs} > ${atMs})`,
      )
      .orderBy(t.code);
    return rows.map((row) => ({ ...toAreaRow(row), geometryText: row.geometry }));
  },
});
