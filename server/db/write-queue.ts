import type { Store, Tx } from '../app/ports.ts';
import { isUnavailable } from '../app/unavailable.ts';
import type { Connection } from './connection.ts';
import { nextTurn } from './next-turn.ts';

/** One group of commands in one transaction, as the adapter keeps it. */
export interface Group {
  tx: Tx;
  /** Before a command / after it went well / after it was refused. */
  mark(): void;
  keep(): void;
  drop(): void;
  /** Writes what was gathered (sums) just before COMMIT. */
  finish(): Promise<void>;
}

interface Job {
  work: (tx: Tx) => Promise<unknown>;
  sinceMs: number;
  resolve: (value: never) => void;
  reject: (reason: unknown) => void;
}

const GROUP_MOST = 500;
/** A group ends early rather than hold up the loop. */
const GROUP_MS = 12;

export interface WriteQueue extends Store {
  /** Called after each COMMIT, with the time since the oldest of its commands came. */
  onCommit(listener: (oldestMs: number) => void): void;
  /** Commands that no group has taken yet. */
  waiting(): number;
  /** Resolves when everything queued so far is written. */
  drained(): Promise<void>;
}

/**
 * Lock → load → decide → append → project, in one transaction shared by all commands that wait: one fsync for the group, and
 * each command in its own savepoint, so that a refusal undoes itself alone.
 */
export function writeQueue(connection: Connection, openGroup: () => Promise<Group>): WriteQueue {
  const queue: Job[] = [];
  const listeners: ((oldestMs: number) => void)[] = [];
  let running: Promise<void> | null = null;

  async function runGroup(): Promise<void> {
    const done: (() => void)[] = [];
    const taken: Job[] = [];
    try {
      await connection.begin();
      const group = await openGroup();
      const until = performance.now() + GROUP_MS;
      for (let n = 0; n < GROUP_MOST && (n === 0 || performance.now() < until); n++) {
        const job = queue.shift();
        if (!job) break;
        taken.push(job);
        done.push(await runJob(group, job));
      }
      await group.finish();
      await connection.commit();
    } catch (fault) {
      // A rollback that fails means a broken connection: the next begin will say so, and nobody waits for ever.
      await connection.rollback().catch(() => undefined);
      // Of those that wait, all learn at once that the database is away, rather than each after its own try.
      const refused = taken.length > 0 ? taken : queue.splice(0, isUnavailable(fault) ? queue.length : 1);
      for (const job of refused) job.reject(fault);
      return;
    }
    for (const settle of done) settle();
    const oldestMs = performance.now() - (taken[0]?.sinceMs ?? performance.now());
    for (const listener of listeners) listener(oldestMs);
  }

  async function runJob(group: Group, job: Job): Promise<() => void> {
    await connection.savepoint();
    group.mark();
    try {
      const value = await job.work(group.tx);
      await connection.release();
      group.keep();
      return () => job.resolve(value as never);
    } catch (reason) {
      await connection.rollbackToSavepoint();
      group.drop();
      return () => job.reject(reason);
    }
  }

  async function run(): Promise<void> {
    while (queue.length > 0) {
      await runGroup();
      // Sockets and timers breathe between groups, and what follows the log has a turn of its own.
      await nextTurn();
      await nextTurn();
    }
    running = null;
  }

  const start = (): void => {
    running ??= nextTurn().then(run);
  };
  return {
    write: <T>(work: (tx: Tx) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        queue.push({ work, sinceMs: performance.now(), resolve, reject });
        start();
      }),
    onCommit: (listener) => void listeners.push(listener),
    waiting: () => queue.length,
    drained: async () => {
      while (running) await running;
    },
  };
}
