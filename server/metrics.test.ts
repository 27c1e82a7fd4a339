import { expect, it } from 'vitest';
import { metricsOf } from './metrics.ts';

it('what cannot be read just now is left out, and the rest is told', async () => {
  const away = () => Promise.reject(new Error('the database is away'));
  const metrics = metricsOf({
    seq: () => 7,
    tailSeq: () => 7,
    headSeq: away,
    cubeBytes: () => 1,
    sockets: () => 0,
    sent: () => ({ frames: 3, resets: 1 }),
    holdsJobs: () => true,
    writesWaiting: () => 0,
    readsWaiting: () => 0,
    databaseBytes: away,
    lastBackupMs: () => null,
    build: { version: '1', engine: 'sqlite' },
  });
  const figures = (await metrics.text()).split('\n').filter((line) => /^guantong_\w+ /.test(line));
  expect(figures).toEqual(expect.arrayContaining(['guantong_sums_seq 7', 'guantong_frames_sent_total 3', 'guantong_jobs_holder 1']));
  expect(figures.filter((line) => /log_lag|database_bytes|last_backup/.test(line))).toEqual([]);
});
