import { expect, it } from 'vitest';
import { signInThrottle } from './throttle.ts';

function start() {
  const clock = { ms: 1_000_000 };
  const attempt = signInThrottle(() => clock.ms);
  return { clock, attempt, fail: (times: number, name: string, from: string) => Array.from({ length: times }, () => attempt(name, from)) };
}

it('makes the sixth wrong try of a person at one address wait until the first is five minutes old', () => {
  const { clock, attempt, fail } = start();
  expect(fail(5, 'wang', '10.0.0.1').map((a) => a.retryAfterSec)).toEqual([0, 0, 0, 0, 0]);
  clock.ms += 60_000;
  expect(attempt('wang', '10.0.0.1')).toMatchObject({ retryAfterSec: 240, isFirstRefusal: true });
  expect(attempt('wang', '10.0.0.1')).toMatchObject({ retryAfterSec: 240, isFirstRefusal: false });
  clock.ms += 240_000;
  expect(attempt('wang', '10.0.0.1').retryAfterSec).toBe(0);
});

it('does not let a stranger elsewhere lock a colleague out', () => {
  const { attempt, fail } = start();
  fail(6, 'wang', '10.9.9.9');
  expect(attempt('wang', '10.0.0.1').retryAfterSec).toBe(0);
});

it('forgets slips once the password was right, and right passwords never add up', () => {
  const { attempt, fail } = start();
  fail(4, 'wang', '10.0.0.1');
  for (let i = 0; i < 100; i++) attempt('wang', '10.0.0.1').succeed();
  expect(attempt('wang', '10.0.0.1').retryAfterSec).toBe(0);
});

it('limits one address over many names, and one name over many addresses', () => {
  const { attempt } = start();
  const byAddress = Array.from({ length: 31 }, (_, i) => attempt(`user${i}`, '10.0.0.1').retryAfterSec > 0);
  expect(byAddress.indexOf(true)).toBe(30);
  const byName = Array.from({ length: 51 }, (_, i) => attempt('li', `10.1.0.${i}`).retryAfterSec > 0);
  expect(byName.indexOf(true)).toBe(50);
});
