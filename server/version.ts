import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './db/connection.ts';
import type { Engine } from './db/dialect.ts';

/** The package's own version. */
export const packageVersion = (): string =>
  (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version;

/** The newest migration of tables that this program knows, ms UTC as drizzle counts them. */
export function newestMigration(engine: Engine): number {
  const journal = join(packageRoot(), 'server/db/migrations', engine, 'meta/_journal.json');
  const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { when: number }[] };
  return Math.max(...entries.map(({ when }) => when));
}
