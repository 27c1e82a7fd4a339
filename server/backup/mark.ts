import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileOf = (dataDir: string): string => join(dataDir, 'last-backup.json');

/** Remembers in DATA_DIR that a backup was taken, for `/metrics` and `doctor`. */
export function markBackup(dataDir: string, { takenAt, seq }: { takenAt: string; seq: number }): void {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(`${fileOf(dataDir)}.partial`, `${JSON.stringify({ takenAt, seq })}\n`, { mode: 0o600 });
  renameSync(`${fileOf(dataDir)}.partial`, fileOf(dataDir));
}

/** When the last one was taken, ms UTC; null = none that this DATA_DIR knows of. */
export function lastBackupMs(dataDir: string): number | null {
  try {
    const { takenAt } = JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as { takenAt: string };
    const ms = Date.parse(takenAt);
    return Number.isNaN(ms) ? null : ms;
  } catch {
    return null;
  }
}
