// What tests need beyond npm is installed with apt, where that may be used.
import { spawnSync } from 'node:child_process';

/** @param {string} text */
export const say = (text) => void process.stderr.write(`${text}\n`);

/** The prefix that makes apt-get work here: nothing for root, sudo where it asks no password, null where neither. */
export function aptPrefix() {
  if (spawnSync('apt-get', ['--version']).error) return null;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : null;
}

/** @param {string[]} prefix @param {string[]} args */
function apt(prefix, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const [command = '', ...rest] = [...prefix, 'apt-get', ...args];
  const done = spawnSync(command, rest, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', env, timeout: 600_000 });
  if (done.status !== 0) say(`  apt-get ${args[0]} failed:\n${(done.stderr ?? '').split('\n').slice(-8).join('\n')}`);
}

/** @param {string[]} prefix */
export const update = (prefix) => apt(prefix, ['update', '-qq']);

/** Whether apt knows the package by its lists of now. @param {string} name */
export const isOffered = (name) =>
  /Candidate: (?!\(none\))/.test(spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout ?? '');

/** @param {string[]} prefix @param {string[]} packages */
export function install(prefix, packages) {
  apt(prefix, ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
}
