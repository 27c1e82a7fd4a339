import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './db/connection.ts';
import type { Engine } from './db/dialect.ts';
import { newestIn } from './db/known-tables.ts';

/** The package's own version. */
export const packageVersion = (): string =>
  (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version;

/** The newest migration of tables that this program knows, ms UTC as drizzle counts them. */
export const newestMigration = (engine: Engine): number => newestIn(join(packageRoot(), 'server/db/migrations', engine));
