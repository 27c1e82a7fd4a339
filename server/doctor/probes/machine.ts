import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync, statfsSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { DiskFacts, FileFacts, MachineFacts, ProgramFacts } from '../facts.ts';

const TOOLS = ['python3', 'make', 'g++'] as const;

/** The output of a program, or null where it is not there or fails. */
function output(command: string, ...args: string[]): string | null {
  const done = spawnSync(command, args, { encoding: 'utf8', timeout: 10_000 });
  return done.status === 0 ? done.stdout : null;
}

export function probeProgram(version: string, nodeNeeded: string): ProgramFacts {
  return {
    version,
    node: process.versions.node,
    nodeNeeded,
    sqlite: probeSqlite(),
    missingTools: TOOLS.filter((tool) => output(tool, '--version') === null),
  };
}

function probeSqlite(): ProgramFacts['sqlite'] {
  try {
    const db = new Database(':memory:');
    const version = db.prepare<[], { v: string }>('SELECT sqlite_version() AS v').get()!.v;
    db.close();
    return { version };
  } catch (fault) {
    return { problem: (fault as Error).message.split('\n', 1)[0]! };
  }
}

export const probeMachine = (): MachineFacts => ({
  cores: availableParallelism(),
  // What a container may use, where that is less.
  memoryBytes: Math.min(totalmem(), process.constrainedMemory() || totalmem()),
  hasChineseFont: fontsWithChinese(),
});

/** Elsewhere the system brings such fonts. */
function fontsWithChinese(): boolean | null {
  if (process.platform !== 'linux') return null;
  const listed = output('fc-list', ':lang=zh', 'family');
  return listed !== null && listed.trim() !== '';
}

/** Magic numbers of statfs(2). */
const NETWORK: ReadonlyMap<number, string> = new Map([
  [0x6969, 'nfs'],
  [0x517b, 'smb'],
  [0xff534d42, 'cifs'],
  [0xfe534d42, 'smb2'],
  [0x01021997, '9p'],
  [0x5346414f, 'afs'],
  [0x00c36400, 'ceph'],
  [0x0bd00bd0, 'lustre'],
  [0x47504653, 'gpfs'],
  [0x65735546, 'fuse'],
]);
const TMPFS = 0x01021994;

export function probeDisk(dataDir: string): DiskFacts {
  let there = dataDir;
  while (!existsSync(there)) there = dirname(there);
  const { type, bavail, bsize } = statfsSync(there);
  // Read as a signed number on some systems.
  const kind = type >>> 0;
  return {
    dataDir,
    isThere: there === dataDir,
    isWritable: may(there, constants.W_OK | constants.X_OK),
    freeBytes: bavail * bsize,
    networkFileSystem: process.platform === 'linux' ? (NETWORK.get(kind) ?? null) : null,
    isInMemory: process.platform === 'linux' && kind === TMPFS,
  };
}

/** Of those that are there. */
export const probeFiles = (paths: readonly string[]): FileFacts[] =>
  paths
    .filter((path) => existsSync(path))
    .map((path) => ({
      path,
      isOpenToOthers: process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0,
      isReadable: may(path, constants.R_OK),
    }));

function may(path: string, how: number): boolean {
  try {
    accessSync(path, how);
    return true;
  } catch {
    return false;
  }
}

/** As systemd knows it; null in a container, and where another program keeps the time. */
export function probeSynchronized(): boolean | null {
  const said = output('timedatectl', 'show', '--property=NTPSynchronized', '--value')?.trim();
  return said === 'yes' ? true : said === 'no' ? false : null;
}
