import { beforeEach, expect, it } from 'vitest';
import { keepEarly, setPalette, takeEarlyKeys, usePalette } from './palette.ts';

const press = (key: string, more: { ctrlKey?: boolean } = {}): boolean =>
  keepEarly({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });
beforeEach(() => setPalette(false));

it('keeps what is typed until the field has the hand, and nothing before or after', () => {
  expect(press('d')).toBe(false);
  setPalette(true);
  expect(['l', 't', 'x'].map((key) => press(key))).toEqual([true, true, true]);
  expect([press('Backspace'), press('z')]).toEqual([true, true]);
  expect([press('Escape'), press('ArrowDown'), press('a', { ctrlKey: true })]).toEqual([false, false, false]);
  expect(press('Enter')).toBe(true);
  expect(press('j'), 'after Enter the next key is for what comes').toBe(false);
  expect(takeEarlyKeys()).toEqual({ text: 'ltz', isEntered: true });
  expect(press('j')).toBe(false);
  expect(takeEarlyKeys()).toEqual({ text: '', isEntered: false });
});

it('forgets it when the search is closed before it came', () => {
  setPalette(true);
  press('Enter');
  press('x');
  setPalette(false);
  setPalette(true);
  expect(usePalette.getState().early).toEqual({ text: '', isEntered: false });
});
