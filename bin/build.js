// Builds dist/ when it does not match the sources. A part is fresh when its stamp holds the fingerprint of its
// sources' contents: time stamps lie after a checkout or a copy.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withBuildLock } from './build-lock.js';
import { fingerprint } from './fingerprint.js';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DIST = join(ROOT, 'dist');

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} entry exists in the sources; without it there is nothing to build
 * @property {string} product what there is once it is built, relative to dist/
 * @property {string[]} sources files and folders whose contents decide
 * @property {string} tool package that builds it
 * @property {(stage: string, tool: string) => string[]} args script and arguments that write to `stage`; `tool` is the package's folder
 * @property {string[]} outputs folders of the stage that replace their namesakes in dist/
 */

/** @type {Part} */
const SERVER = {
  name: 'server',
  entry: 'server/cli.ts',
  product: 'server/cli.js',
  sources: ['server', 'shared', 'seed', 'bench', 'bin/build-server.js', 'package-lock.json'],
  tool: 'rolldown',
  args: (stage) => [join(ROOT, 'bin/build-server.js'), stage],
  outputs: ['server', 'bench', 'chunks'],
};

/** @type {Part} */
const CLIENT = {
  name: 'client',
  entry: 'client/index.html',
  product: 'client/index.html',
  sources: ['client', 'shared', 'vite.config.ts', 'package-lock.json'],
  tool: 'vite',
  args: (stage, vite) => [join(vite, 'bin/vite.js'), 'build', '--logLevel', 'warn', '--outDir', join(stage, 'client'), '--emptyOutDir'],
  outputs: ['client'],
};

/** @param {string} text */
const say = (text) => process.stderr.write(`guantong: ${text}\n`);
/** @param {Part} part */
const stampOf = (part) => join(DIST, `.${part.name}-fingerprint`);

/** @param {Part} part */
function isFresh(part) {
  if (!existsSync(join(ROOT, part.entry))) return true; // an installation without sources runs what it has
  const stamp = stampOf(part);
  return existsSync(join(DIST, part.product)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(ROOT, part.sources);
}

/** Where a package lies. @param {string} name */
function packageFolder(name) {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    throw new Error(`cannot build: the package ${name} is missing. Run in ${ROOT}:\n  npm install`);
  }
}

/** @param {string[]} args @returns {Promise<void>} */
function run(args) {
  return new Promise((resolve, reject) => {
    // What serves a city is never a development build, whatever the caller's own environment; stdout stays clean.
    const env = { ...process.env, NODE_ENV: 'production' };
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 2, 2] });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`the build stopped (${signal ?? `exit code ${code}`})`));
    });
  });
}

/** @param {Part} part */
async function build(part) {
  const begin = process.hrtime.bigint();
  const print = fingerprint(ROOT, part.sources); // before the build: an edit during it makes the stamp stale, not wrong
  const stage = join(DIST, `.stage-${part.name}`);
  say(`building the ${part.name} …`);
  rmSync(stage, { recursive: true, force: true });
  await run(part.args(stage, packageFolder(part.tool)));
  rmSync(stampOf(part), { force: true });
  for (const output of part.outputs) {
    const target = join(DIST, output);
    rmSync(target, { recursive: true, force: true });
    if (existsSync(join(stage, output))) renameSync(join(stage, output), target);
  }
  rmSync(stage, { recursive: true, force: true });
  writeFileSync(stampOf(part), print);
  say(`built the ${part.name} in ${(Number(process.hrtime.bigint() - begin) / 1e9).toFixed(1)} s`);
}

/**
 * Brings dist/ up to date; costs some tens of milliseconds when it is.
 * @param {{ client: boolean, server?: boolean, force?: boolean }} wanted
 */
export async function ensureBuilt({ client, server = true, force = false }) {
  const parts = [...(server ? [SERVER] : []), ...(client ? [CLIENT] : [])];
  /** @param {Part} part */
  const isStale = (part) => force || !isFresh(part);
  if (!parts.some(isStale)) return;
  mkdirSync(DIST, { recursive: true });
  await withBuildLock(join(DIST, '.build-lock'), say, async () => {
    for (const part of parts) if (isStale(part)) await build(part); // asked again: another launch may have built meanwhile
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const only = ['--server', '--client'].filter((flag) => process.argv.includes(flag));
  const wants = (/** @type {string} */ flag) => only.length === 0 || only.includes(flag);
  try {
    await ensureBuilt({ server: wants('--server'), client: wants('--client'), force: process.argv.includes('--force') });
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
