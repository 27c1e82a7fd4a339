import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { BUCKETS } from '../domain/search-block.ts';
import type { Store } from '../app/ports.ts';
import type { Connection } from './connection.ts';
import type { Reader } from './reads/reader.ts';

/** Bucket of the row by which somebody says that they make this block. */
const CLAIM = -1;

/**
 * Makes the index of one full block that has none; false when every one has. The texts are read outside the writing transaction,
 * so the block is claimed first: a text that changes meanwhile takes the claim away with everything else of its block.
 */
export async function makeSearchBlock({ writer, schema }: Connection, store: Store, reader: Reader): Promise<boolean> {
  const { searchPostings: t } = schema;
  const block = await reader.ask('unmadeBlock', undefined);
  if (block === null) return false;
  const claim = randomUUID();
  const put = async (bucket: number, postings: string): Promise<void> => void (await writer.insert(t).values({ block, bucket, postings }));
  const clear = async (): Promise<void> => void (await writer.delete(t).where(sql`${t.block} = ${block}`));
  await store.write(async () => {
    await clear();
    await put(CLAIM, claim);
  });
  const rows = await reader.ask('makeBlock', { block });
  await store.write(async () => {
    const [held] = await writer.select({ by: t.postings }).from(t).where(sql`${t.block} = ${block} and ${t.bucket} = ${CLAIM}`);
    if (held?.by !== claim) return;
    await clear();
    for (let bucket = 0; bucket < BUCKETS; bucket++) await put(bucket, rows[bucket]!);
  });
  return true;
}
