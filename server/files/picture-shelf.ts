import { createHash } from 'node:crypto';
import { copyFileSync, linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filePathOf, type StoredFile } from './file-store.ts';

export interface PictureShelf {
  /** As an upload would lie there; not made durable one by one, for it can be invented again. */
  put(incident: number, png: Buffer): StoredFile;
}

/** Invented pictures for thousands of cases: each is one file, with a further name for every case that shows it. */
export function pictureShelf(folder: string): PictureShelf {
  const first = new Map<Buffer, { path: string; stored: StoredFile }>();
  const folders = new Set<string>();
  const roomFor = (path: string): void => {
    const own = dirname(path);
    if (folders.has(own)) return;
    mkdirSync(own, { recursive: true, mode: 0o700 });
    folders.add(own);
  };
  return {
    put(incident, png) {
      const known = first.get(png);
      const stored = known?.stored ?? {
        sha256: createHash('sha256').update(png).digest('hex'),
        bytes: png.length,
        mediaType: 'image/png' as const,
      };
      const path = join(folder, filePathOf(incident, stored.sha256));
      roomFor(path);
      if (!known) {
        writeFileSync(path, png, { mode: 0o600 });
        first.set(png, { path, stored });
      } else if (known.path !== path) linkOrCopy(known.path, path);
      return stored;
    },
  };
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (fault) {
    // Some file systems have one name for a file; and one that is there is the same, by its name.
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') copyFileSync(from, to);
  }
}
