import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures.ts';

/** Pictures of docs/indicators.md: `npm run screenshots -- plans`. */
const FOLDER = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const DESK = { width: 1920, height: 1080 };
const PICTURES = [
  ['plans-city-dark-zh', 'dark', 'zh', DESK, '?item=service.on-time'],
  ['plans-city-light-en', 'light', 'en', DESK, '?item=service.on-time'],
  ['phone-plans-dark-zh', 'dark', 'zh', { width: 390, height: 844 }, ''],
  ['plans-edit-dark-zh', 'dark', 'zh', DESK, '?write=edit&item=water.leakage'],
  ['plans-edit-light-en', 'light', 'en', DESK, '?write=edit&item=water.leakage'],
] as const;

test.setTimeout(400_000);
for (const [name, theme, language, viewport, asked] of PICTURES)
  test(name, async ({ open }) => {
    const isPhone = viewport.width < 768;
    const { page } = await open('demo-commander', `/area/50/plans${asked}`, { viewport, theme, language, isTouch: isPhone });
    await expect(page.locator(':is([data-item], [data-line])').first()).toBeVisible();
    if (asked.startsWith('?item')) await expect(page.locator('[data-plan-item] [data-chart-painted]')).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: `${FOLDER}${name}.png`, scale: 'css', animations: 'disabled', caret: 'hide' });
  });
