import { openDatabase } from '../database.ts';
import { verify } from '../db/verify.ts';
import { differenceText } from '../db/verify/difference.ts';

/** What `guantong verify` would name, without a process of its own; memory apart, so a server may write meanwhile. */
export async function differences(database: string): Promise<string[]> {
  const { connection, close } = await openDatabase(database, Date.now);
  try {
    return (await verify(connection)).differences.map(differenceText);
  } finally {
    await close();
  }
}
