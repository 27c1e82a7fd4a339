import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, isSettled, test, type Look } from './fixtures.ts';

/** `npm run screenshots`: what README and reviewers look at. Names say tier, size where it is not the desk's, theme, language. */
const FOLDER = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const DESK = { width: 1920, height: 1080 };
const WALL = { width: 3840, height: 2160 };
const PHONE = { width: 390, height: 844 };
/** The core: most people, most incidents, streets that are drawn large enough to read. */
const PLACES = { city: '50', district: '500103', street: '500103004' } as const;

test.beforeAll(() => mkdirSync(FOLDER, { recursive: true }));
test.setTimeout(180_000);

async function shoot(page: Page, name: string): Promise<void> {
  await isSettled(page);
  await page.evaluate(() => document.fonts.ready);
  // A map that has just been told new colours paints once more.
  await page.waitForTimeout(600);
  await isSettled(page);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${FOLDER}${name}.png`, scale: 'css', animations: 'disabled', caret: 'hide' });
}

for (const theme of ['dark', 'light'] as const) {
  for (const language of ['zh', 'en'] as const) {
    for (const [tier, code] of Object.entries(PLACES)) {
      // Of a street two looks tell all four.
      if (tier === 'street' && (theme === 'dark') !== (language === 'zh')) continue;
      test(`overview, ${tier}, ${theme}, ${language}`, async ({ open }) => {
        const { page } = await open('demo-shift-leader', `/area/${code}`, { viewport: DESK, theme, language });
        await shoot(page, `overview-${tier}-${theme}-${language}`);
      });
    }
  }
}

test('a street with an incident open', async ({ open }) => {
  for (const [theme, language] of [
    ['dark', 'zh'],
    ['light', 'en'],
  ] as const) {
    const seat = await open('demo-dispatcher', `/area/${PLACES.street}`, { viewport: DESK, theme, language });
    await isSettled(seat.page);
    await seat.page.getByRole('grid').locator('[data-id]').first().click();
    await expect(seat.page.getByRole('complementary')).toHaveAttribute('data-version', /\d/);
    await shoot(seat.page, `drawer-street-${theme}-${language}`);
  }
});

test('the city on a wall of 4K', async ({ open }) => {
  const { page } = await open('demo-shift-leader', '/area/50', { viewport: WALL });
  await shoot(page, 'overview-city-4k-dark-zh');
});

test('the same on a phone', async ({ open }) => {
  const look: Look = { viewport: PHONE, isTouch: true };
  const { page } = await open('demo-dispatcher', '/area/50', look);
  await shoot(page, 'phone-city-dark-zh');
  await page.getByRole('button', { name: /^事件/ }).tap();
  await expect(page.getByRole('grid').locator('[data-id]').first()).toBeVisible();
  await page.screenshot({ path: `${FOLDER}phone-list-dark-zh.png`, scale: 'css' });
  await page.getByRole('grid').locator('[data-id]').first().tap();
  await expect(page.getByRole('complementary')).toHaveAttribute('data-version', /\d/);
  await page.waitForTimeout(600);
  await page.screenshot({ path: `${FOLDER}phone-drawer-dark-zh.png`, scale: 'css' });
  const english = await open('demo-dispatcher', '/area/500103', { ...look, theme: 'light', language: 'en' });
  await shoot(english.page, 'phone-district-light-en');
});

test('the sign-in page', async ({ strange }) => {
  for (const [theme, language] of [
    ['dark', 'zh'],
    ['light', 'en'],
  ] as const) {
    const { page, watch } = await strange({ viewport: DESK, theme, language });
    watch.allow(/401/);
    await page.goto('/?motion=off');
    await expect(page.getByRole('listitem').first()).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${FOLDER}sign-in-${theme}-${language}.png`, scale: 'css', caret: 'hide' });
  }
});
