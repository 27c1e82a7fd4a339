import { expect, it } from 'vitest';
import { chainStep } from './seq-chain.ts';

it.each([
  [10, 8, 10, 'drop'],
  [10, 2, 9, 'drop'],
  [10, 10, 12, 'apply'],
  [10, 7, 12, 'apply'],
  [10, 11, 12, 'gap'],
] as const)('held %i, frame %i → %i: %s', (held, prevSeq, seq, step) => {
  expect(chainStep(held, { prevSeq, seq })).toBe(step);
});
