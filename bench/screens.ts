import { fork, type ChildProcess } from 'node:child_process';
import { BENCH_PROCESS } from './server-process.ts';

export type ScreensOrder =
  | {
      kind: 'open';
      port: number;
      count: number /** null = a bare WebSocket that says nothing. */;
      join: { token: string; area: string } | null;
    }
  | { kind: 'begin' }
  | { kind: 'read' };

/** What the sockets of one process have received since they were told to begin. */
export interface Seen {
  /** `arrivedMs`: one instant for each socket that got it, by the machine's monotonic clock. */
  frames: { text: Uint8Array; wireBytes: number; arrivedMs: number[] }[];
  /** Frames and ticks, of all sockets. */
  messages: number;
  frameBytes: number;
  /** Messages that tell of trouble. */
  others: number;
  open: number;
}

/** Sockets held by a second process, so that none of their work is the server's. */
export interface Screens {
  count: number;
  begin(): Promise<void>;
  read(): Promise<Seen>;
  close(): Promise<void>;
}

export async function openScreens(port: number, count: number, join: { token: string; area: string } | null): Promise<Screens> {
  const child = fork(BENCH_PROCESS, ['--screens'], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const opened = (await tell(child, { kind: 'open', port, count, join })) as { ok: boolean; why?: string };
  if (!opened.ok) throw new Error(`Not all of ${count} sockets could be opened: ${opened.why}`);
  return {
    count,
    begin: async () => void (await tell(child, { kind: 'begin' })),
    read: async () => (await tell(child, { kind: 'read' })) as Seen,
    async close() {
      const exited = new Promise((resolve) => void child.once('exit', resolve));
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function tell(child: ChildProcess, order: ScreensOrder): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (): void => reject(new Error('The process that holds the sockets has ended'));
    child.once('exit', onExit);
    child.once('message', (answer) => {
      child.off('exit', onExit);
      resolve(answer);
    });
    child.send(order);
  });
}
