import { readFileSync } from 'node:fs';
import { expect, goWithin, test } from './fixtures.ts';
import { keysOnly } from './keys-only.ts';

const MINUTE = 60_000;
/** One that no other test tells. */
const SIGN = 'bridge.wind';
const SOON = { timeout: 10_000 };
const iso = (ms: number): string => new Date(ms).toISOString();

test('a device is registered, heard, marked suspect by a key and believed again: its sign and its alarm go and come', async ({
  join,
  api,
}) => {
  const leader = await api('demo-shift-leader');
  const { scope } = await leader.demoUser('demo-shift-leader');
  const area = (await leader.children(scope))[0]!.properties.code;
  const [lng, lat] = await leader.pointIn(area);
  const rule = await leader.post<{ id: number; version: number; content: object }>('/rules', {
    node: area,
    isOn: true,
    content: {
      names: { zh: '桥面大风', en: 'Wind on the bridge' },
      subject: { kind: 'reading', indicator: SIGN },
      levels: [{ state: 'alarm', above: 27 }],
      overrides: [],
      waitS: 0,
      holeS: null,
      actions: {},
    },
  });
  const { page, watch, api: machine } = await join('demo-admin', `/area/${area}/devices?write=new`);
  // What is typed is refused once.
  watch.allow(/devices\/e2e-bridge/);
  const form = page.getByRole('form', { name: '登记设备' });
  await form.getByLabel('编号').fill('e2e-bridge');
  await form.getByLabel('中文名称').fill('大桥风速仪');
  await form.getByLabel('英文名称').fill('Bridge anemometer');
  await form.getByLabel('类型').fill('anemometer');
  await form.getByLabel('经度').fill('500103');
  await form.getByLabel('纬度').fill('3280000');
  await form.getByRole('button', { name: '添加指标' }).click();
  await form.locator('select[name="indicator"]').selectOption(SIGN);
  await form.getByRole('button', { name: '登记', exact: true }).click();
  await expect(form, 'the refusal beside the field').toContainText('像是投影坐标');
  await form.getByLabel('经度').fill(String(lng));
  await form.getByLabel('纬度').fill(String(lat));
  await form.getByRole('button', { name: '登记', exact: true }).click();
  const detail = page.getByRole('region', { name: '设备 大桥风速仪' });
  await expect(detail).toContainText('从未上报');

  const tell = (value: number) =>
    machine.post('/readings', { readings: [{ device: 'e2e-bridge', indicator: SIGN, at: iso(Date.now()), value }] });
  await tell(40);
  const row = page.locator('[data-device-row="e2e-bridge"]');
  await expect(row, 'heard').toHaveAttribute('data-standing', 'online', SOON);
  await expect(detail).toContainText('40');
  const alarmNow = async () =>
    (await leader.get<{ alarms: { rule: number; clearedAt: string | null; withdrawn: boolean }[] }>(`/alarms?area=${area}`)).alarms.find(
      (each) => each.rule === rule.id,
    );
  await expect.poll(async () => (await alarmNow())?.clearedAt, SOON).toBeNull();
  const heard = async () =>
    (await leader.get<{ cells: { area: string; indicator: string; heard: number }[] }>(`/vitals?area=${area}`)).cells.find(
      (cell) => cell.area === area && cell.indicator === SIGN,
    )!.heard;
  await expect.poll(heard, SOON).toBe(1);

  // What is not taken: of this device, and of one that nobody has registered.
  await machine.post('/readings', {
    readings: [
      { device: 'e2e-bridge', indicator: 'rain.hour', at: iso(Date.now()), value: 1 },
      { device: 'e2e-stranger', indicator: SIGN, at: iso(Date.now()), value: 1 },
    ],
  });

  const letGo = await keysOnly(page);
  await page.keyboard.press('s');
  const mark = page.getByRole('form', { name: '标记可疑' });
  await expect(mark.getByLabel('原因')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowRight');
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });
  await letGo();
  await mark.getByLabel('起', { exact: true }).fill(local.format(Date.now() - 5 * MINUTE).replace(' ', 'T'));
  await mark.getByLabel('原因').fill('风杯卡住');
  await page.keyboard.press('Enter');
  await expect(row).toHaveAttribute('data-standing', 'suspect', SOON);
  await expect(detail).toContainText('风杯卡住');
  await expect(detail.getByRole('region', { name: '未收下的读数' })).toContainText('没有登记指标 rain.hour');
  await expect.poll(async () => (await alarmNow())?.withdrawn, SOON).toBe(true);
  await expect.poll(heard, SOON).toBe(0);

  await expect(detail.getByRole('button', { name: '恢复可信' }).first()).toBeVisible();
  await page.keyboard.press('s');
  await page.getByRole('form', { name: '恢复可信' }).getByLabel('原因').fill('已修复');
  await page.keyboard.press('Enter');
  await expect(row).toHaveAttribute('data-standing', 'online', SOON);
  await expect.poll(async () => (await alarmNow())?.clearedAt, SOON).toBeNull();
  await expect.poll(heard, SOON).toBe(1);

  // A table: what is bad in it is saved, put right and sent again; the same again changes nothing.
  const table = ['编号,名称,类型,经度,纬度,指标', `e2e-one,一号,x,${lng},${lat},${SIGN}=5`, `e2e-two,二号,x,500103,3280000,${SIGN}`];
  const send = (csv: string) =>
    page.locator('input[type="file"]').setInputFiles({ name: '设备.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await send(table.join('\n'));
  const report = page.getByRole('status', { name: '导入 CSV' });
  await expect(report).toContainText('读取 2 行：登记 1，变更 0，未变 0，隔离 1');
  await expect(report.getByRole('listitem')).toContainText('第 3 行，经度：');
  await expect(page.locator('[data-device-row="e2e-one"]')).toBeVisible();
  const saving = page.waitForEvent('download');
  await report.getByRole('button', { name: '下载隔离的 1 行' }).click();
  const saved = readFileSync(await (await saving).path(), 'utf8');
  await send(saved.replace('500103', String(lng)).replace('3280000', String(lat)));
  await expect(report).toContainText('读取 1 行：登记 1，变更 0，未变 0，隔离 0');
  await send(table.slice(0, 2).join('\n'));
  await expect(report).toContainText('均已如此登记');
  await report.getByRole('button', { name: '关闭导入结果' }).click();

  // Who sends and is not registered, into the form with what is known of it.
  await goWithin(page, '/area/50/devices');
  await page.getByRole('button', { name: /^在上报、未登记/ }).click();
  await page.getByRole('button', { name: '登记 e2e-stranger' }).click();
  await expect(form.getByLabel('编号')).toHaveValue('e2e-stranger');
  await expect(form.locator('select[name="indicator"]')).toHaveValue(SIGN);
  await leader.put(`/rules/${rule.id}`, { seenVersion: rule.version, isOn: false, content: rule.content });
});
