import { sql } from 'drizzle-orm';
import { blockOf, buildBlock } from '../../domain/search-block.ts';
import type { ReadContext } from './context.ts';
import { textsOf } from './search.read.ts';

/** The newest block that is full and has no index; null when there is none. */
export async function findUnmadeBlock({ db, schema: { incidents, searchPostings: t } }: ReadContext): Promise<number | null> {
  const [last] = await db.select({ id: sql<number | null>`max(${incidents.id})` }).from(incidents);
  const made = await db.select({ block: t.block }).from(t).where(sql`${t.bucket} = 0`);
  const isMade = new Set(made.map(({ block }) => block));
  for (let block = blockOf(Number(last?.id ?? 0) + 1) - 1; block >= 0; block--) if (!isMade.has(block)) return block;
  return null;
}

/** What the index of a block would hold now. */
export const makeBlock = async (context: ReadContext, { block }: { block: number }): Promise<string[]> =>
  buildBlock(await textsOf(context, block));
