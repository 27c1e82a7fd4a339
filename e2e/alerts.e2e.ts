import { expect, goWithin, isSettled, test, type Seat } from './fixtures.ts';
import { alertLines } from './map.ts';

const SOON = { timeout: 3_000 };
/** A warning over whole areas, as a feed would bring it. */
const warning = (
  codes: readonly string[],
  more: { identifier: string; msgType: string; severity: string; references?: string },
): string => {
  const time = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, '-00:00');
  const geocodes = codes.map((code) => `<geocode><valueName>guantong:area</valueName><value>${code}</value></geocode>`).join('');
  const references = more.references === undefined ? '' : `<references>${more.references}</references>`;
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${more.identifier}</identifier><sender>e2e@weather</sender><sent>${SENT}</sent><status>Actual</status><msgType>${more.msgType}</msgType><scope>Public</scope>${references}<info><language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>Immediate</urgency><severity>${more.severity}</severity><certainty>Likely</certainty><expires>${time(Date.now() + 6 * 3_600_000)}</expires><headline>暴雨</headline><area><areaDesc>x</areaDesc>${geocodes}</area></info></alert>`;
};
const SENT = new Date(Date.now() - 60_000).toISOString().replace(/\.\d+Z$/, '-00:00');

test('a relayed warning stands over its streets, is lowered, and goes when it is cancelled', async ({ join, api }) => {
  const { page }: Seat = await join(
    'demo-district-officer',
    `/area/${(await (await api('demo-dispatcher')).demoUser('demo-district-officer')).scope}`,
  );
  const leader = await api('demo-shift-leader');
  const { scope: district } = await leader.demoUser('demo-district-officer');
  const [first, second] = (await leader.children(district)).map(({ properties }) => properties);
  await isSettled(page);
  const strip = page.getByRole('region', { name: '生效预警' });
  await expect(strip).toHaveCount(0);
  const codes = [first!.code, second!.code];
  await leader.relay(warning(codes, { identifier: 'w-1', msgType: 'Alert', severity: 'Severe' }));
  await expect(strip).toContainText('橙色暴雨预警 · 2 个辖区', SOON);
  await expect(strip).toContainText(first!.name.zh);
  await expect(strip.locator('[data-hazard="orange"]').first()).toBeVisible();
  await expect.poll(() => alertLines(page), SOON).toBeGreaterThan(0);

  const references = `e2e@weather,w-1,${SENT}`;
  await leader.relay(warning([first!.code], { identifier: 'w-2', msgType: 'Update', severity: 'Minor', references }));
  await expect(strip).toContainText('蓝色暴雨预警 · 1 个辖区', SOON);
  await leader.relay(warning([first!.code], { identifier: 'w-3', msgType: 'Cancel', severity: 'Minor', references }));
  await expect(strip).toHaveCount(0, SOON);
  await expect.poll(() => alertLines(page), SOON).toBe(0);
});

/** A page that was turned to another area asks for all of it. */
const OPENED = { timeout: 15_000 };
/** A panel of 55″ at 4 m, in storm. */
const WALL = '/wall/preview?bare=1&scene=storm&distance=4&width=1210&pixels=1920x1080';

test('a draft by form is published by another, stands on every tier and a wall, is lowered for two streets and lifted', async ({
  join,
  api,
}) => {
  test.setTimeout(120_000);
  const leader = await api('demo-shift-leader');
  const { scope: district } = await leader.demoUser('demo-district-officer');
  const { name } = (await leader.area(district)).properties;
  const [first, second, third] = (await leader.children(district)).map(({ properties }) => properties);
  const { page: author, watch } = await join('demo-district-officer', `/area/${district}/alerts?write=draft`);
  // The one refusal that is asked for.
  watch.allow(/403/);
  const { page: wall } = await join('demo-viewer', `${WALL}&area=${district}`, { viewport: { width: 1920, height: 1080 } });
  const panel = wall.locator('[data-panel="alerts"]');
  await expect(panel).toContainText('无生效预警', { timeout: 30_000 });

  // What the table refuses is said beside the field, and what was typed is kept.
  const form = author.getByRole('form', { name: '起草送审' });
  await form.getByLabel('类型').selectOption({ label: '暴雨' });
  await form.getByLabel('发布单位').selectOption({ label: '水利部门' });
  await form.getByLabel('等级').selectOption({ label: '橙色' });
  await form.getByRole('button', { name: '添加辖区' }).click();
  await author.getByPlaceholder('名称、拼音或编码').fill(district);
  await author.locator('[data-layer] [role="option"]').first().click();
  const tomorrow = new Date(Date.now() + 26 * 3_600_000).toISOString().slice(0, 16);
  await form.getByLabel('结束').fill(tomorrow);
  await form.getByRole('button', { name: '送审', exact: true }).click();
  await expect(form.getByText('模板中的数值未填')).toBeVisible();
  await form.getByLabel('数值或部位').fill('50 毫米');
  await form.getByRole('button', { name: '送审', exact: true }).click();
  await expect(form.getByText('水利部门无权发布橙色暴雨预警；可由气象台发布')).toBeVisible(SOON);
  await expect(form.getByLabel('预警内容').first()).toHaveValue(new RegExp(`${name.zh}将有强降雨，累计雨量可达 50 毫米`));
  await form.getByLabel('发布单位').selectOption({ label: '气象台' });
  await form.getByRole('button', { name: '送审', exact: true }).click();
  const drafted = author.locator('section[data-alert]');
  await expect(drafted).toContainText('待发布', SOON);
  await expect(drafted.getByRole('button', { name: '记录已发布' })).toHaveCount(0);
  const id = Number(await drafted.getAttribute('data-alert'));

  const { page: reader } = await join('demo-shift-leader', `/area/${district}/alerts?shelf=draft&alert=${id}`);
  const opened = reader.locator(`section[data-alert="${id}"]`);
  const act = async (button: string, fill: () => Promise<unknown> = async () => undefined): Promise<void> => {
    await opened.getByRole('button', { name: button, exact: true }).click();
    await fill();
    await opened.getByRole('form', { name: button }).getByRole('button', { name: button, exact: true }).click();
    await expect(opened.getByRole('form')).toHaveCount(0, SOON);
  };
  await act('记录已发布', () => opened.getByLabel('文号').fill('渝气 12 号'));
  await expect(opened).toContainText('渝气 12 号', SOON);
  await expect(panel).toContainText('橙色暴雨预警', SOON);
  await expect(panel.getByRole('list', { name: '各级辖区的预警' })).toContainText('镇街');
  const strip = author.getByRole('region', { name: '生效预警' });
  for (const area of [district, first!.code]) {
    await goWithin(author, `/area/${area}`);
    await expect(strip, area).toContainText('橙色暴雨预警', OPENED);
  }
  await goWithin(reader, '/area/50');
  await expect(reader.getByRole('region', { name: '生效预警' })).toContainText('橙色暴雨预警 · 1 个辖区', OPENED);
  await goWithin(reader, `/area/${district}/alerts?alert=${id}`);
  await expect(opened).toHaveAttribute('data-version', '2', OPENED);

  await act('降级', async () => {
    await opened.getByLabel('等级').selectOption({ label: '蓝色' });
    for (const street of [first!, second!]) await opened.getByRole('checkbox', { name: street.name.zh, exact: true }).check();
  });
  await expect(strip, 'the street itself, live').toContainText('蓝色暴雨预警', SOON);
  await goWithin(author, `/area/${third!.code}`);
  await expect(strip).toContainText('橙色暴雨预警', OPENED);
  await expect(panel.locator('[data-tier="street"] [data-level="blue"]')).toContainText('2', SOON);
  await expect(panel).toContainText('橙色暴雨预警');

  await act('解除');
  await expect(panel).toContainText('无生效预警', SOON);
  await expect(strip).toHaveCount(0, SOON);
  await expect(opened).toContainText('已解除');
});
