import { describe, expect, it } from 'vitest';
import { awaitsAnswer, HEARD_MS, isHeardDue, TEST_ANSWER_MS } from './wall-sound.ts';

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
