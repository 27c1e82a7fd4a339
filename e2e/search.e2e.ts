import { expect, goWithin, isSettled, test } from './fixtures.ts';

const DISTRICT = { code: '500103', zh: '渝中区' };

test('by keyboard: an area by its initials, an incident by its number, words in descriptions', async ({ join, api }) => {
  const desk = await api('demo-dispatcher');
  const { code: street } = await desk.largestChild(DISTRICT.code);
  const { id, number } = await desk.report({ lngLat: await desk.pointIn(street), description: '琉璃瓦坠落，请尽快处理' });
  const { page } = await join('demo-dispatcher', '/area/50');
  await isSettled(page);
  const field = page.getByRole('combobox', { name: '搜索辖区、事件、页面' });
  const options = page.getByRole('option');

  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.type('yzq');
  await expect(options.first()).toContainText(DISTRICT.zh);
  await expect(field).toHaveAttribute('aria-activedescendant', (await options.first().getAttribute('id'))!);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/area/${DISTRICT.code}\\?`));
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape'); // out of the search alone
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`/area/${DISTRICT.code}\\?`));

  await page.keyboard.press('Control+k');
  await expect(options.first()).toContainText(DISTRICT.zh); // chosen before
  await expect(field).toBeFocused();
  await page.keyboard.type(`#${number}`);
  await expect(options.first()).toContainText(number);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`incident=${id}(&|$)`));
  await expect(page.getByRole('dialog', { name: '搜索辖区、事件、页面' })).toHaveCount(0);
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.type('琉璃');
  await expect(options).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=%E7%90%89%E7%92%83/);
  const list = page.getByRole('region', { name: '未结事件' });
  await expect(list.getByRole('heading')).toContainText('描述含“琉璃” 1');
  await expect(list.getByRole('row').nth(1)).toContainText(number);
  await list.getByRole('button', { name: '清除搜索' }).click();
  await expect(page).not.toHaveURL(/q=/);

  // What nobody wrote here: the list says so, and by what it looked.
  await goWithin(page, `/area/50?q=${encodeURIComponent('窗棂')}`);
  await expect(page.getByText(/没有描述含“窗棂”的事件/)).toBeVisible();
});
