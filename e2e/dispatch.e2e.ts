import type { Locator, Page } from '@playwright/test';
import { expect, isSettled, test } from './fixtures.ts';

/** Half an hour's limit: near the top of every list. */
const PRESSING = { category: 'E06-07', severity: 'critical' } as const;
const drawerOf = (page: Page): Locator => page.getByRole('complementary');
const rowOf = (page: Page, id: number): Locator => page.getByRole('grid', { name: '未结事件' }).locator(`[data-id="${id}"]`);

/** Tab by Tab, as a hand without a mouse gets there. */
async function tabTo(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 80; i++) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The keyboard does not get there');
}
const hasFocus = (within: Locator) => (): Promise<boolean> =>
  within.evaluateAll((elements) => elements.some((element) => element.contains(document.activeElement)));

async function openFromList(page: Page, id: number): Promise<void> {
  await tabTo(page, hasFocus(page.getByRole('grid', { name: '未结事件' }).locator('[data-id]')));
  await page.keyboard.press('Home');
  for (let i = 0; i < 60 && !(await hasFocus(rowOf(page, id))()); i++) {
    await page.keyboard.press('ArrowDown');
    await page.evaluate(() => new Promise(requestAnimationFrame)); // the focus follows with the next frame
  }
  await page.keyboard.press('Enter');
  await expect(drawerOf(page)).toHaveAttribute('data-incident', String(id));
  await expect(drawerOf(page)).toBeFocused();
}

test('from the list to a dispatched unit by keyboard, in three actions; the other page sees it', async ({ join, api }) => {
  const desk = await api('demo-dispatcher');
  const { scope: street } = await desk.demoUser('demo-street-officer');
  const reported = await desk.report({ lngLat: await desk.pointIn(street), ...PRESSING });
  const { page } = await join('demo-dispatcher', `/area/${street}`);
  const { page: other } = await join('demo-street-officer', `/area/${street}?incident=${reported.id}`);
  await isSettled(page);
  await expect(drawerOf(other)).toHaveAttribute('data-version', '1');

  await openFromList(page, reported.id);
  await expect(drawerOf(page).locator('[data-command="register"]')).toBeVisible();
  await page.keyboard.press('g'); // first: register
  await expect(drawerOf(page)).toContainText('已立案');
  await page.keyboard.press('d'); // second: dispatch, with the likeliest units at hand
  const likeliest = page.getByRole('option').first();
  await expect(likeliest).toHaveText(/电梯应急处置队/);
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(likeliest).toHaveAttribute('data-highlighted');
  await page.keyboard.press('Enter'); // third: the unit; nothing else is needed
  await expect(drawerOf(page)).toHaveAttribute('data-version', '3');
  await expect(drawerOf(page)).toContainText('已派遣');
  await expect(drawerOf(page)).toContainText('电梯应急处置队');

  await expect(drawerOf(other)).toHaveAttribute('data-version', '3');
  await expect(drawerOf(other)).toContainText('电梯应急处置队');
  await expect(drawerOf(other).getByRole('listitem').filter({ hasText: '派遣' })).toHaveCount(1);
  expect((await desk.incident(reported.id)).incident.status).toBe('dispatched');

  await page.keyboard.press('Escape');
  await expect(drawerOf(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/incident=/);
  await expect(page).toHaveURL(new RegExp(`/area/${street}\\?`));
});

test('what became impossible while one typed is said, and what was typed stays', async ({ join, api }) => {
  const desk = await api('demo-shift-leader');
  const { scope: street } = await desk.demoUser('demo-street-officer');
  const { id } = await desk.report({ lngLat: await desk.pointIn(street), ...PRESSING });
  const { page } = await join('demo-dispatcher', `/area/${street}?incident=${id}`);
  await isSettled(page);
  await expect(drawerOf(page)).toHaveAttribute('data-version', '1');
  await page.keyboard.press('w');
  await page.getByLabel('内容').fill('已向市民解释');
  await desk.command(id, 'register', { seenVersion: 1 });
  await expect(drawerOf(page)).toHaveAttribute('data-version', '2');
  await expect(drawerOf(page)).toContainText('现在已不能“直接答复”');
  await expect(page.getByLabel('内容')).toHaveValue('已向市民解释');
  await expect(page.getByRole('button', { name: '直接答复' })).toBeDisabled();
});
