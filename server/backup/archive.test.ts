import { mkdtempSync, readFileSync, rmSync, truncateSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { readArchive, writeArchive } from './archive.ts';
import { ARCHIVE_FORMAT } from './manifest.ts';
import { readTarHeader, tarHeader } from './tar.ts';

let folder: string;
let file: string;
const facts = {
  product: 'guantong',
  format: ARCHIVE_FORMAT,
  version: '0.1.0',
  takenAt: '2026-07-16T04:00:00.000Z',
  engine: 'sqlite',
  engineVersion: '3',
  seq: 7,
  hash: 'h',
  migration: 1,
} as const;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guantong-archive-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  file = join(folder, 'a.tar.gz');
  writeFileSync(join(folder, 'city'), Buffer.alloc(70_001, 'city '));
  writeFileSync(join(folder, 'empty'), '');
  await writeArchive(file, facts, [
    { name: 'guantong.db', path: join(folder, 'city') },
    { name: 'auth.db', path: join(folder, 'empty') },
  ]);
});
const out = (): string => join(folder, 'out');

it('gives back what went in, and lets nobody else read it', async () => {
  const manifest = await readArchive(file, out());
  expect(manifest).toMatchObject(facts);
  expect(readFileSync(join(out(), 'guantong.db'))).toEqual(readFileSync(join(folder, 'city')));
  expect(readFileSync(join(out(), 'auth.db'))).toHaveLength(0);
  for (const path of [file, join(out(), 'guantong.db')]) expect(statSync(path).mode & 0o777, path).toBe(0o600);
});

it('is a tar file like any other', () => {
  const listed = spawnSync('tar', ['tzf', file], { encoding: 'utf8' });
  expect(listed.stdout.trim().split('\n')).toEqual(['manifest.json', 'guantong.db', 'auth.db']);
});

it.each([
  ['cut off', () => truncateSync(file, statSync(file).size - 30), /damaged or cut off/],
  ['cut off inside', () => writeFileSync(file, gzipSync(gunzipSync(readFileSync(file)).subarray(0, 30_000))), /cut off/],
  ['changed', () => edit((tar) => void tar.write('CITY', 40_000)), /not what its manifest says/],
  ['another header', () => edit((tar) => void tar.write('other.db', 1024)), /does not add up/],
  [
    'of files that lead elsewhere',
    () => edit((tar) => void tarHeader({ name: '../../evil', bytes: 70_001, atMs: 0 }).copy(tar, headerOf(tar, 'guantong.db'))),
    /which is not ours/,
  ],
  ['of a later format', () => edit((tar) => void tar.write(`"format": ${ARCHIVE_FORMAT + 1}`, tar.indexOf('"format"'))), /newer version/],
])('refuses an archive that is %s', async (_what, spoil, told) => {
  spoil();
  await expect(readArchive(file, out())).rejects.toThrow(told);
});

it('sizes beyond 8 GiB are kept', () => {
  const bytes = 3 * 2 ** 40 + 5;
  expect(readTarHeader(tarHeader({ name: 'guantong.db', bytes, atMs: 0 }))).toEqual({ name: 'guantong.db', bytes });
});

function edit(change: (tar: Buffer) => void): void {
  const tar = gunzipSync(readFileSync(file));
  change(tar);
  writeFileSync(file, gzipSync(tar));
}
const headerOf = (tar: Buffer, name: string): number => {
  for (let at = 0; ; at += 512) if (tar.toString('latin1', at, at + name.length + 1) === `${name}\0`) return at;
};
