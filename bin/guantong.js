#!/usr/bin/env node
// The `guantong` command: builds what is stale, then hands over to dist/server/cli.js in this very process.
// stdout belongs to the command's result; everything said here goes to stderr.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ROOT } from './build.js';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const command = process.argv.slice(2).find((arg) => !arg.startsWith('-'));

/** @param {string} message @returns {never} */
function stop(message) {
  process.stderr.write(`guantong: ${message}\n`);
  process.exit(1);
}

function requireSqlite() {
  try {
    const Database = createRequire(import.meta.url)('better-sqlite3');
    new Database(':memory:').close();
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    stop(
      `better-sqlite3 does not load: ${reason}\n` +
        'It is compiled when it is installed, for one Node version, and needs python3, make and g++:\n' +
        '  apt-get install -y python3 make g++\n' +
        '  npm rebuild better-sqlite3 --foreground-scripts',
    );
  }
}

if (major < 20 || (major === 20 && minor < 19)) stop(`needs Node 20.19 or later, this is ${process.versions.node}`);
if (!existsSync(join(ROOT, 'node_modules', 'better-sqlite3')) && !existsSync(join(ROOT, '..', 'better-sqlite3')))
  stop(`the dependencies are not installed. Run in ${ROOT}:\n  npm install`);
if (command !== 'doctor') requireSqlite(); // doctor reports this itself

try {
  await ensureBuilt({ client: command === 'serve' || command === 'replay' });
} catch (error) {
  stop(error instanceof Error ? error.message : String(error));
}
const cli = join(ROOT, 'dist', 'server', 'cli.js');
if (!existsSync(cli)) stop(`there is neither a built server (${cli}) nor one to build`);
await import(pathToFileURL(cli).href);
