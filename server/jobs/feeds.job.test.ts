import { expect, it, onTestFinished, vi } from 'vitest';
import { feedsJob } from './feeds.job.ts';

interface Asked {
  id: number;
  signal: AbortSignal;
  done(): void;
  fail(fault: unknown): void;
}
function start(isMine: () => boolean) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const [faults, asked, due] = [[] as unknown[], [] as Asked[], { ids: [1, 2, 3, 4, 5, 6] }];
  const job = feedsJob({
    due: async () => due.ids.map((id) => ({ id })),
    poll: ({ id }, signal) => new Promise<void>((done, fail) => asked.push({ id, signal, done, fail })),
    isMine: async () => isMine(),
    onFault: (fault) => void faults.push(fault),
    wallNow: Date.now,
  });
  const go = async (ms: number): Promise<number[]> => {
    await vi.advanceTimersByTimeAsync(ms);
    return asked.map(({ id }) => id);
  };
  return { job, faults, asked, due, go };
}

it('four at once, each but once at a time: one that hangs holds up no other', async () => {
  const { asked, go } = start(() => true);
  expect(await go(3_000)).toEqual([1, 2, 3, 4]);
  asked[1]!.done();
  asked[2]!.done();
  expect(await go(1_000), 'those that are due are asked, the one that hangs is not asked again').toEqual([1, 2, 3, 4, 2, 3]);
});

it('another process that holds the work asks, this one does not; when it is ours it goes on', async () => {
  let isMine = false;
  const { go } = start(() => isMine);
  expect(await go(5_000)).toEqual([]);
  isMine = true;
  expect(await go(1_000)).toEqual([1, 2, 3, 4]);
});

it('a fault of our own is told, and the feed left alone for a while', async () => {
  const { asked, faults, due, go } = start(() => true);
  due.ids = [1];
  await go(1_000);
  asked[0]!.fail(new Error('the database is away'));
  expect(await go(9_000)).toEqual([1]);
  expect(faults).toHaveLength(1);
  expect(await go(2_000)).toEqual([1, 1]);
});

it('a stop ends what is under way and begins nothing', async () => {
  const { job, asked, go } = start(() => true);
  await go(1_000);
  const stopped = job.stop();
  expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
  for (const { done } of asked) done();
  await stopped;
  expect(await go(60_000)).toEqual([1, 2, 3, 4]);
});
