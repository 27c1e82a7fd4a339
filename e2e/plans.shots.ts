import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures.ts';

/** Pictures of docs/indicators.md: `npm run screenshots -- plans`. */
const FOLDER = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const PICTURES = [
  ['plans-city-dark-zh', 'dark', 'zh', { width: 1920, height: 1080 }],
  ['plans-city-light-en', 'light', 'en', { width: 1920, height: 1080 }],
  ['phone-plans-dark-zh', 'dark', 'zh', { width: 390, height: 844 }],
] as const;

test.setTimeout(400_000);
for (const [name, theme, language, viewport] of PICTURES)
  test(name, async ({ open }) => {
    const isPhone = viewport.width < 768;
    const path = `/area/50/plans${isPhone ? '' : '?item=service.on-time'}`;
    const { page } = await open('demo-commander', path, { viewport, theme, language, isTouch: isPhone });
    await expect(page.locator('[data-item="service.on-time"]')).toBeVisible();
    if (!isPhone) await expect(page.locator('[data-plan-item] [data-chart-painted]')).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: `${FOLDER}${name}.png`, scale: 'css', animations: 'disabled', caret: 'hide' });
  });
