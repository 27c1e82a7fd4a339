import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { PlanView } from '../shared/plan-wire.ts';
import { expect, test } from './fixtures.ts';
import { keysOnly } from './keys-only.ts';

const seriousOn = async (page: Page) => {
  const axe = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  return axe.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
};

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

test('a plan is made by keys: refused at a field and kept as typed, saved, its path painted; what another saved meanwhile is taken in', async ({
  join,
}) => {
  const { page, watch, api } = await join('demo-commander', '/area/50/plans');
  // One plan is refused on purpose, and one comes second.
  watch.allow(/422/, /409/);
  const { keyboard } = page;
  /** Into a field that the keys can reach, in place of what it says. */
  const type = async (label: string, text: string): Promise<void> => {
    await form.getByLabel(label, { exact: true }).focus();
    await keyboard.press('Control+A');
    await keyboard.insertText(text);
  };
  const letGo = await keysOnly(page);
  await page.getByRole('button', { name: '新建计划' }).focus();
  await keyboard.press('Enter');
  const form = page.getByRole('form', { name: '新建计划' });
  await expect(form.getByLabel('中文名称')).toBeFocused();
  await keyboard.insertText('供水专项计划');
  await keyboard.press('Tab');
  await keyboard.insertText('Water plan');
  await type('编码', 'e2e-water');
  await form.getByRole('button', { name: '所属辖区: 重庆市' }).focus();
  await keyboard.press('Enter');
  await expect(page.getByPlaceholder('查找辖区')).toBeFocused();
  await keyboard.insertText('渝中区');
  await expect(page.getByRole('option', { name: '渝中区' })).toHaveAttribute('data-highlighted');
  await keyboard.press('Enter');
  await expect(form.getByRole('button', { name: '所属辖区: 渝中区' })).toBeFocused();
  const from = Number(await form.getByLabel('起始年').inputValue());

  await form.getByRole('tree', { name: '计划目录' }).focus();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(form.getByLabel('中文名称')).toBeFocused();
  await keyboard.insertText('管网漏损率');
  await type('英文名称', 'Leakage');
  await form.getByLabel('方向').focus();
  await keyboard.press('ArrowDown');
  await form.getByLabel('有基期').focus();
  await keyboard.press('Space');
  await type('基期年份', String(from + 2));
  await type('基期值', '10.2');
  await type('目标值', '8,5');
  await keyboard.press('Control+S');
  await expect(form.getByRole('alert')).toHaveText('不是数');
  await expect(form.getByLabel('目标值')).toBeFocused();
  await keyboard.press('Control+A');
  await keyboard.insertText('8.5');
  await keyboard.press('Control+S');
  await expect(form.getByRole('alert')).toHaveText('基期须早于各目标年份');
  await expect(form.getByLabel('基期年份')).toBeFocused();
  await expect(form.getByLabel('目标值'), 'what was typed').toHaveValue('8.5');
  expect(await seriousOn(page)).toEqual([]);
  await keyboard.press('Control+A');
  await keyboard.insertText(String(from - 1));
  await keyboard.press('Control+S');

  const tree = page.getByRole('treegrid', { name: '供水专项计划，渝中区' });
  await expect(tree).toContainText('管网漏损率');
  expect(new URL(page.url()).pathname).toBe('/area/500103/plans');
  const chart = page.getByRole('region', { name: '管网漏损率，渝中区：数值与进度线' }).locator('[data-chart-painted]');
  await expect(chart, 'its path').toBeVisible();
  await expect(page.locator('[data-plan-item="item-1"]')).toContainText(`${from + 2} 年≤ 8.5`);

  const kept = await api.get<PlanView>('/plans/e2e-water?area=500103');
  await page.getByRole('button', { name: '编辑计划' }).focus();
  await keyboard.press('Enter');
  const again = page.getByRole('form', { name: '编辑计划' });
  await expect(again.getByRole('tree')).toBeFocused();
  const [item] = kept.content.items;
  const theirs = { ...kept.content, items: [{ ...item!, measure: { ...item!.measure!, unit: '%' } }] };
  await api.put('/plans/e2e-water', { node: '500103', seenVersion: 1, content: theirs });
  await keyboard.press('Enter');
  await expect(again.getByLabel('中文名称')).toBeFocused();
  await keyboard.press('Control+A');
  await keyboard.insertText('供水管网漏损率');
  // Out of the field, out of the form, and back: what was typed is there.
  await keyboard.press('Escape');
  await keyboard.press('Escape');
  await expect(tree).toBeFocused();
  await page.getByRole('button', { name: '继续编辑' }).focus();
  await keyboard.press('Enter');
  await expect(again.getByLabel('中文名称')).toHaveValue('供水管网漏损率');
  await keyboard.press('Control+S');
  await expect(again.getByRole('alert')).toContainText('现为第 2 版');
  await expect(again.getByRole('button', { name: '并入对方的改动' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(again.getByRole('status')).toContainText('已并入对方的改动：供水管网漏损率');
  await keyboard.press('Control+S');
  await expect(tree).toContainText('供水管网漏损率');
  await expect(tree).toBeFocused();
  const { version, content } = await api.get<PlanView>('/plans/e2e-water?area=500103');
  expect([version, content.items[0]!.names.zh, content.items[0]!.measure!.unit]).toEqual([3, '供水管网漏损率', '%']);
  await letGo();

  // Who may not change plans sees no way to, and an address is none.
  const { page: other } = await join('demo-dispatcher', '/area/500103/plans?plan=e2e-water&write=edit');
  await expect(other.getByRole('treegrid', { name: '供水专项计划，渝中区' })).toBeVisible();
  await expect(other.getByRole('button', { name: /新建计划|编辑计划/ })).toHaveCount(0);
});
