// Exits 0 when node_modules does not hold what package-lock.json asks for, else 1: better-sqlite3 compiles for a minute.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './run-tool.mjs';

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }>} */
const packagesOf = (file) => JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages;

function reason() {
  const installed = 'node_modules/.package-lock.json';
  if (!existsSync(join(ROOT, installed))) return 'nothing is installed';
  const have = packagesOf(installed);
  for (const [path, { version, optional }] of Object.entries(packagesOf('package-lock.json'))) {
    if (path === '' || (optional && !have[path])) continue; // binaries for other machines
    if (have[path]?.version !== version || !existsSync(join(ROOT, path))) return `${path} is not ${version}`;
  }
  try {
    const Database = createRequire(join(ROOT, 'package.json'))('better-sqlite3');
    new Database(':memory:').close();
  } catch {
    return 'better-sqlite3 does not load';
  }
  return null;
}

const why = reason();
if (why) console.log(`npm ci: ${why}`);
process.exitCode = why ? 0 : 1;
