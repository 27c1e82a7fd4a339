import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { packageRoot } from '../db/connection.ts';

const launcher = (): string => join(packageRoot(), 'bin/guantong.js');

/** A server in a process of its own, as `npm start` runs it: it can be killed. */
export interface SpawnedServer {
  child: ChildProcess;
  url: string;
  /** What it has said so far, on stdout and stderr. */
  told(): string;
  /** As a power cut. */
  kill(): Promise<void>;
  /** As `systemctl stop`; gives its exit code. */
  end(): Promise<number | null>;
}

/** Starts a server on the data folder and waits until it takes requests. */
export async function spawnServer(
  dataDir: string,
  port: number,
  environment: Record<string, string> = {},
  args: readonly string[] = [],
): Promise<SpawnedServer> {
  const child = spawn(process.execPath, [launcher(), 'serve', ...args], {
    env: { ...process.env, ...environment, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  const until = Date.now() + 180_000;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`The server did not start:\n${told}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    child,
    url,
    told: () => told,
    async end() {
      const exited = once(child, 'exit') as Promise<[number | null]>;
      child.kill('SIGTERM');
      return (await exited)[0];
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** Runs a command of the CLI on a data folder, or in an environment; gives what it printed and its exit code. */
export async function runCli(
  place: string | Record<string, string>,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [launcher(), ...args], {
    env: { ...process.env, ...(typeof place === 'string' ? { DATA_DIR: place } : place) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}

/** A port that nobody holds at this moment: a server that is started again keeps it. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port: free } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return free;
}

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
};
