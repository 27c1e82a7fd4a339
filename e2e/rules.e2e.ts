import { expect, test, type Seat } from './fixtures.ts';
import { keysOnly } from './keys-only.ts';

const MINUTE = 60_000;
const iso = (ms: number): string => new Date(ms).toISOString();

test('a rule is written by keys, tried on what was, switched on, and what it raises stands on the page', async ({ join, api }) => {
  const machine = await api('demo-admin');
  const { page, api: leader }: Seat = await join('demo-shift-leader', '/rules');
  const { scope } = await leader.demoUser('demo-shift-leader');
  const lngLat = await machine.pointIn((await leader.children(scope))[0]!.properties.code);
  await machine.put('/devices/e2e-tunnel', {
    names: { zh: '下穿道 7 号', en: 'Underpass 7' },
    kind: 'water-gauge',
    lngLat,
    channels: [{ indicator: 'drainage.underpass-depth' }],
  });
  const tell = (...depths: [minutesAgo: number, cm: number][]) =>
    machine.post('/readings', {
      readings: depths.map(([ago, value]) => ({
        device: 'e2e-tunnel',
        indicator: 'drainage.underpass-depth',
        at: iso(Date.now() - ago * MINUTE),
        value,
      })),
    });
  // Two days ago the water stood for an hour, yesterday for a moment.
  const hours = (day: number, values: readonly number[]) => values.map((value, i): [number, number] => [day * 1440 - i * 20, value]);
  await tell(...hours(2, [2, 30, 33, 31, 30, 3]), ...hours(1, [2, 31, 4, 2]), [30, 3]);

  const letGo = await keysOnly(page);
  await page.getByRole('button', { name: '新规则' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('中文名称').focus();
  await page.keyboard.insertText('下穿道积水');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('Water in underpasses');
  const sign = page.getByLabel('指标');
  await sign.focus();
  while ((await sign.inputValue()) !== 'drainage.underpass-depth') await page.keyboard.press('ArrowDown');
  await page.getByLabel('限值 (cm)').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('27');
  await page.getByLabel('持续（分钟）').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('30');
  const rule = page.getByRole('region', { name: '规则内容' });
  await expect(rule).toContainText('内任一设备的“下穿道积水”≥ 27 cm 并持续 30 分钟时为“关注”');
  await expect(rule).toContainText('≥ 27 cm for 30 minutes is “Attention”');
  await page.keyboard.press('Enter');
  const tried = page.getByRole('region', { name: '试算结果' });
  await expect(tried).toContainText('近 30 天会触发 1 次');
  await expect(tried.locator('tbody tr')).toHaveCount(1);
  await page.getByRole('button', { name: '启用', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(rule.getByText('运行中')).toBeVisible();
  await letGo();

  await tell([0, 40]);
  const { rules } = await leader.get<{ rules: { id: number; version: number; content: { names: { en: string }; levels: object[] } }[] }>(
    '/rules',
  );
  const made = rules.find(({ content }) => content.names.en === 'Water in underpasses')!;
  // Without the duration: the next reading is enough.
  await leader.put(`/rules/${made.id}`, {
    seenVersion: made.version,
    isOn: true,
    content: { ...made.content, waitS: 0, levels: [{ state: 'alarm', above: 27 }] },
  });
  await tell([0, 41]);
  await page.keyboard.press('Escape');
  const alarm = page.getByRole('region', { name: '告警' }).getByRole('button', { name: /下穿道积水/ });
  await expect(alarm).toContainText('告警');
  await alarm.click();
  await expect(page.getByRole('region', { name: '告警' })).toContainText(`规则 ${made.id} 第 2 版`);
  await expect(page.getByRole('region', { name: '告警' })).toContainText('e2e-tunnel 41');
  await leader.put(`/rules/${made.id}`, { seenVersion: made.version + 1, isOn: false, content: made.content });
  await expect(alarm).toContainText('持续了');
});
