import { describe, expect, it } from 'vitest';
import { awaitsAnswer, HEARD_MS, isHeardDue, isQuietAt, TEST_ANSWER_MS } from './wall-sound.ts';

describe('isQuietAt', () => {
  it.each([
    ['22:00', '06:30', '22:00', true],
    ['22:00', '06:30', '23:59', true],
    ['22:00', '06:30', '00:00', true],
    ['22:00', '06:30', '06:29', true],
    ['22:00', '06:30', '06:30', false],
    ['22:00', '06:30', '21:59', false],
    ['12:30', '14:00', '13:00', true],
    ['12:30', '14:00', '14:00', false],
    ['08:00', '08:00', '08:00', false],
  ])('from %s to %s at %s: %s', (from, to, clock, quiet) => expect(isQuietAt({ from, to }, clock)).toBe(quiet));
  it('a screen without them is never quiet', () => expect(isQuietAt(null, '03:00')).toBe(false));
});
describe('a test tone', () => {
  const NOW = 1_000_000_000;
  const heard = { atMs: NOW, by: 'user:x', isHeard: true };
  it('holds for a shift, and only where it was heard', () => {
    expect(isHeardDue(heard, NOW + HEARD_MS)).toBe(false);
    expect(isHeardDue(heard, NOW + HEARD_MS + 1)).toBe(true);
    expect(isHeardDue({ ...heard, isHeard: false }, NOW)).toBe(true);
    expect(isHeardDue(null, NOW)).toBe(true);
  });
  it('waits for its answer for a while, and for one', () => {
    expect(awaitsAnswer(NOW, null, NOW + TEST_ANSWER_MS)).toBe(true);
    expect(awaitsAnswer(NOW, null, NOW + TEST_ANSWER_MS + 1)).toBe(false);
    expect(awaitsAnswer(NOW, { ...heard, atMs: NOW - 1 }, NOW + 1)).toBe(true);
    expect(awaitsAnswer(NOW, heard, NOW + 1)).toBe(false);
    expect(awaitsAnswer(null, null, NOW)).toBe(false);
  });
});
