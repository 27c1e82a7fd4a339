import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Debian and Ubuntu keep each version of PostgreSQL in a folder of its own. */
const ROOT = '/usr/lib/postgresql';

/**
 * PostgreSQL's own program: in the folder that was named, else that of the server's major version (another one writes or reads
 * what this server does not know), else the newest that is installed, else whatever is on the PATH.
 */
export function programOf(name: 'pg_dump' | 'pg_restore', major: number, folder: string | undefined): string {
  if (folder !== undefined) {
    if (!existsSync(join(folder, name))) throw new Error(`PG_BIN: there is no ${name} in ${folder}`);
    return join(folder, name);
  }
  const installed = existsSync(ROOT) ? readdirSync(ROOT).filter((version) => existsSync(join(ROOT, version, 'bin', name))) : [];
  const newest = installed.map(Number).sort((a, b) => b - a)[0];
  const chosen = installed.includes(String(major)) ? major : newest;
  return chosen === undefined ? name : join(ROOT, String(chosen), 'bin', name);
}

/** Runs a program of PostgreSQL on a database; its password stands in a file, not in the list of processes. */
export async function runOn(program: string, url: string, args: readonly string[], folder: string): Promise<void> {
  const address = new URL(url);
  const passFile = join(folder, '.pgpass');
  if (address.password !== '') {
    const password = decodeURIComponent(address.password).replace(/[\\:]/g, '\\$&');
    writeFileSync(passFile, `*:*:*:*:${password}\n`, { mode: 0o600 });
    address.password = '';
    address.searchParams.set('passfile', passFile);
  }
  try {
    await run(program, [...args, '--no-password', `--dbname=${address.href}`]);
  } finally {
    rmSync(passFile, { force: true });
  }
}

function run(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => (told = (told + chunk.toString()).slice(-4_000)));
    child.once('error', (fault: NodeJS.ErrnoException) =>
      reject(fault.code === 'ENOENT' ? missing(program) : new Error(`${program}: ${fault.message}`, { cause: fault })),
    );
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${program} failed: ${told.trim()}${hintOf(told)}`))));
  });
}

const missing = (program: string): Error =>
  new Error(
    `${program} is not installed. It comes with PostgreSQL's client programs, e.g. apt-get install postgresql-client; ` +
      'where they lie elsewhere, PG_BIN names their folder',
  );
const hintOf = (told: string): string =>
  told.includes('server version mismatch')
    ? '\nThe programs must be as new as the server: install postgresql-client of its version, or name their folder by PG_BIN'
    : '';
