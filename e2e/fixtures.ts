import { test as base, expect, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { CityApi } from './city.ts';
import { mapIsPainted } from './map.ts';
import { PageWatch } from './page-watch.ts';

/** What the switch offers. */
export type ThemeChoice = 'dark' | 'light' | 'contrast' | 'projector';
export interface Look {
  language?: 'zh' | 'en';
  theme?: ThemeChoice;
  /** With `?motion=off`, as tests want it; `on` leaves it to page and system. */
  motion?: 'on' | 'off';
  /** What the system asks of every page. */
  system?: Pick<BrowserContextOptions, 'colorScheme' | 'reducedMotion' | 'forcedColors' | 'contrast'>;
  viewport?: { width: number; height: number };
  isTouch?: boolean;
}
/** One person at one screen: the page, who watches it, and the same person's API. */
export interface Seat {
  page: Page;
  watch: PageWatch;
  api: CityApi;
}
interface Fixtures {
  /** A screen with nobody signed in. */
  strange: (look?: Look) => Promise<Seat>;
  /** A screen of somebody's own, signed in by the API, at this path. Every page is demanded to have been quiet at the end. */
  open: (username: string, path: string, look?: Look) => Promise<Seat>;
  /** Somebody without a screen. */
  api: (username: string) => Promise<CityApi>;
}

export const test = base.extend<Fixtures>({
  strange: async ({ browser, baseURL }, provide) => {
    const seats: Seat[] = [];
    await provide(async (look = {}) => {
      const seat = await seatAt(browser, baseURL!, look);
      seats.push(seat);
      return seat;
    });
    const troubles = seats.flatMap(({ watch }) => watch.troubles);
    for (const { page } of seats) await page.context().close();
    expect(troubles, 'console, page errors and failed requests').toEqual([]);
  },
  open: async ({ strange }, provide) => {
    await provide(async (username, path, look = {}) => {
      const seat = await strange(look);
      await seat.api.signIn(username);
      await seat.page.goto(look.motion === 'on' ? path : still(path));
      return seat;
    });
  },
  api: async ({ playwright, baseURL }, provide) => {
    const contexts: { dispose: () => Promise<void> }[] = [];
    await provide(async (username) => {
      const context = await playwright.request.newContext({ baseURL: baseURL! });
      contexts.push(context);
      const api = new CityApi(context, baseURL!);
      await api.signIn(username);
      return api;
    });
    for (const context of contexts) await context.dispose();
  },
});
export { expect };

const still = (path: string): string => `${path}${path.includes('?') ? '&' : '?'}motion=off`;

async function seatAt(
  browser: Browser,
  baseURL: string,
  { language = 'zh', theme = 'dark', viewport, isTouch, system }: Look,
): Promise<Seat> {
  const options: BrowserContextOptions = { ...system, locale: language === 'zh' ? 'zh-CN' : 'en-GB' };
  if (viewport) options.viewport = viewport;
  if (isTouch) Object.assign(options, { hasTouch: true, isMobile: true });
  const context = await browser.newContext(options);
  await context.addInitScript(
    ([wantedLanguage, preferences]) => {
      localStorage.setItem('guantong.language', localStorage.getItem('guantong.language') ?? wantedLanguage!);
      localStorage.setItem('guantong.preferences', localStorage.getItem('guantong.preferences') ?? preferences!);
    },
    [language, JSON.stringify({ state: { theme, isSheetOpen: true, isMapTable: false }, version: 0 })],
  );
  const page = await context.newPage();
  return { page, watch: new PageWatch(page), api: new CityApi(context.request, baseURL) };
}

/** Goes on inside the page, as its own links do, without loading it again. */
export async function goWithin(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, still(path));
}

/** Figures, list, line and map are there: from now on only live changes come. */
export async function isSettled(page: Page): Promise<void> {
  await expect(page.locator('[role="status"][data-state="live"]')).toBeAttached({ timeout: 120_000 });
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await mapIsPainted(page);
}
