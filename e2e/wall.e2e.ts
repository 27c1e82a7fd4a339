import { expect, test } from './fixtures.ts';
import { isSoon } from './wall-watch.ts';

test('a screen shows a code, is let in, obeys within a second, comes back by itself and is thrown out within a second', async ({
  strange,
  join,
}) => {
  const { page: wall, watch } = await strange({ viewport: { width: 1920, height: 1080 } });
  await wall.goto('/wall?motion=off');
  const shown = wall.locator('[data-code]:not([data-code=""])');
  await expect(shown).toBeVisible({ timeout: 30_000 });
  const code = (await shown.getAttribute('data-code'))!;

  const { page: desk } = await join('demo-shift-leader', '/walls');
  await desk.getByRole('button', { name: '接入新屏' }).click({ timeout: 60_000 });
  await desk.getByLabel('配对码').fill(code.toLowerCase());
  await desk.getByLabel('名称').fill('东墙 2');
  await desk.getByRole('textbox', { name: /^分组/ }).fill('东墙');
  await desk.getByLabel('墙面列数').fill('3');
  await desk.getByLabel('第几列').fill('2');
  await desk.keyboard.press('Enter');
  const glass = wall.locator('main[data-screen]');
  await expect(glass).toHaveAttribute('data-scene', 'everyday');
  await expect(wall.getByText('第 2/3 列')).toBeVisible();
  const id = (await glass.getAttribute('data-screen'))!;
  const row = desk.locator(`tr[data-screen="${id}"]`);
  await expect(row).toHaveAttribute('data-health', 'live', { timeout: 20_000 });
  await expect(wall.locator('[data-line="live"]')).toBeVisible({ timeout: 20_000 });
  await expect(wall).toHaveTitle(/东墙 2 · \d\d:\d\d:\d\d/);

  await row.getByRole('checkbox').check();
  await isSoon(wall, desk, 'main[data-scene="night"]', () => desk.getByLabel('场景').selectOption('night'));
  await isSoon(wall, desk, 'main[data-stopped="true"]', () => desk.getByRole('button', { name: '停用画面' }).click());
  await expect(wall.getByText('本屏已停用')).toBeVisible();
  await desk.getByRole('button', { name: '恢复画面' }).click();
  await expect(wall.getByText('本屏已停用')).toHaveCount(0);

  // As after a power cut: nobody touches it.
  await wall.reload();
  await expect(glass).toHaveAttribute('data-scene', 'night', { timeout: 30_000 });
  await expect(wall.locator('[data-line="live"]')).toBeVisible({ timeout: 20_000 });
  const cookies = await wall.context().cookies();
  expect(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([['guantong.screen', true, 'Strict']]);

  watch.allow(/40[13]/);
  await row.getByRole('button', { name: '修改 东墙 2' }).click();
  await desk.getByRole('button', { name: '撤销接入' }).click();
  await isSoon(wall, desk, 'main[data-cut="true"], main:not([data-screen])', () =>
    desk.getByRole('button', { name: '再按一次撤销' }).click(),
  );
  await expect(shown).toBeVisible();
  expect(await shown.getAttribute('data-code')).not.toBe(code);
  await expect(row).toHaveCount(0);
});
