import { AxeBuilder } from '@axe-core/playwright';
import { expect, isSettled, test } from './fixtures.ts';
import { keysOnly } from './keys-only.ts';
import { machine } from './machine.ts';

const SOON = { timeout: 5_000 };
const SIGN = 'traffic.tpi';

test('vital signs by keys: the matrix, a sign in full, into an area; a reading changes a cell without a reload', async ({
  join,
  baseURL,
}) => {
  const send = machine(baseURL!);
  const tell = (device: string, value: number) =>
    send('POST', '/readings', { readings: [{ device, indicator: SIGN, at: new Date().toISOString(), value }] });
  for (const [code, area] of [
    ['e2e-tpi-1', '500101'],
    ['e2e-tpi-2', '500103'],
  ] as const) {
    const names = { zh: `测试设备 ${code}`, en: code };
    await send('PUT', `/devices/${code}`, { names, kind: 'traffic', area, channels: [{ indicator: SIGN }] });
    await tell(code, 2);
  }
  const { page } = await join('demo-shift-leader', '/area/50/vitals');
  const grid = page.getByRole('grid', { name: '重庆市各下级辖区的体征' });
  const cell = (area: string) => grid.locator(`[data-sign="${SIGN}"] [data-area="${area}"]`);
  await expect(cell('500103')).toHaveAttribute('aria-label', '渝中区 交通运行指数 TPI：2.0，正常');
  await isSettled(page);
  const axe = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  expect(axe.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  const letGo = await keysOnly(page);
  await grid.focus();
  const named = () => grid.evaluate((element) => document.getElementById(element.getAttribute('aria-activedescendant')!)!.dataset['area']);
  const row = () =>
    grid.evaluate((element) => document.getElementById(element.getAttribute('aria-activedescendant')!)!.parentElement!.dataset['sign']);
  for (let i = 0; i < 60 && (await row()) !== SIGN; i++) await page.keyboard.press(i < 30 ? 'ArrowUp' : 'ArrowDown');
  await page.keyboard.press('Home');
  for (let i = 0; i < 40 && (await named()) !== '500103'; i++) await page.keyboard.press('ArrowRight');
  expect([await row(), await named()]).toEqual([SIGN, '500103']);
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: '渝中区 交通运行指数 TPI · 体征' });
  await expect(panel).toContainText('TPI 0–2–4–6–8–10');
  await expect(panel.getByRole('button', { name: /测试设备 e2e-tpi-2/ })).toContainText('2.0');

  await tell('e2e-tpi-2', 8.5);
  await expect(cell('500103'), 'the reading').toHaveAttribute('data-state', 'alarm', SOON);
  await expect(panel).toContainText('告警', SOON);
  await expect(panel.getByRole('button', { name: /测试设备 e2e-tpi-2/ })).toContainText('8.5');
  await expect(cell('50'), 'the mean of both, and that one below is worse').toHaveAttribute(
    'aria-label',
    /5\.\d，关注; 下级有 1 处告警/,
    SOON,
  );
  expect(await cell('500101').getAttribute('data-state')).toBe('normal');

  await grid.focus();
  await page.keyboard.press('Enter');
  await expect(page, 'into the area').toHaveURL(/\/area\/500103\/vitals\?.*sign=traffic\.tpi/);
  await expect(page.getByRole('grid', { name: '渝中区各下级辖区的体征' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page, 'and out again').toHaveURL(/\/area\/50\/vitals/);
  await letGo();
});
