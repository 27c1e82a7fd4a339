import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { ARCHIVE_FILES, EVIDENCE_NAME, MANIFEST, readManifest, type ArchiveFile, type Manifest } from './manifest.ts';
import { BLOCK, readTarHeader, tarHeader, tarPadding, TAR_END } from './tar.ts';

/** A file that goes into an archive. */
export interface Part {
  name: ArchiveFile;
  path: string;
}

/** A photo or document: its name in the archive, under which it is unpacked too. */
export interface Evidence {
  name: string;
  path: string;
}

/** Packs the files under their manifest; the archive is there, whole and on the disk, or it is not there. */
export async function writeArchive(
  file: string,
  facts: Omit<Manifest, 'files'>,
  parts: readonly Part[],
  evidence: AsyncIterable<Evidence> = none(),
): Promise<Manifest> {
  const files: Manifest['files'] = [];
  for (const { name, path } of parts) files.push({ name, bytes: statSync(path).size, sha256: await sha256Of(path) });
  const manifest = { ...facts, files };
  const atMs = Date.parse(facts.takenAt);
  async function* content(): AsyncGenerator<Buffer> {
    const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
    yield tarHeader({ name: MANIFEST, bytes: text.length, atMs });
    yield Buffer.concat([text, Buffer.alloc(tarPadding(text.length))]);
    for (const [i, { name, path }] of parts.entries()) {
      const { bytes } = files[i]!;
      yield tarHeader({ name, bytes, atMs });
      yield* createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
      yield Buffer.alloc(tarPadding(bytes));
    }
    yield* evidenceContent(evidence, atMs);
    yield TAR_END;
  }
  const partial = `${file}.partial`;
  try {
    await pipeline(Readable.from(content()), createGzip({ level: 1 }), createWriteStream(partial, { mode: 0o600, flush: true }));
    renameSync(partial, file);
  } finally {
    rmSync(partial, { force: true });
  }
  return manifest;
}

/** One that is swept while the archive is written is left out: nobody may read it any more. */
async function* evidenceContent(evidence: AsyncIterable<Evidence>, atMs: number): AsyncGenerator<Buffer> {
  for await (const { name, path } of evidence) {
    const file = await open(path, 'r').catch(() => null);
    if (!file) continue;
    try {
      const { size: bytes } = await file.stat();
      yield tarHeader({ name, bytes, atMs });
      yield* file.createReadStream({ autoClose: false, highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
      yield Buffer.alloc(tarPadding(bytes));
    } finally {
      await file.close();
    }
  }
}
async function* none(): AsyncGenerator<Evidence> {}

/** Unpacks into a folder and holds each file against the manifest. @throws Error when anything is missing, cut or changed */
export async function readArchive(file: string, folder: string): Promise<Manifest> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let manifest: Manifest | null = null;
  const unpack = async (source: AsyncIterable<Buffer>): Promise<void> => {
    const bytes = byteReader(source);
    for (;;) {
      const entry = readTarHeader(await bytes.take(BLOCK));
      if (entry === null) break;
      if (manifest === null) {
        if (entry.name !== MANIFEST || entry.bytes > 1 << 20) throw new Error('This is no backup of Guantong: it has no manifest');
        manifest = readManifest((await bytes.take(entry.bytes)).toString('utf8'));
      } else await takeFile(manifest, entry, bytes, folder);
      await bytes.take(tarPadding(entry.bytes));
    }
    while (await bytes.skip());
  };
  try {
    await pipeline(createReadStream(file), createGunzip(), unpack);
  } catch (fault) {
    const { code } = fault as { code?: string };
    if (code === 'Z_BUF_ERROR' || code === 'Z_DATA_ERROR') throw new Error(`${file} is damaged or cut off`, { cause: fault });
    throw fault;
  }
  return wholeManifest(manifest, folder);
}

function wholeManifest(manifest: Manifest | null, folder: string): Manifest {
  if (manifest === null) throw new Error('This is no backup of Guantong: it is empty');
  for (const { name } of manifest.files)
    if (statSync(join(folder, name), { throwIfNoEntry: false }) === undefined) throw new Error(`The backup lacks ${name}`);
  return manifest;
}

type Bytes = ReturnType<typeof byteReader>;

async function takeFile(manifest: Manifest, entry: { name: string; bytes: number }, bytes: Bytes, folder: string): Promise<void> {
  const digest = EVIDENCE_NAME.exec(entry.name)?.[1];
  const told = manifest.files.find(({ name }) => name === entry.name);
  if (digest === undefined && (!told || !(ARCHIVE_FILES as readonly string[]).includes(entry.name)))
    throw new Error(`The backup holds ${entry.name}, which is not ours`);
  const hash = createHash('sha256');
  mkdirSync(dirname(join(folder, entry.name)), { recursive: true, mode: 0o700 });
  const out = await open(join(folder, entry.name), 'wx', 0o600);
  try {
    for (let left = entry.bytes; left > 0; ) {
      const chunk = await bytes.some(left);
      hash.update(chunk);
      await out.writeFile(chunk);
      left -= chunk.length;
    }
    await out.sync();
  } finally {
    await out.close();
  }
  const found = hash.digest();
  if (told ? entry.bytes !== told.bytes || found.toString('base64url') !== told.sha256 : found.toString('hex') !== digest)
    throw new Error(`${entry.name} in the backup is not what its manifest says: it was damaged or changed`);
}

/** Reads so many bytes from chunks of any size. */
function byteReader(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const { value, done } = await chunks.next();
    if (done === true) return false;
    held = value;
    return true;
  };
  /** At least one byte, at most so many. */
  async function some(most: number): Promise<Buffer> {
    while (held.length === 0) if (!(await more())) throw new Error('The backup is cut off');
    const part = held.subarray(0, most);
    held = held.subarray(part.length);
    return part;
  }
  return {
    some,
    async take(count: number): Promise<Buffer> {
      const parts: Buffer[] = [];
      for (let left = count; left > 0; left -= parts.at(-1)!.length) parts.push(await some(left));
      return Buffer.concat(parts);
    },
    /** Passes over what follows the end, so that its check sum is read too. */
    skip: more,
  };
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('base64url');
}
