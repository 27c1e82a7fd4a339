import { parentPort, workerData } from 'node:worker_threads';
import { faultText } from '../../fault-text.ts';
import { openSqliteReader } from '../connection.ts';
import { readJobs, type ReadJob } from './jobs.ts';

/** The reader thread: its own read-only connection, one question after another. */
const context = openSqliteReader((workerData as { file: string }).file);
parentPort?.on('message', ({ id, job, args }: { id: number; job: ReadJob; args: unknown }) => {
  const answer = readJobs[job](context, args as never) as Promise<unknown>;
  answer.then(
    (value) => parentPort?.postMessage({ id, value }),
    (fault: unknown) => parentPort?.postMessage({ id, fault: faultText(fault) }),
  );
});
