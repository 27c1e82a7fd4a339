import type { Page } from '@playwright/test';
import { expect, isSettled, test } from './fixtures.ts';
import { toTop } from './keys-only.ts';
import { pickTheme } from './looks.ts';

interface Stop {
  name: string;
  /** The part of the page that it belongs to. */
  part: string;
  /** What is wrong with its ring; empty = two tones, thick enough, and no edge cuts it. */
  faults: string[];
}

/** What has the focus now, and how one sees it. */
const stopAt = (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (!element || element === document.body) return null;
    const isRadio = element instanceof HTMLInputElement && element.type === 'radio';
    // A choice is drawn by its label, the map's ring lies over its canvas.
    const drawn = isRadio ? element.closest('label')! : element.matches('canvas') ? element.closest<HTMLElement>('.gt-map-main')! : element;
    const style = getComputedStyle(drawn, element.matches('canvas') ? '::after' : null);
    const root = getComputedStyle(document.documentElement);
    const rgb = (name: string): string => {
      const probe = document.createElement('i');
      probe.style.color = root.getPropertyValue(name);
      document.body.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    };
    const faults: string[] = [];
    if (style.outlineStyle !== 'solid' || Number.parseFloat(style.outlineWidth) < 2 || style.outlineColor !== rgb('--accent'))
      faults.push(`outline ${style.outline}`);
    if (!style.boxShadow.includes(rgb('--n-9'))) faults.push(`second tone ${style.boxShadow}`);
    const reach = Math.max(0, Number.parseFloat(style.outlineOffset) + 2, style.boxShadow.includes('inset') ? 0 : 3);
    const ring = drawn.getBoundingClientRect();
    const [left, top, right, bottom] = [ring.left - reach, ring.top - reach, ring.right + reach, ring.bottom + reach];
    const cut = (by: string, edge: { left: number; top: number; right: number; bottom: number }): void => {
      if (left < edge.left - 1 || top < edge.top - 1 || right > edge.right + 1 || bottom > edge.bottom + 1)
        faults.push(`cut by ${by}: ${[left, top, right, bottom].map(Math.round).join(' ')}`);
    };
    cut('the window', { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
    for (let at = drawn.parentElement; at && at !== document.body; at = at.parentElement)
      if (getComputedStyle(at).overflow !== 'visible') cut(`${at.tagName}.${at.className}`, at.getBoundingClientRect());
    const part = element.closest('nav, aside, section, form, [data-layer]') ?? element.closest('header, main');
    return {
      name: `${element.tagName} ${element.getAttribute('aria-label') ?? drawn.textContent?.trim().slice(0, 30) ?? ''}`,
      part: part ? `${part.tagName} ${part.getAttribute('aria-label') ?? ''}`.trim() : '',
      faults,
    };
  });

/** Everything that a hand with a mouse could use and Tab must reach: one of each group of choices, one row of the list. */
const controls = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('a[href], button:enabled, input:enabled, textarea:enabled, [tabindex="0"]')];
    const isStop = (element: HTMLElement): boolean =>
      element.tabIndex >= 0 &&
      element.getClientRects().length > 0 &&
      getComputedStyle(element).visibility !== 'hidden' &&
      !(element instanceof HTMLInputElement && element.type === 'radio' && !element.checked);
    return all.filter(isStop).length;
  });

/** By Tab from the top until the page is left behind. */
async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab');
    const stop = await stopAt(page);
    if (!stop) return stops;
    stops.push(stop);
  }
  throw new Error(
    `A trap: ${stops
      .slice(-4)
      .map(({ name }) => name)
      .join(', ')}`,
  );
}

/** Parts in the order in which they are first met. */
const partsOf = (stops: readonly Stop[]): string[] => [...new Set(stops.map(({ part }) => part))];

async function isWalkable(page: Page, least: number): Promise<string[]> {
  await toTop(page);
  const wanted = await controls(page);
  const stops = await walk(page);
  expect(stops.filter(({ faults }) => faults.length > 0)).toEqual([]);
  // Fields of a date are several stops of one control.
  expect(new Set(stops.map(({ name, part }) => `${part} ${name}`)).size).toBeGreaterThanOrEqual(least);
  expect(stops.length).toBeGreaterThanOrEqual(wanted);
  return partsOf(stops);
}

test('the sign-in page by Tab: each stop shows where one is; a ring that is cut or gone is found', async ({ strange }) => {
  const { page, watch } = await strange();
  watch.allow(/401/);
  await page.goto('/?motion=off');
  await expect(page.getByRole('listitem').first()).toBeVisible();
  await isWalkable(page, 6);

  await page.addStyleTag({ content: 'main button[type="submit"]:focus-visible:focus { outline: none; box-shadow: none }' });
  await page.addStyleTag({ content: 'main li { overflow: hidden }' });
  await toTop(page);
  const faulty = (await walk(page)).filter(({ faults }) => faults.length > 0);
  const faults = faulty.flatMap((stop) => stop.faults);
  expect(faulty.find(({ name }) => name.includes('登录'))!.faults.join()).toMatch(/outline.*second tone/);
  expect(faults.filter((fault) => fault.startsWith('cut by LI')).length).toBeGreaterThan(1);
});

test('the overview by Tab: rail, top bar, map, list, figures, in this order and without a trap', async ({ join }) => {
  test.setTimeout(400_000);
  const { page } = await join('demo-dispatcher', '/area/50', { viewport: { width: 1920, height: 1080 } });
  await isSettled(page);
  const parts = await isWalkable(page, 30);
  const order = ['NAV 页面', 'NAV 位置', 'HEADER', 'SECTION 重庆市地图', 'SECTION 未结事件', 'SECTION 每小时接报', 'SECTION 区县排名'];
  const met = order.map((part) => parts.findIndex((candidate) => candidate === part));
  expect(met, parts.join(', ')).toEqual([...met].sort((a, b) => a - b));
  expect(Math.min(...met), parts.join(', ')).toBeGreaterThanOrEqual(0);
});

test('the drawer by Tab, in light; Escape goes out of it, then up', async ({ join, api }) => {
  test.setTimeout(400_000);
  const desk = await api('demo-dispatcher');
  const { scope: street } = await desk.demoUser('demo-street-officer');
  const { id } = await desk.report({ lngLat: await desk.pointIn(street) });
  const { page } = await join('demo-dispatcher', `/area/${street}?incident=${id}`);
  await isSettled(page);
  await expect(page.getByRole('complementary')).toHaveAttribute('data-version', '1');
  await pickTheme(page, 'light');
  expect((await isWalkable(page, 20)).some((part) => part.startsWith('ASIDE'))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(new RegExp(street));
  await pickTheme(page, 'dark');
});
