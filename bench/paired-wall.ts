import type { Page } from 'playwright-core';

/** Lets a page in that shows a code, and waits until its glass is drawn. Gives the screen's id. */
export async function letIn(page: Page, pair: (code: string) => Promise<{ id: number }>): Promise<number> {
  const shown = page.locator('[data-code]:not([data-code=""])');
  const code = await shown.getAttribute('data-code', { timeout: 60_000 });
  const { id } = await pair(code!);
  await page.locator('[data-line="live"]').waitFor({ timeout: 60_000 });
  await page.locator('[data-map-ready="true"]').waitFor({ state: 'attached', timeout: 120_000 });
  return id;
}
