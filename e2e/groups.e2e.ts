import { expect, isSettled, test } from './fixtures.ts';
import { SIZES } from './looks.ts';

test('a group is picked beside the city: its figures, members and rows; a member opens, Escape leads back', async ({ join }) => {
  const { page } = await join('demo-dispatcher', '/area/50', SIZES.desk);
  await isSettled(page);
  await page.getByRole('button', { name: '选择组团' }).click();
  await page.getByRole('option', { name: /高新区直管园/ }).click();
  await expect(page).toHaveURL(/\/group\/high-tech/);
  await isSettled(page);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('高新区直管园');
  expect(await heading.evaluate((element) => element.scrollWidth - element.clientWidth), 'the name is not cut').toBeLessThanOrEqual(1);
  await expect(page.getByText('示例', { exact: true })).toBeVisible();
  const ranking = page.getByRole('region', { name: '镇街排名' });
  await expect(ranking).toBeVisible();
  await expect(page.getByRole('grid').locator('[data-id]').first()).toBeVisible();
  await expect(page.locator('[data-chart-painted]')).toBeAttached();
  await page.screenshot({ path: test.info().outputPath('group.png') });
  await page.getByRole('button', { name: '以表格显示' }).click();
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/area\/50\d{7}/);
  await page.goBack();
  await expect(page).toHaveURL(/\/group\/high-tech/);
  await isSettled(page);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/area\/50(\?|$)/);
  await page.getByRole('button', { name: '以地图显示' }).click();
});
