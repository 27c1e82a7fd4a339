import { expect, it, onTestFinished, vi } from 'vitest';
import { retentionJob } from './retention.job.ts';

function start(isMine: () => boolean) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const faults: unknown[] = [];
  const slices: number[] = [];
  let rounds = 0;
  let left = 3;
  const job = retentionJob({
    async apply(goOn) {
      rounds += 1;
      do slices.push(left--);
      while (left > 0 && (await goOn()));
      if (rounds === 2) throw new Error('the database is away');
    },
    isMine: async () => isMine(),
    onFault: (fault) => void faults.push(fault),
  });
  return { job, faults, slices, rounds: () => rounds };
}

it('runs soon after the start and then each hour, also after a fault', async () => {
  const { faults, slices, rounds, job } = start(() => true);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(rounds()).toBe(0);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([rounds(), slices]).toEqual([1, [3, 2, 1]]);
  await vi.advanceTimersByTimeAsync(2 * 3_600_000 + 10_000);
  expect([rounds(), faults.length]).toEqual([3, 1]);
  await job.stop();
  await vi.advanceTimersByTimeAsync(3 * 3_600_000);
  expect(rounds()).toBe(3);
});

it('leaves it to the process whose turn it is, and hands over between two slices', async () => {
  let isMine = false;
  const { slices, rounds } = start(() => isMine);
  await vi.advanceTimersByTimeAsync(40_000);
  expect(rounds()).toBe(0);
  isMine = true;
  await vi.advanceTimersByTimeAsync(3_600_000 - 10_000);
  expect(slices).toEqual([3]);
  isMine = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(slices).toEqual([3]);
});

it('a stop waits for the slice under way and begins no other', async () => {
  const { job, slices } = start(() => true);
  await vi.advanceTimersByTimeAsync(30_050);
  const stopped = job.stop();
  await vi.advanceTimersByTimeAsync(1_000);
  await stopped;
  expect(slices).toEqual([3]);
});
