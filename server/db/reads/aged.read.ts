import { sql, type SQL } from 'drizzle-orm';
import type { Schema } from '../schema.ts';
import type { ReadContext } from './context.ts';

export interface AgedQuery {
  beforeMs: number;
  afterId: number;
  limit: number;
}

/** Ended, nobody acted since the instant, and there is something written beside the log. */
export const endedBefore = ({ incidents: t, personal, stepTexts, files }: Schema, beforeMs: number): SQL =>
  sql`${t.isOpen} = 0 and ${t.lastActAtMs} < ${beforeMs} and (${t.id} in (select ${personal.incident} from ${personal})
    or ${t.id} in (select ${stepTexts.incident} from ${stepTexts})
    or ${t.id} in (select ${files.incident} from ${files} where ${files.dropAtMs} is null))`;

/**
 * Such incidents by id. Asked from the side tables, each in the order of its key: what was purged before is no longer in them, so a
 * city that purges for years does not walk through all its past each time.
 */
export async function findAged({ db, schema }: ReadContext, { beforeMs, afterId, limit }: AgedQuery): Promise<number[]> {
  const { incidents: t, personal, stepTexts, files } = schema;
  const from = async (table: typeof personal | typeof stepTexts | typeof files): Promise<number[]> => {
    // What is purged stays listed until its bytes are gone.
    const still = table === files ? sql`and ${files.dropAtMs} is null` : sql``;
    const rows = await db
      .selectDistinct({ id: table.incident })
      .from(table)
      .innerJoin(t, sql`${t.id} = ${table.incident}`)
      .where(sql`${table.incident} > ${afterId} and ${t.isOpen} = 0 and ${t.lastActAtMs} < ${beforeMs} ${still}`)
      .orderBy(table.incident)
      .limit(limit);
    return rows.map(({ id }) => id);
  };
  const found = new Set([...(await from(personal)), ...(await from(stepTexts)), ...(await from(files))]);
  return [...found].sort((a, b) => a - b).slice(0, limit);
}
