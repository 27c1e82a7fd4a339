import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Presence } from './presence.port.ts';

const fileOf = (dataDir: string): string => join(dataDir, 'server.pid');

/** The process id of the server that runs on this data, or null. A mark left by a killed process counts for nothing. */
export function liveServer(dataDir: string): number | null {
  if (!existsSync(fileOf(dataDir))) return null;
  const pid = Number(readFileSync(fileOf(dataDir), 'utf8'));
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return null;
  try {
    process.kill(pid, 0);
  } catch {
    return null;
  }
  // Where it can be told: the number may belong to another program by now.
  const commandLine = `/proc/${pid}/cmdline`;
  return existsSync('/proc/self/cmdline') && !(existsSync(commandLine) && /serve|replay/.test(readFileSync(commandLine, 'utf8')))
    ? null
    : pid;
}

/** One server alone on an embedded database: two would each hold their own sums, and one writing queue is what is quick. */
export function filePresence(dataDir: string): Presence {
  let isEntered = false;
  return {
    async enter() {
      const other = liveServer(dataDir);
      if (other !== null) throw new Error(`Process ${other} is serving ${dataDir} already: stop it, or choose another DATA_DIR`);
      mkdirSync(dataDir, { recursive: true });
      writeFileSync(fileOf(dataDir), String(process.pid));
      isEntered = true;
    },
    others: async () => (liveServer(dataDir) === null ? 0 : 1),
    alone: async () => (liveServer(dataDir) === null ? async () => undefined : null),
    holdsJobs: async () => true,
    async leave() {
      if (isEntered) rmSync(fileOf(dataDir), { force: true });
    },
  };
}
