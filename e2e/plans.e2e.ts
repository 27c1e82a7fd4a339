import { expect, test } from './fixtures.ts';
import { keysOnly } from './keys-only.ts';

test('an action plan by keys: an indicator in full, a value that is refused stays as typed, a correction changes the state', async ({
  join,
}) => {
  const { page, watch } = await join('demo-commander', '/area/50/plans?item=service.on-time');
  // One value is refused on purpose.
  watch.allow(/422/);
  const tree = page.getByRole('treegrid', { name: '城市运行和治理三年行动计划（演示），重庆市' });
  const line = tree.locator('[data-item="green.cover"]');
  await expect(line).toContainText('明显落后');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);

  const letGo = await keysOnly(page);
  await tree.focus();
  const at = () => tree.evaluate((element) => document.getElementById(element.getAttribute('aria-activedescendant')!)!.dataset['item']);
  await page.keyboard.press('Home');
  for (let i = 0; i < 30 && (await at()) !== 'green.cover'; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: '重庆市 建成区绿化覆盖率 · 行动计划' });
  await expect(panel).toContainText('2025-12-31 按进度应不低于 42.5 %');
  await panel.getByRole('button', { name: '更正 2025 的数值' }).focus();
  await page.keyboard.press('Enter');
  const value = panel.getByLabel('数值（%）');
  await expect(value).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('42.6');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('alert')).toHaveText('2025 已有数值：更正须说明原因');
  await expect(value, 'what was typed').toHaveValue('42.6');
  await panel.getByLabel('更正原因').focus();
  await page.keyboard.insertText('年报更正');
  await page.keyboard.press('Enter');
  await expect(line, 'the correction').toContainText('符合进度');
  await expect(panel.getByRole('listitem').filter({ hasText: '第 2 次填写' })).toContainText('42.6');
  await expect(panel.locator('s')).toHaveText('42.2');
  await letGo();
});
