import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nowMs, setClock, setServerNow } from './clock.ts';

const HERE = Date.parse('2026-11-22T10:00:00Z');
const THEN = Date.parse('2026-11-20T06:00:00Z');
beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(HERE);
  setClock(HERE, 1);
});
afterEach(() => vi.useRealTimers());

it("is the server's; what the line delays does not move it", () => {
  setServerNow(HERE + 60_000);
  expect(nowMs()).toBe(HERE + 60_000);
  vi.advanceTimersByTime(2000);
  expect(nowMs()).toBe(HERE + 62_000);
  setServerNow(HERE + 61_000);
  expect(nowMs()).toBe(HERE + 62_000);
});

it('goes as fast as the replay, and the line delays that many times as much', () => {
  setClock(THEN, 600);
  vi.advanceTimersByTime(1000);
  expect(nowMs()).toBe(THEN + 600_000);
  setServerNow(THEN + 600_000 - 0.2 * 600_000);
  expect(nowMs()).toBe(THEN + 600_000);
  setServerNow(THEN + 3_600_000);
  expect(nowMs()).toBe(THEN + 3_600_000);
});

it('stands while the replay is paused, just where the server says', () => {
  setClock(THEN, 0);
  vi.advanceTimersByTime(60_000);
  expect(nowMs()).toBe(THEN);
  setServerNow(THEN + 40);
  expect(nowMs()).toBe(THEN + 40);
});
