import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PinnedPackage } from './packages.ts';

/** The files of a pinned package as text. The tarball is kept in `cache`; one whose digest is not the pinned one is never read. */
export function fetchPackage<F extends string>({ name, version, integrity, files }: PinnedPackage<F>, cache: string): Record<F, string> {
  const tarball = join(cache, `${name}-${version}.tgz`);
  if (!existsSync(tarball) || integrityOf(tarball) !== integrity) {
    mkdirSync(cache, { recursive: true });
    run('npm', ['pack', `${name}@${version}`, '--ignore-scripts', '--silent', '--pack-destination', cache]);
  }
  const found = integrityOf(tarball);
  if (found !== integrity) {
    rmSync(tarball);
    throw new Error(`${name}@${version} is not what was pinned: ${found}`);
  }
  const read = ([key, path]: [string, string]) => [key, run('tar', ['-xzOf', tarball, path])];
  return Object.fromEntries(Object.entries<string>(files).map(read)) as Record<F, string>;
}

/** As npm writes it: the SHA-512 of the bytes. */
export const integrityOf = (path: string): string => `sha512-${createHash('sha512').update(readFileSync(path)).digest('base64')}`;

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args[0]} failed: ${stderr.trim()}`);
  return stdout;
}
