// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { mayReload, quietWatch } from './quiet-moment.ts';

afterEach(() => {
  vi.useRealTimers();
  document.body.innerHTML = '';
});

it('waits until nobody has touched the page for minutes', () => {
  vi.useFakeTimers();
  const quiet = vi.fn<() => void>();
  const stop = quietWatch(quiet);
  vi.advanceTimersByTime(4 * 60_000);
  dispatchEvent(new Event('pointermove'));
  vi.advanceTimersByTime(4 * 60_000);
  expect(quiet).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2 * 60_000);
  expect(quiet).toHaveBeenCalled();
  stop();
  quiet.mockClear();
  vi.advanceTimersByTime(20 * 60_000);
  expect(quiet).not.toHaveBeenCalled();
});

it.each([
  ['nothing is begun', '<input type="radio" value="x"><textarea></textarea><input>', true],
  ['a text is begun', '<textarea>还在写</textarea>', false],
  ['the command line has words', '<input value="派 环卫">', false],
  ['a layer is open', '<div data-layer=""></div>', false],
])('%s', (_case, html, may) => {
  document.body.innerHTML = html;
  expect(mayReload()).toBe(may);
});
