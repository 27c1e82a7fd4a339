import type { Page } from '@playwright/test';
import { expect, type ThemeChoice } from './fixtures.ts';

/** The sets of colours behind the choices: high contrast has one for each tone. */
export const THEMES = ['dark', 'light', 'contrast-dark', 'contrast-light', 'projector'] as const;
type Theme = (typeof THEMES)[number];

export const SIZES = {
  desk: { viewport: { width: 1920, height: 1080 }, isTouch: false },
  wall: { viewport: { width: 3840, height: 2160 }, isTouch: false },
  phone: { viewport: { width: 390, height: 844 }, isTouch: true },
} as const;
export type SizeName = keyof typeof SIZES;

const LABELS: Record<ThemeChoice, RegExp> = {
  dark: /^(深色|Dark)$/,
  light: /^(浅色|Light)$/,
  contrast: /^(高对比度|High contrast)$/,
  projector: /^(投影|Projector)$/,
};

/** By the switch, as a person does it; on a phone it stands on the page "me". */
export async function pickTheme(page: Page, choice: ThemeChoice): Promise<void> {
  await page.getByRole('button', { name: /^(外观|Look)/ }).click();
  await page.getByRole('menuitemradio', { name: LABELS[choice] }).click();
  await expect(page.locator('[data-layer]')).toHaveCount(0);
}

/** Every set of colours in turn, each by a choice and what the system asks. */
export async function eachTheme(page: Page, run: (theme: Theme) => Promise<void>): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme === 'contrast-light' ? 'light' : 'dark' });
    await pickTheme(page, theme.startsWith('contrast') ? 'contrast' : (theme as ThemeChoice));
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await run(theme);
  }
}
export const isDark = (theme: Theme): boolean => theme.endsWith('dark');
