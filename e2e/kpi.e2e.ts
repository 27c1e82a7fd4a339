import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Summary } from '../shared/summary.ts';
import { expect, goWithin, isSettled, test } from './fixtures.ts';

test('scores: each formula with its cases, rates side by side, as a file; n opens its rows', async ({ join, api }) => {
  const desk = await api('demo-dispatcher');
  const { page } = await join('demo-dispatcher', '/area/50/kpi?window=30d');
  const formulas = page.getByRole('region', { name: '指标与公式' });
  await expect(formulas.getByRole('row')).toHaveCount(1 + 11 + 3);
  const districts = page.getByRole('region', { name: '按区县对比' });
  await expect(districts.getByRole('row')).toHaveCount(1 + 37);
  const axe = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  expect(axe.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  await page.getByText('按责任', { exact: true }).click();
  await expect(page).toHaveURL(/dimension=responsible/);
  await expect(districts.getByRole('row')).toHaveCount(1 + 37);
  await page.getByText('责任部门', { exact: true }).click();
  await expect(page).toHaveURL(/by=department/);
  const departments = page.getByRole('region', { name: '按责任部门对比' });
  await departments.getByRole('button', { name: '返工率' }).click();
  await expect(page).toHaveURL(/measure=reworkRate/);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  expect(text).toMatch(/^\uFEFF重庆市,按责任,近 30 天,/);
  const rows = text.split('\r\n').map((line) => line.split(','));
  const compared = rows.slice(rows.findIndex(([first]) => first === '名次') + 1);
  const received = compared
    .slice(
      0,
      // The empty line after it: who has too few cases to be ranked begins with an empty cell as well.
      compared.findIndex(({ length }) => length === 1),
    )
    .reduce((sum, row) => sum + Number(row[2] ?? 0), 0);
  expect(
    rows.findIndex(([first]) => first === '时间去向'),
    'where the time went is in the file too',
  ).toBeGreaterThan(0);
  const [from, to] = [rows[0]![3]!, rows[0]![4]!];
  const summary = await desk.get<Summary>(`/areas/50/summary?from=${from}&to=${to}`);
  // The demo goes on beside the test.
  expect(Math.abs(received - summary.totals.received)).toBeLessThanOrEqual(20);
  const sheet = page.waitForEvent('download');
  await page.getByRole('button', { name: 'XLSX' }).click();
  expect(
    readFileSync(await (await sheet).path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');

  await formulas
    .getByRole('row', { name: /^返工率/ })
    .getByRole('link')
    .first()
    .click();
  await expect(page).toHaveURL(/\/area\/50\?.*dimension=responsible.*behind=reworkRate&part=numerator/);
  await isSettled(page);
  await expect(page.getByRole('grid').locator('[data-id]').first()).toBeVisible();
  await goWithin(page, '/area/50/kpi?by=unit&window=30d');
  const units = page.getByRole('region', { name: '按单位对比' });
  await units.getByRole('link', { name: '渝中区环卫作业队' }).click();
  await expect(page).toHaveURL(/\/area\/50\?.*behind=onTimeClosingRate&unit=500103-sanitation/);
  await expect(page.getByRole('heading', { name: /渝中区环卫作业队 · 按责任/ })).toBeVisible();
  await expect(page.getByRole('grid').locator('[data-id]').first()).toBeVisible();
  await goWithin(page, '/area/50/kpi?window=period');
  await expect(page.getByRole('heading', { name: /考评期 \d\d-26 – \d\d-25/ })).toBeVisible();
  await goWithin(page, '/area/50/kpi');
  await page.getByRole('region', { name: '按区县对比' }).getByRole('link', { name: '渝中区' }).click();
  await expect(page).toHaveURL(/\/area\/500103\/kpi/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('渝中区'); // by then it knows what lies above
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/area\/50\/kpi/);
});
