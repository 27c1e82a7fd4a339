import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../server/db/connection.ts';
import type { ProbeReading } from './loop-probe.ts';

/** A process under measurement, with the probe in it, listening on a port of its own. */
export interface ServerProcess {
  port: number;
  /** Forgets what the probe has seen so far. */
  begin(): Promise<void>;
  read(): Promise<ProbeReading>;
  /** Says something to a process of ours and waits for its word that it is done. */
  order(what: object): Promise<void>;
  stop(): Promise<void>;
}

/** Loaded into a process before its own code. */
export const PROBE = pathToFileURL(join(packageRoot(), 'dist/bench/loop-probe.js')).href;
/** Without kept sums ten million incidents take some minutes. */
const START_MS = 900_000;

/** Starts `script`; it says where it listens as `http://localhost:<port>` on stderr. */
export async function startServer(
  script: string,
  args: readonly string[],
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const profile = process.env['BENCH_PROFILE'] ? ['--cpu-prof', `--cpu-prof-dir=${process.env['BENCH_PROFILE']}`] : [];
  const child = fork(script, args, {
    execArgv: ['--import', PROBE, ...profile],
    env: { ...process.env, ...environment, DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const port = await portOf(child);
  return {
    port,
    begin: async () => void (await ask(child, 'probe:begin')),
    read: () => ask(child, 'probe:read') as Promise<ProbeReading>,
    order: async (what) => void (await ask(child, what)),
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** This program, for the parts that it plays in processes of their own. */
export const BENCH_PROCESS = join(packageRoot(), 'dist/bench/run.js');

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`The server did not start in ${START_MS} ms:\n${said}`)), START_MS);
    child.once('exit', (code) => reject(new Error(`The server ended with code ${code}:\n${said}`)));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000);
      const found = /http:\/\/localhost:(\d+)/.exec(said);
      if (!found) return;
      clearTimeout(timer);
      resolve(Number(found[1]));
    });
  });
}

function ask(child: ChildProcess, what: string | object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (): void => reject(new Error('The server has ended'));
    child.once('exit', onExit);
    child.once('message', (answer) => {
      child.off('exit', onExit);
      resolve(answer);
    });
    child.send(what);
  });
}
