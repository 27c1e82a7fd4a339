import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileType } from '../../shared/files.ts';
import { HEAD_BYTES, tooLarge, typeOfFile } from '../domain/file-kind.ts';
import { Rejection } from '../domain/rejection.ts';
import { stripMetadata } from './strip-metadata.ts';

export interface StoredFile {
  sha256: string;
  bytes: number;
  mediaType: FileType;
}
/** Files of incidents in one folder, by their content. Servers that share a city share the folder. */
export interface FileStore {
  /** Streams it to the disk; durable when it resolves. @throws Rejection when it is too large, empty, or of a kind that is not taken */
  put(incident: number, content: AsyncIterable<Buffer>, limitBytes: number): Promise<StoredFile>;
  /** Null = its bytes are not here. */
  open(incident: number, sha256: string): Promise<{ stream: ReadStream; bytes: number } | null>;
  drop(incident: number, sha256: string): Promise<void>;
  /** Takes away what uploads left that a crash ended, older than an instant of the disk's clock. */
  sweepPartial(beforeMs: number): Promise<void>;
}

const PARTIAL = 'partial';
/** A folder with very many entries is slow to list. */
const PER_FOLDER = 1_000;
export const filePathOf = (incident: number, sha256: string): string =>
  join(String(Math.floor(incident / PER_FOLDER)), `${incident}-${sha256}`);

export function fileStore(folder: string): FileStore {
  const pathOf = (incident: number, sha256: string): string => join(folder, filePathOf(incident, sha256));
  return {
    async put(incident, content, limitBytes) {
      await mkdir(join(folder, PARTIAL), { recursive: true, mode: 0o700 });
      const partial = join(folder, PARTIAL, randomBytes(12).toString('hex'));
      const file = await open(partial, 'wx+', 0o600);
      try {
        const mediaType = await receive(file, content, limitBytes);
        await stripMetadata(file, mediaType, (await file.stat()).size);
        const { size: bytes } = await file.stat();
        const sha256 = await digestOf(file);
        await file.sync();
        const path = pathOf(incident, sha256);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await rename(partial, path);
        await syncFolder(dirname(path));
        return { sha256, bytes, mediaType };
      } finally {
        await file.close();
        await rm(partial, { force: true });
      }
    },
    async open(incident, sha256) {
      const path = pathOf(incident, sha256);
      const found = await stat(path).catch(() => null);
      return found && { stream: createReadStream(path), bytes: found.size };
    },
    drop: async (incident, sha256) => rm(pathOf(incident, sha256), { force: true }),
    async sweepPartial(beforeMs) {
      const names = await readdir(join(folder, PARTIAL)).catch(() => []);
      for (const name of names) {
        const found = await stat(join(folder, PARTIAL, name)).catch(() => null);
        if (found && found.mtimeMs < beforeMs) await rm(join(folder, PARTIAL, name), { force: true });
      }
    },
  };
}

/** Looks at the first bytes before it writes any: what is not taken costs the sender no whole upload. */
async function receive(file: FileHandle, content: AsyncIterable<Buffer>, limitBytes: number): Promise<FileType> {
  let head: Buffer = Buffer.alloc(0);
  let type: FileType | null = null;
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > limitBytes) throw tooLarge(limitBytes);
    head = type === null ? Buffer.concat([head, chunk]) : chunk;
    if (type === null && head.length < HEAD_BYTES) continue;
    type ??= typeOfFile(head);
    await file.writeFile(head);
  }
  if (bytes === 0) throw new Rejection('file.empty', { field: 'file' });
  if (type !== null) return type;
  // It ended before its beginning was whole.
  type = typeOfFile(head);
  await file.writeFile(head);
  return type;
}

async function digestOf(file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Without it a power cut may forget the name of what was written. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
