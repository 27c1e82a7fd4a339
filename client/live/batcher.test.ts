import { expect, it } from 'vitest';
import { Batcher } from './batcher.ts';

it('hands over once per frame, in order', () => {
  const flushed: number[][] = [];
  const frames: (() => void)[] = [];
  const batcher = new Batcher<number>(
    (items) => flushed.push(items),
    (run) => frames.push(run),
  );
  batcher.add(1);
  batcher.add(2);
  expect([flushed.length, frames.length]).toEqual([0, 1]);
  frames.shift()!();
  batcher.add(3);
  frames.shift()!();
  expect(flushed).toEqual([[1, 2], [3]]);
});
it('what was cleared never arrives', () => {
  const flushed: number[][] = [];
  const frames: (() => void)[] = [];
  const batcher = new Batcher<number>(
    (items) => flushed.push(items),
    (run) => frames.push(run),
  );
  batcher.add(1);
  batcher.clear();
  frames.shift()!();
  expect(flushed).toEqual([]);
});
