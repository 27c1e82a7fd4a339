import { expect, isSettled, test, type Seat } from './fixtures.ts';
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
  await expect(strip.locator('[data-hazard="orange"]')).toBeVisible();
  await expect.poll(() => alertLines(page), SOON).toBeGreaterThan(0);

  const references = `e2e@weather,w-1,${SENT}`;
  await leader.relay(warning([first!.code], { identifier: 'w-2', msgType: 'Update', severity: 'Minor', references }));
  await expect(strip).toContainText('蓝色暴雨预警 · 1 个辖区', SOON);
  await leader.relay(warning([first!.code], { identifier: 'w-3', msgType: 'Cancel', severity: 'Minor', references }));
  await expect(strip).toHaveCount(0, SOON);
  await expect.poll(() => alertLines(page), SOON).toBe(0);
});
