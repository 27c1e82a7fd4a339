import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A file of a Debian package, known by its own bytes: the package's revision does not matter. */
export interface PinnedFile {
  package: string;
  path: string;
  integrity: string;
}

/** Rivers of the world in bins, LGPL-3+. */
export const RIVERS: PinnedFile = {
  package: 'gmt-gshhg-full',
  path: './usr/share/gmt-gshhg/binned_river_f.nc',
  integrity: 'sha512-QW9Q1OF7kRuLNp8d4Cg3i/qOsPS6mJsWUbCXWyovGsSmcey28RrYVLJ3Ar+kOcYo/zoSVdWE0l8w4VHoQenbug==',
};

/** Where the file lies in `cache`; null on a machine without Debian's tools. */
export function fetchDebianFile({ package: name, path, integrity }: PinnedFile, cache: string): string | null {
  const file = join(cache, basename(path));
  if (!existsSync(file)) {
    if (spawnSync('apt-get', ['--version']).error || spawnSync('dpkg-deb', ['--version']).error) return null;
    mkdirSync(cache, { recursive: true });
    run('apt-get', ['download', name], cache);
    const deb = readdirSync(cache).find((each) => each.startsWith(`${name}_`))!;
    const tar = run('dpkg-deb', ['--fsys-tarfile', deb], cache);
    writeFileSync(file, run('tar', ['-xO', path], cache, tar));
  }
  const found = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (found !== integrity) throw new Error(`${path} of ${name} is not what was pinned: ${found}`);
  return file;
}

function run(command: string, args: readonly string[], cwd: string, input?: Buffer): Buffer {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, maxBuffer: 2 ** 28, ...(input && { input }) });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args[0]} failed: ${stderr.toString().trim()}`);
  return stdout;
}
