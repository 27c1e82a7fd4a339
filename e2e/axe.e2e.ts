import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, goWithin, isSettled, test } from './fixtures.ts';

const PHONE = { width: 390, height: 844 };

/**
 * Serious and critical findings in dark, and in light what a change of colours can change; in words that say what to mend. Of a page
 * that was looked at before, `within` is what has come.
 */
async function findings(page: Page, within?: string): Promise<string[]> {
  const axe = (): AxeBuilder => {
    const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
    return within === undefined ? builder : builder.include(within);
  };
  const show = (theme: string) => page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
  const dark = await axe().analyze();
  await show('light');
  const light = await axe().withRules(['color-contrast']).analyze();
  await show('dark');
  return [...dark.violations, ...light.violations]
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`));
}

test('no serious finding on the sign-in page', async ({ strange }) => {
  const { page, watch } = await strange();
  watch.allow(/401/);
  await page.goto('/?motion=off');
  await expect(page.getByRole('button', { name: '登录', exact: true })).toBeVisible();
  expect(await findings(page)).toEqual([]);
});

test('no serious finding on the overview, its table, the open drawer and its form', async ({ join, api }) => {
  test.setTimeout(180_000);
  const desk = await api('demo-dispatcher');
  const { scope: street } = await desk.demoUser('demo-street-officer');
  const { id } = await desk.report({ lngLat: await desk.pointIn(street) });
  const { page } = await join('demo-dispatcher', '/area/50');
  await isSettled(page);
  expect(await findings(page), 'overview').toEqual([]);
  await page.getByRole('button', { name: '以表格显示' }).click();
  expect(await findings(page, 'section:has(table)'), 'table').toEqual([]);
  await page.getByRole('button', { name: '以地图显示' }).click();
  await goWithin(page, `/area/${street}?incident=${id}`);
  await expect(page.getByRole('complementary')).toHaveAttribute('data-version', '1');
  await isSettled(page);
  expect(await findings(page), 'drawer').toEqual([]);
  await page.keyboard.press('x');
  expect(await findings(page, 'aside'), 'form').toEqual([]);
});

test('no serious finding on the page of alerts, an alert, and the forms', async ({ join, api }) => {
  test.setTimeout(180_000);
  const leader = await api('demo-shift-leader');
  const { scope: street } = await leader.demoUser('demo-street-officer');
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  const parts = [{ level: 'orange', areas: [street] }];
  const words = { zh: { warning: '演练', measures: '演练' } };
  const draft = { origin: 'submitted', kind: 'heat', issuer: 'weather', exercise: true, endsAt, parts, words };
  const { id } = await (await api('demo-dispatcher')).post<{ id: number }>('/alerts', draft);
  await leader.post(`/alerts/${id}/commands/publish`, { seenVersion: 1 });
  const { page } = await join('demo-shift-leader', `/area/50/alerts?alert=${id}`);
  await isSettled(page);
  await page.getByRole('button', { name: '降级', exact: true }).click();
  expect(await findings(page), 'page, alert, act').toEqual([]);
  await goWithin(page, '/area/50/alerts?write=draft');
  await page.getByRole('button', { name: '送审', exact: true }).click();
  await expect(page.getByText('请选择类型')).toBeVisible();
  expect(await findings(page, 'form'), 'form, refused').toEqual([]);
  await leader.post(`/alerts/${id}/commands/lift`, { seenVersion: 2 });
});

test('no serious finding on the pages of devices and of plans', async ({ join, api }) => {
  test.setTimeout(180_000);
  const admin = await api('demo-admin');
  const stray = ['gauge-cuntan', 'axe-stranger'].map((device) => ({
    device,
    indicator: 'rain.hour',
    at: new Date().toISOString(),
    value: 1,
  }));
  await admin.post('/readings', { readings: stray });
  const { page } = await join('demo-admin', '/area/50/devices?device=gauge-cuntan');
  await expect(page.getByRole('region', { name: '未收下的读数' })).toBeVisible();
  await page.getByRole('button', { name: /^在上报、未登记/ }).click();
  await isSettled(page);
  expect(await findings(page), 'page, device').toEqual([]);
  await goWithin(page, '/area/50/devices?write=new');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByText('请填写编号')).toBeVisible();
  expect(await findings(page, 'form'), 'form, refused').toEqual([]);
  await goWithin(page, '/area/50/plans?item=service.on-time');
  await expect(page.locator('[data-plan-item] [data-chart-painted]')).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  expect(await findings(page), 'plans').toEqual([]);
});

test('no serious finding on the desk, its line, its keys and a batch', async ({ join, api }) => {
  test.setTimeout(180_000);
  const desk = await api('demo-dispatcher');
  const { scope: street } = await desk.demoUser('demo-street-officer');
  const { id } = await desk.report({ lngLat: await desk.pointIn(street) });
  const { page } = await join('demo-dispatcher', `/desk?incident=${id}`);
  await isSettled(page);
  await expect(page.locator('section[data-incident]')).toHaveAttribute('data-version', '1');
  expect(await findings(page), 'desk').toEqual([]);
  await page.keyboard.press('/');
  await expect(page.getByRole('listbox')).toBeVisible();
  expect(await findings(page, 'div[data-open=true]:has([role=combobox])'), 'line').toEqual([]);
  await page.keyboard.press('Escape');
  // A row of the queue: what a link opened may lie further down than what is loaded.
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await expect(page.locator('section[data-batch]')).toBeVisible();
  expect(await findings(page, 'section[data-batch]'), 'batch').toEqual([]);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await findings(page, '[role=dialog]'), 'keys').toEqual([]);
});

test('no serious finding on a phone', async ({ join }) => {
  const { page } = await join('demo-dispatcher', '/area/50', { viewport: PHONE, isTouch: true });
  await isSettled(page);
  expect(await findings(page), 'overview').toEqual([]);
  await page.getByRole('button', { name: /^事件/ }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  expect(await findings(page), 'list').toEqual([]);
  await page.getByRole('button', { name: '我的' }).click();
  expect(await findings(page), 'me').toEqual([]);
});
