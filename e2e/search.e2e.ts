import { expect, isSettled, test } from './fixtures.ts';

const DISTRICT = { code: '500103', zh: '渝中区' };

test('by keyboard: an area by its initials, an incident by its number, words in descriptions', async ({ open, api }) => {
  const desk = await api('demo-dispatcher');
  const { code: street } = await desk.largestChild(DISTRICT.code);
  const { id, number } = await desk.report({ lngLat: await desk.pointIn(street), description: '琉璃瓦坠落，请尽快处理' });
  const { page } = await open('demo-dispatcher', '/area/50');
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
});

test('Escape closes the search alone, and doubled names are told apart', async ({ open }) => {
  const { page } = await open('demo-dispatcher', '/area/500101');
  await isSettled(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: '搜索辖区、事件、页面' })).toBeFocused();
  await page.keyboard.type('longtan');
  const twins = page.getByRole('option').filter({ hasText: '龙潭镇' });
  await expect(twins).toHaveCount(2);
  const [first, second] = await twins.allInnerTexts();
  expect(first).not.toBe(second);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option').nth(1)).toHaveAttribute('data-highlighted', '');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/\/area\/500101\?/);
});

test('another district finds nothing of it, and says so', async ({ open, api }) => {
  const desk = await api('demo-dispatcher');
  const { scope: street } = await desk.demoUser('demo-street-officer');
  const { scope: district } = await desk.demoUser('demo-district-officer');
  const { scope: other } = await desk.demoUser('demo-other-district-officer');
  await desk.report({ lngLat: await desk.pointIn(street), description: '雕花窗棂脱落' });
  const found = `?q=${encodeURIComponent('窗棂')}`;
  const own = await open('demo-district-officer', `/area/${district}${found}`);
  await isSettled(own.page);
  await expect(own.page.getByRole('heading', { name: '描述含“窗棂” 1' })).toBeVisible();
  const { page } = await open('demo-other-district-officer', `/area/${other}${found}`);
  await isSettled(page);
  await expect(page.getByText(/没有描述含“窗棂”的事件/)).toBeVisible();
});
