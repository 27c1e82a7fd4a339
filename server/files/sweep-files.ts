import type { FileStore } from './file-store.ts';

const SLICE = 100;
const DAY_MS = 86_400_000;

export interface SweepDeps {
  files: FileStore;
  rows: {
    due(nowMs: number, limit: number): Promise<{ incident: number; sha256: string }[]>;
    forget(incident: number, sha256: string, nowMs: number): Promise<void>;
  };
  write(work: () => Promise<void>): Promise<void>;
  now(): number;
}

/**
 * Throws away what nobody attached within a day and what a purge has marked: first the bytes, then the row, so that it may be cut off
 * at any point and run again. Gives how many.
 */
export async function sweepFiles({ files, rows, write, now }: SweepDeps): Promise<number> {
  let swept = 0;
  for (;;) {
    const due = await rows.due(now(), SLICE);
    for (const { incident, sha256 } of due) await files.drop(incident, sha256);
    if (due.length > 0)
      await write(async () => {
        for (const { incident, sha256 } of due) await rows.forget(incident, sha256, now());
      });
    swept += due.length;
    if (due.length < SLICE) break;
  }
  await files.sweepPartial(Date.now() - DAY_MS);
  return swept;
}
