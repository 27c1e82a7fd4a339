import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The newest migration that lies in a folder of them, ms UTC as drizzle counts them. */
export function newestIn(folder: string): number {
  const { entries } = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: { when: number }[] };
  return Math.max(...entries.map(({ when }) => when));
}

/**
 * To be asked before anything is written: an old program would read tables that it does not know, and sum wrongly.
 * @param made the newest migration that the database has had; null = it is empty
 * @throws Error
 */
export function assertTablesKnown(made: number | null, folder: string, place: string): void {
  if (made === null || made <= newestIn(folder)) return;
  throw new Error(
    `The tables of ${place} are newer than this program: a later release has used them. ` +
      'Install that release, or put back the backup from before the upgrade (guantong restore).',
  );
}
