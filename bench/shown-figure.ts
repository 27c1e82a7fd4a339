import type { Page } from 'playwright-core';

type Watching = Window & { __shown?: Map<string, number> };

/** Notes when each text of an element was first painted: after the frame that followed its change. */
export async function watchFigure(page: Page, selector: string): Promise<void> {
  await page.evaluate((where) => {
    const shown = ((window as Watching).__shown = new Map<string, number>());
    const look = (): void => {
      const text = document.querySelector(where)?.textContent ?? '';
      if (text === '' || shown.has(text)) return;
      shown.set(text, Number.NaN);
      // A task that a frame leaves behind runs when that frame was handed over.
      requestAnimationFrame(() => setTimeout(() => shown.set(text, performance.timeOrigin + performance.now())));
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    look();
  }, selector);
}

/** When a text was painted, ms since 1970; null = not within the time. */
export async function shownAt(page: Page, text: string, timeout: number): Promise<number | null> {
  const found = await page
    .waitForFunction(
      (wanted) => {
        for (const [shown, at] of (window as Watching).__shown!) if (shown.startsWith(wanted) && !Number.isNaN(at)) return at;
        return false;
      },
      text,
      { timeout, polling: 50 },
    )
    .catch(() => null);
  return found === null ? null : ((await found.jsonValue()) as number);
}
