import type { Page } from '@playwright/test';
import { expect, isSettled, test, type Seat } from './fixtures.ts';
import { isOnMap, isPainted } from './map.ts';
import { received, rowOf } from './page-watch.ts';

/** From the server's answer to the change on the screen. */
const SOON = { timeout: 2_000 };
const STALE = { timeout: 6_000 };

const openCount = async (page: Page): Promise<number> =>
  Number((await page.getByRole('region', { name: '未结事件' }).getByRole('heading').locator('span').textContent())?.replaceAll(',', ''));
const list = (page: Page) => page.getByRole('grid', { name: '未结事件' });
const rowIn = (page: Page, id: number) => list(page).locator(`[data-id="${id}"]`);
/** Half an hour's limit: right behind what is overdue already. */
const MOST_PRESSING = { category: 'E06-07' };

/** The list draws what is in view alone: a hand looks for the row. */
async function scrollTo(page: Page, id: number): Promise<void> {
  await list(page).hover();
  for (let i = 0; i < 60 && !(await rowIn(page, id).isVisible()); i++) await page.mouse.wheel(0, 300);
  await expect(rowIn(page, id)).toBeVisible();
}

test('what is reported stands on three open pages within two seconds, and on no stranger’s wire', async ({ join, api }) => {
  test.setTimeout(180_000);
  const desk = await api('demo-dispatcher');
  const { scope: district } = await desk.demoUser('demo-district-officer');
  const { scope: street } = await desk.demoUser('demo-street-officer');
  const { scope: otherDistrict } = await desk.demoUser('demo-other-district-officer');
  // Four maps at once, each drawn by the processor: small ones, so that the line is measured and not the drawing.
  const small = { viewport: { width: 1024, height: 680 } };
  const seats = [
    await join('demo-shift-leader', '/area/50', small),
    await join('demo-district-officer', `/area/${district}`, small),
    await join('demo-street-officer', `/area/${street}`, small),
  ];
  const stranger = await join('demo-other-district-officer', `/area/${otherDistrict}`, small);
  for (const { page } of [...seats, stranger]) await isSettled(page);
  const before = await Promise.all([...seats, stranger].map(({ page }) => openCount(page)));

  // Received a while ago: before whatever else presses on this street.
  const occurredAt = new Date(Date.now() - 25 * 60_000).toISOString();
  const reported = await desk.report({ lngLat: await desk.pointIn(street), ...MOST_PRESSING, occurredAt });
  expect(reported.place).toBe(street);
  const onStreet = seats[2]!.page;
  await Promise.all([
    ...seats.map(({ page }, i) => expect.poll(() => openCount(page), SOON).toBe(before[i]! + 1)),
    expect.poll(() => isOnMap(onStreet, reported.id), SOON).toBe(true),
    expect.poll(() => isPainted(onStreet, reported.id), SOON).toBe(true),
    expect(rowIn(onStreet, reported.id)).toBeVisible(SOON),
  ]);
  for (const { page } of seats) await scrollTo(page, reported.id);

  for (const { watch } of seats) expect(received(watch)).toMatch(rowOf(reported.id));
  // Two heartbeats later there was time for a stray byte too.
  const heard = stranger.watch.frames.length;
  await expect.poll(() => stranger.watch.frames.length, { timeout: 15_000 }).toBeGreaterThan(heard + 1);
  expect(await openCount(stranger.page)).toBe(before[3]);
  expect(received(stranger.watch)).not.toMatch(rowOf(reported.id));
  for (const secret of [reported.number, street, district]) expect(received(stranger.watch)).not.toContain(secret);
});

/** What a person at the desk sees without a line: no error, but everything greyed. */
const isGreyed = ({ page }: Seat): Promise<boolean> =>
  page
    .locator('[data-figure]')
    .first()
    .evaluate((figure) => {
      for (let at: Element | null = figure; at; at = at.parentElement)
        if (getComputedStyle(at).filter.includes('grayscale(1)')) return true;
      return false;
    });

test('a silent cut shows within six seconds; what was missed comes with the line, without a reload', async ({ join, api }) => {
  const desk = await api('demo-dispatcher');
  const { scope: street } = await desk.demoUser('demo-street-officer');
  const lngLat = await desk.pointIn(street);
  const seat = await join('demo-street-officer', `/area/${street}`);
  const { page, watch } = seat;
  await isSettled(page);
  const before = await openCount(page);
  expect(await isGreyed(seat)).toBe(false);

  watch.allow(/ERR_INTERNET_DISCONNECTED/, /WebSocket connection to/);
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await page.context().setOffline(true);
  const banner = page.getByRole('alert').filter({ hasText: '起连接中断' });
  await expect(banner).toBeVisible(STALE);
  await expect(page.locator('[role="status"][data-state="stale"]')).toHaveText(/连接中断/);
  await expect.poll(() => isGreyed(seat)).toBe(true);

  const missed = [];
  for (let i = 0; i < 3; i++) missed.push(await desk.report({ lngLat, ...MOST_PRESSING }));
  const gone = await desk.report({ lngLat, severity: 'urgent' });
  await desk.command(gone.id, 'reject', { seenVersion: 1, reason: 'no-such-thing' });
  await expect(banner).toBeVisible();
  expect(await openCount(page)).toBe(before);

  await page.context().setOffline(false);
  await expect(banner).toBeHidden({ timeout: 15_000 });
  await expect.poll(() => openCount(page)).toBe(before + missed.length);
  for (const { id } of missed) await expect.poll(() => isOnMap(page, id)).toBe(true);
  await expect(rowIn(page, gone.id)).toHaveCount(0);
  for (const { id } of missed) await scrollTo(page, id);
  expect(await isOnMap(page, gone.id)).toBe(false);
  expect(await isGreyed(seat)).toBe(false);
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
});
