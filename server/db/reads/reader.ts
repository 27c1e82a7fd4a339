import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageRoot, type Connection } from '../connection.ts';
import { readJobs, type ReadAnswer, type ReadArgs, type ReadJob } from './jobs.ts';

/** Answers slow questions away from the event loop. */
export interface Reader {
  ask<K extends ReadJob>(job: K, args: ReadArgs<K>): Promise<ReadAnswer<K>>;
  /** Questions that were asked and not answered yet. */
  waiting(): number;
  close(): Promise<void>;
}

/** A question that takes longer is given up, and its thread with it. */
const DEADLINE_MS = 30_000;
const THREADS = 1;

/**
 * A worker thread with its own read-only connection. Run from the TypeScript sources (tests), or on an engine without a file,
 * the questions are answered in place.
 */
export function buildReader(connection: Connection): Reader {
  const compiled = join(packageRoot(), 'dist/server/worker.js');
  if (connection.file === null || import.meta.url.endsWith('.ts')) {
    let asked = 0;
    return {
      async ask(job, args) {
        asked += 1;
        const context = { db: connection.slowReader, dialect: connection.dialect, schema: connection.schema };
        const answer: Promise<unknown> = readJobs[job](context, args as never);
        return (await answer.finally(() => void (asked -= 1))) as never;
      },
      waiting: () => asked,
      close: async () => undefined,
    };
  }
  const threads = Array.from({ length: THREADS }, () => thread(compiled, connection.file!));
  let turn = 0;
  return {
    ask: (job, args) => threads[turn++ % THREADS]!.ask(job, args) as never,
    waiting: () => threads.reduce((sum, each) => sum + each.waiting(), 0),
    close: async () => void (await Promise.all(threads.map((each) => each.close()))),
  };
}

function thread(script: string, file: string) {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (fault: Error) => void; timer: NodeJS.Timeout }>();
  let worker: Worker | null = null;
  let next = 1;

  const failAll = (fault: Error): void => {
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(fault);
    }
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(script, { workerData: { file } });
    started.unref();
    started.on('message', ({ id, value, fault }: { id: number; value?: unknown; fault?: string }) => {
      const asked = waiting.get(id);
      if (!asked) return;
      waiting.delete(id);
      clearTimeout(asked.timer);
      if (fault === undefined) asked.resolve(value);
      else asked.reject(new Error(fault));
    });
    started.on('error', (fault) => {
      worker = null;
      failAll(fault instanceof Error ? fault : new Error(String(fault)));
    });
    return started;
  };
  return {
    ask: (job: string, args: unknown) =>
      new Promise<unknown>((resolve, reject) => {
        worker ??= start();
        const id = next++;
        const timer = setTimeout(() => {
          const slow = worker;
          worker = null;
          void slow?.terminate();
          failAll(new Error(`The read "${job}" took longer than ${DEADLINE_MS} ms`));
        }, DEADLINE_MS);
        waiting.set(id, { resolve, reject, timer });
        worker.postMessage({ id, job, args });
      }),
    waiting: () => waiting.size,
    close: async () => void (await worker?.terminate()),
  };
}
