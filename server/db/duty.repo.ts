import { asc, eq } from 'drizzle-orm';
import type { Seat } from '../../shared/unit-states.ts';
import type { DutyEntry } from '../domain/duty.ts';
import type { Queryable } from './dialect.ts';
import type { Schema } from './schema.ts';

/** Duty tables are small and rarely written: nothing is prepared. */
export function dutyWriter(db: Queryable, { duty: t }: Schema) {
  return {
    async replace(node: string, entries: readonly DutyEntry[]): Promise<void> {
      await db.delete(t).where(eq(t.node, node));
      if (entries.length > 0) await db.insert(t).values(entries.map((entry, ordinal) => ({ node, ordinal, ...entry })));
    },
  };
}

export const dutyReader = (db: Queryable, { duty: t }: Schema) => ({
  async of(node: string): Promise<DutyEntry[]> {
    const rows = await db.select().from(t).where(eq(t.node, node)).orderBy(asc(t.ordinal));
    return rows.map(({ node: _node, ordinal: _ordinal, seat, ...rest }) => ({ seat: seat as Seat, ...rest }));
  },
});
export type DutyReader = ReturnType<typeof dutyReader>;
