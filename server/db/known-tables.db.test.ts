import { sql } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { newestMigration } from '../version.ts';
import { ENGINES, openTestStore } from '../testing/test-store.ts';

it.each(ENGINES)('%s: tables that a later release has used are not opened, and nothing is written to them', async (engine) => {
  const store = await openTestStore(engine);
  onTestFinished(() => store.close());
  const { connection } = store;
  const { writer, dialect } = connection;
  const migrations = sql.raw(engine === 'postgres' ? 'drizzle.__drizzle_migrations' : '__drizzle_migrations');
  const later = newestMigration(engine) + 1;
  await connection.begin();
  await dialect.run(writer, sql`INSERT INTO ${migrations} (hash, created_at) VALUES ('of-a-later-release', ${later})`);
  await connection.commit();
  await expect(store.another()).rejects.toThrow(/newer than this program.*guantong restore/);
  await connection.begin();
  await dialect.run(writer, sql`DELETE FROM ${migrations} WHERE created_at = ${later}`);
  await connection.commit();
  const again = await store.another();
  await again.close();
});
