import { sql } from 'drizzle-orm';
import { BLOCK, BUCKETS } from '../../domain/search-block.ts';
import type { ReadContext } from '../reads/context.ts';
import { makeBlock } from '../reads/search-block.read.ts';
import { MOST_DIFFERENCES, type Difference } from './difference.ts';
import { nextTurn } from '../next-turn.ts';

/** Stored search rows against the texts, block by block: a word that is lacking, or one that no text has (any more). */
export async function compareSearch(context: ReadContext): Promise<Difference[]> {
  const {
    db,
    schema: { searchPostings: t },
  } = context;
  const differences: Difference[] = [];
  const blocks = await db.selectDistinct({ block: t.block }).from(t).where(sql`${t.bucket} >= 0`).orderBy(t.block);
  for (const { block } of blocks) {
    const expected = await makeBlock(context, { block });
    const rows = await db.select({ bucket: t.bucket, postings: t.postings }).from(t).where(sql`${t.block} = ${block} and ${t.bucket} >= 0`);
    const stored = new Map(rows.map((row) => [row.bucket, row.postings]));
    for (let bucket = 0; bucket < BUCKETS && differences.length < MOST_DIFFERENCES; bucket++) {
      const [is, should] = [stored.get(bucket), expected[bucket]!];
      if (is === should) continue;
      differences.push({
        kind: 'search',
        area: '*',
        metric: `words of incidents ${block * BLOCK}–${(block + 1) * BLOCK - 1}, row ${bucket}`,
        hour: 'now',
        stored: is === undefined ? 'no row' : `${lacking(is, should)} too many or elsewhere`,
        recounted: `${lacking(should, is ?? '')} lacking`,
      });
    }
    await nextTurn();
  }
  return differences;
}

/** Lines that the other does not have; never told in words, for they are of what people wrote. */
function lacking(of: string, from: string): number {
  const others = new Set(from.split('\n'));
  return of.split('\n').filter((line) => !others.has(line)).length;
}
