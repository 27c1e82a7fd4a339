import { expect, it } from 'vitest';
import { LEAST_SAMPLES } from './flatness.ts';
import { planOf, type Plan } from './plan.ts';

const count = ({ blocks }: Plan, trouble: string): number => blocks.filter(({ troubles }) => troubles.includes(trouble as never)).length;
const seconds = ({ blocks }: Plan): number => blocks.reduce((sum, block) => sum + block.seconds, 0);

it('thirty minutes hold a week: updates, turns and midnights', () => {
  const plan = planOf(30);
  expect(seconds(plan)).toBeCloseTo(1_800);
  expect(plan.updatesPerSecond * seconds(plan)).toBeCloseTo(210_000);
  expect((seconds(plan) * 1000) / plan.turnEveryMs).toBeCloseTo(1_500);
  expect(count(plan, 'midnight')).toBe(7);
});
it.each([2, 3, 10, 30])('%i minutes have every trouble, and looks enough to judge by', (minutes) => {
  const plan = planOf(minutes);
  for (const trouble of ['cut', 'silence', 'loss', 'midnight', 'restart']) expect(count(plan, trouble), trouble).toBeGreaterThan(0);
  expect(plan.blocks.length - plan.warmUp).toBeGreaterThan(LEAST_SAMPLES);
  expect(plan.leakPerUpdate).toBe(0);
});
