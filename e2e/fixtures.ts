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
  /** The same in a browser of its own, started as docs/wall/guantong-wall starts one: it may sound before anybody touches it. */
  kiosk: (look?: Look) => Promise<Seat>;
  /** A screen of somebody's own, signed in by the API, at this path. Every page is demanded to have been quiet at the end. */
  open: (username: string, path: string, look?: Look) => Promise<Seat>;
  /**
   * The same on a page that stays open from test to test, as that of somebody who works all day: loading one takes software WebGL
   * many seconds. For tests that leave theme, line and what they trapped as they found it; the size is that of the test.
   */
  join: (username: string, path: string, size?: Pick<Look, 'viewport' | 'isTouch'>) => Promise<Seat>;
  /** Somebody without a screen. */
  api: (username: string) => Promise<CityApi>;
}

export const test = base.extend<Fixtures, { seats: Map<string, Seat> }>({
  seats: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const seats = new Map<string, Seat>();
      await provide(seats);
      for (const { page } of seats.values()) await page.context().close();
    },
    { scope: 'worker' },
  ],
  join: async ({ browser, baseURL, seats, viewport: usual }, provide, info) => {
    const joined = new Map<string, Seat>();
    await provide(async (username, path, { viewport = usual!, isTouch = false } = {}) => {
      const key = isTouch ? `${username} by touch` : username;
      const kept = seats.get(key);
      const seat = kept ?? (await seatAt(browser, baseURL!, { viewport, isTouch }));
      seats.set(key, seat);
      joined.set(key, seat);
      if (kept) {
        seat.watch.begin();
        await seat.page.setViewportSize(viewport);
        await goWithin(seat.page, path);
      } else {
        await seat.api.signIn(username);
        await seat.page.goto(still(path));
      }
      return seat;
    });
    const troubles = [...joined.values()].flatMap(({ watch }) => watch.troubles);
    const isSound = info.status === info.expectedStatus && troubles.length === 0;
    for (const [key, { page }] of joined) {
      if (isSound) await stepAside(page);
      else {
        await page.context().close();
        seats.delete(key);
      }
    }
    expect(troubles, 'console, page errors and failed requests').toEqual([]);
  },
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
  kiosk: async ({ playwright, baseURL, launchOptions }, provide) => {
    const opened: { browser: Browser; seat: Seat }[] = [];
    await provide(async (look = {}) => {
      const args = [...(launchOptions.args ?? []), '--autoplay-policy=no-user-gesture-required'];
      const browser = await playwright.chromium.launch({ ...launchOptions, args });
      const seat = await seatAt(browser, baseURL!, look);
      opened.push({ browser, seat });
      return seat;
    });
    const troubles = opened.flatMap(({ seat: { watch } }) => watch.troubles);
    for (const { browser } of opened) await browser.close();
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

/** `expect.poll` of what comes within a tenth of a second: by itself it would ask again after a quarter, a half, a whole one. */
export const soon = <T>(ask: () => T | Promise<T>, timeout = 10_000) => expect.poll(ask, { timeout, intervals: [20, 50, 100] });

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

/** To a page that does not exist: nothing of this test can be taken for the next one's, and no map is drawn meanwhile. */
async function stepAside(page: Page): Promise<void> {
  await goWithin(page, '/-');
  await expect(page.getByRole('heading', { name: '没有这个页面' })).toBeVisible();
  await expect(page.locator('[data-layer]')).toHaveCount(0);
  await page.evaluate(() => void (document.title = ''));
}

/** Figures, list, line and map are there: from now on only live changes come. */
export async function isSettled(page: Page): Promise<void> {
  await expect(page.locator('[role="status"][data-state="live"]')).toBeAttached({ timeout: 120_000 });
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await mapIsPainted(page);
}
