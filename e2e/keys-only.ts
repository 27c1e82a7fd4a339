import type { Page } from '@playwright/test';

/** Whatever comes from a pointer from here on is a fault of the test; gives what lets the page go again. */
export async function keysOnly(page: Page): Promise<() => Promise<void>> {
  const trap = await page.evaluateHandle(() => {
    const until = new AbortController();
    for (const kind of ['pointerdown', 'mousedown', 'click'])
      addEventListener(
        kind,
        (event) => {
          // A key that presses a button makes a click of no device.
          if (kind === 'click' && (event as MouseEvent).detail === 0) return;
          event.preventDefault();
          event.stopImmediatePropagation();
          throw new Error(`A ${kind} on a page that is worked by keys`);
        },
        { capture: true, signal: until.signal },
      );
    return until;
  });
  return () => trap.evaluate((until) => until.abort());
}

/** Tab goes on from where one last was, also when nothing has the focus. */
export const toTop = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
