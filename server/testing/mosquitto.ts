import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverEnvironment } from './find-intake-servers.mjs';

/** A real broker on a port of its own, which keeps what it owes over a restart. */
export interface TestBroker {
  url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function openBroker(program: string): Promise<TestBroker> {
  const folder = mkdtempSync(join(tmpdir(), 'guantong-broker-'));
  // Started by root it becomes a user of its own.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const file = join(folder, 'mosquitto.conf');
  writeFileSync(
    file,
    [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous true',
      'persistence true',
      `persistence_location ${folder}/`,
      'user root',
      'max_queued_messages 0',
      '',
    ].join('\n'),
  );
  let child: ChildProcess | null = null;
  const broker: TestBroker = {
    url: `mqtt://127.0.0.1:${port}`,
    async start() {
      child = spawn(program, ['-c', file], { env: serverEnvironment(), stdio: 'ignore' });
      await answering(port);
    },
    async stop() {
      const ended = child;
      child = null;
      if (!ended || ended.exitCode !== null) return;
      const exit = new Promise((resolve) => ended.once('exit', resolve));
      ended.kill('SIGTERM');
      await exit;
    },
    async remove() {
      await broker.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await broker.start();
  return broker;
}

/** A port that nobody listens at just now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

/** Resolves when somebody listens there. */
export async function answering(port: number): Promise<void> {
  const answers = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connectSocket(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
  while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 20));
}
