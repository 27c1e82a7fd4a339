import type { Page } from '@playwright/test';
import { expect, isSettled, test, type Look } from './fixtures.ts';

type Watched = Window & { __moved?: string[]; __cameras?: Set<string>; __mapProbe?: { camera(): unknown } };

/** Remembers every animation and transition that begins, and each camera that the map was seen with. */
async function watchMotion(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watched = window as Watched;
    const moved: string[] = (watched.__moved = []);
    const cameras = (watched.__cameras = new Set<string>());
    const note = (event: Event): void => {
      const { animationName, propertyName } = event as Partial<AnimationEvent & TransitionEvent>;
      moved.push(`${event.type} ${animationName ?? propertyName ?? ''} ${(event.target as Element).className}`);
    };
    for (const type of ['animationstart', 'transitionrun']) addEventListener(type, note, { capture: true });
    const animate = Element.prototype.animate;
    Element.prototype.animate = function (...given) {
      moved.push(`animate ${this.className}`);
      return animate.apply(this, given);
    };
    const look = (): void => {
      cameras.add(JSON.stringify(watched.__mapProbe?.camera() ?? null));
      requestAnimationFrame(look);
    };
    look();
  });
}

/** How many cameras an act brought about: one when the map jumps, many when it glides. */
async function camerasOf(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const { __cameras: cameras, __mapProbe: probe } = window as Watched;
    cameras!.clear();
    cameras!.add(JSON.stringify(probe?.camera() ?? null));
  });
  await act();
  await expect.poll(() => page.evaluate(() => (window as Watched).__cameras!.size)).toBeGreaterThan(1);
  // Longer than any glide lasts.
  await page.waitForTimeout(700);
  return page.evaluate(() => (window as Watched).__cameras!.size - 1);
}

interface Seen {
  moved: string[];
  cameras: Record<string, number>;
}

/** One walk over all that moves where motion is wanted: drawer, popup, tip, new row, and the map by button, key, wheel and hand. */
async function walk(page: Page, report: () => Promise<{ id: number }>): Promise<Seen> {
  await isSettled(page);
  const cameras: Seen['cameras'] = {};
  cameras['button'] = await camerasOf(page, () => page.getByRole('button', { name: '放大' }).click());
  const canvas = page.locator('.gt-map-main canvas');
  await canvas.focus();
  cameras['key'] = await camerasOf(page, () => page.keyboard.press('ArrowRight'));
  const box = (await canvas.boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  cameras['wheel'] = await camerasOf(page, () => page.mouse.wheel(0, -240));
  cameras['whole area'] = await camerasOf(page, () => page.getByRole('button', { name: '看全辖区' }).click());
  await page.getByRole('button', { name: /^指标/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.locator('[data-figure]').nth(1).hover();
  await expect(page.getByText('公式')).toBeVisible();
  await page.mouse.move(0, 0);
  const { id } = await report();
  const row = page.locator(`[data-id="${id}"]`);
  await expect(row).toBeVisible();
  await row.click();
  await expect(page.getByRole('complementary')).toHaveAttribute('data-version', '1');
  await page.keyboard.press('Escape');
  return { moved: await page.evaluate(() => (window as Watched).__moved!), cameras };
}

const LOOKS: [name: string, path: string, look: Look][] = [
  ['?motion=off', '?motion=off', { motion: 'on' }],
  ['a system that asks for less', '', { motion: 'on', system: { reducedMotion: 'reduce' } }],
];
for (const [name, query, look] of LOOKS) {
  test(`nothing moves by itself, ${name}`, async ({ strange, api }) => {
    const desk = await api('demo-dispatcher');
    const { scope: street } = await desk.demoUser('demo-street-officer');
    const lngLat = await desk.pointIn(street);
    const seat = await strange(look);
    await seat.api.signIn('demo-dispatcher');
    await watchMotion(seat.page);
    await seat.page.goto(`/area/${street}${query}`);
    const { moved, cameras } = await walk(seat.page, () => desk.report({ lngLat, category: 'E06-07', severity: 'critical' }));
    expect(moved).toEqual([]);
    expect(cameras).toEqual({ button: 1, key: 1, wheel: 1, 'whole area': 1 });
  });
}

test('where motion is wanted the same walk sees it', async ({ strange, api }) => {
  const desk = await api('demo-dispatcher');
  const { scope: street } = await desk.demoUser('demo-street-officer');
  const lngLat = await desk.pointIn(street);
  const seat = await strange({ motion: 'on', system: { reducedMotion: 'no-preference' } });
  await seat.api.signIn('demo-dispatcher');
  await watchMotion(seat.page);
  await seat.page.goto(`/area/${street}`);
  const { moved, cameras } = await walk(seat.page, () => desk.report({ lngLat, category: 'E06-07', severity: 'critical' }));
  expect(moved.length).toBeGreaterThan(3);
  // A slow frame can be longer than one glide, never than all of them.
  const seen = Object.values(cameras).reduce((sum, count) => sum + count, 0);
  expect(seen, JSON.stringify(cameras)).toBeGreaterThan(Object.keys(cameras).length);
});
