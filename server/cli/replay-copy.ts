import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyUsers } from '../auth/copy-users.ts';
import { copySqlite } from '../backup/sqlite.ts';
import type { Config } from '../config.ts';
import { authDatabase, openDatabase } from '../database.ts';
import { copyRows } from '../db/copy-rows.ts';
import { cutForReplay } from '../db/played-log.ts';
import { isPostgresUrl } from '../postgres/url.ts';
import { say } from './context.ts';

/** Where the copy of a replay is, a DATA_DIR of its own. */
export interface ReplayCopy {
  dataDir: string;
  database: string;
  /** Takes it away again, unless it was made to stay. */
  remove(): void;
}

const PREFIX = '.replay-';

/** An empty folder for the copy: the named one, which stays, or one beside the data, readable by its owner alone. */
export function folderForCopy(dataDir: string, into: string | undefined): ReplayCopy {
  if (into !== undefined && existsSync(into) && readdirSync(into).length > 0)
    throw new Error(`${into} is not empty: name a folder for the copy that is, or none`);
  mkdirSync(dataDir, { recursive: true });
  sweep(dataDir);
  const folder = into ?? join(dataDir, `${PREFIX}${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    dataDir: folder,
    database: join(folder, 'guantong.db'),
    remove: () => (into === undefined ? rmSync(folder, { recursive: true, force: true }) : undefined),
  };
}

/** A replay that was killed could not take its copy away. */
function sweep(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : Number.NaN;
    if (Number.isInteger(pid) && !isAlive(pid)) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Copies city and users while others go on writing, and cuts the copy at the window's begin. The original is only read. */
export async function makeReplayCopy(
  config: Pick<Config, 'database' | 'dataDir'>,
  copy: ReplayCopy,
  window: { fromMs: number; toMs: number },
): Promise<void> {
  const isPostgres = isPostgresUrl(config.database);
  say('Copying the city …');
  if (!isPostgres) await copySqlite({ database: config.database }, copy.dataDir, () => undefined);
  const target = await openDatabase(copy.database, Date.now);
  try {
    if (isPostgres) {
      const source = await openDatabase(config.database, Date.now);
      try {
        await copyRows(source.connection, target.connection);
      } finally {
        await source.close();
      }
    }
    say('Going back to the begin of the window …');
    await cutForReplay(target.connection, window);
  } finally {
    await target.close();
  }
  const users = authDatabase(config);
  if (isPostgres || existsSync(users)) await copyUsers(users, authDatabase(copy));
}
