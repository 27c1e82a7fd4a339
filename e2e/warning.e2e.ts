import { expect, goWithin, test } from './fixtures.ts';

const SOON = { timeout: 5_000 };
const OPENED = { timeout: 15_000 };
const WALL = '/wall/preview?bare=1&scene=storm&distance=4&width=1210&pixels=1920x1080';
const MINUTE = 60_000;

interface Drafted {
  alerts: { id: number; kind: string; parts: { level: string }[] }[];
}

test('rain rises at five stations: a rule drafts, its issuer publishes, every tier and a wall see it, lowered for two streets, lifted', async ({
  join,
  api,
}) => {
  test.setTimeout(120_000);
  const [machine, leader] = [await api('demo-admin'), await api('demo-shift-leader')];
  const { scope: district } = await leader.demoUser('demo-other-district-officer');
  const streets = (await leader.children(district)).map(({ properties }) => properties);
  const [first, second, third] = streets;
  for (let i = 0; i < 5; i++)
    await machine.put(`/devices/e2e-rain-${i}`, {
      names: { zh: `雨量站 ${i}`, en: `Rain gauge ${i}` },
      kind: 'rain-gauge',
      lngLat: await machine.pointIn(streets[i % streets.length]!.code),
      channels: [{ indicator: 'rain.fallen' }],
    });
  const { page: wall } = await join('demo-viewer', `${WALL}&area=${district}`, { viewport: { width: 1920, height: 1080 } });
  const panel = wall.locator('[data-panel="alerts"]');
  await expect(panel).toContainText('无生效预警', { timeout: 30_000 });

  // The rule of the pack: 50 mm in three hours at five stations of a district. Instruments' clocks are a little ahead of ours.
  const known = new Set((await leader.get<Drafted>(`/alerts?area=${district}&shelf=draft`)).alerts.map(({ id }) => id));
  const began = Date.now();
  const rain = (minute: number, mm: number) =>
    machine.post('/readings', {
      readings: Array.from({ length: 5 }, (_, i) => ({
        device: `e2e-rain-${i}`,
        indicator: 'rain.fallen',
        at: new Date(began + minute * MINUTE).toISOString(),
        value: mm,
      })),
    });
  await rain(0, 30);
  await rain(1, 25);
  await rain(4, 1);
  const drafts = async () => {
    const { alerts } = await leader.get<Drafted>(`/alerts?area=${district}&shelf=draft`);
    return alerts.flatMap(({ id, kind, parts }) => (kind === 'rainstorm' && !known.has(id) ? [{ id, level: parts[0]!.level }] : []));
  };
  // Rules at blue, yellow and orange notice this rain: they write one draft, and the gravest speaks.
  await expect.poll(drafts, OPENED).toEqual([{ id: expect.any(Number), level: 'orange' }]);
  const { id } = (await drafts())[0]!;
  const noticed = async () => {
    const { alarms } = await leader.get<{ alarms: { alert: number | null }[] }>(`/alarms?area=${district}&open=true`);
    return alarms.filter(({ alert }) => alert === id).length;
  };
  await expect.poll(noticed, OPENED).toBe(3);
  await expect(panel, 'a draft is nothing that holds').toContainText('无生效预警');

  const { page } = await join('demo-shift-leader', `/area/${district}/alerts?shelf=draft&alert=${id}`);
  const opened = page.locator(`section[data-alert="${id}"]`);
  const act = async (button: string, fill: () => Promise<unknown> = async () => undefined): Promise<void> => {
    await opened.getByRole('button', { name: button, exact: true }).click();
    await fill();
    await opened.getByRole('form', { name: button }).getByRole('button', { name: button, exact: true }).click();
    await expect(opened.getByRole('form')).toHaveCount(0, SOON);
  };
  await act('记录已发布', () => opened.getByLabel('文号').fill('渝气 31 号'));
  await expect(panel).toContainText('橙色暴雨预警', SOON);
  const strip = page.getByRole('region', { name: '生效预警' });
  for (const area of ['50', district, third!.code]) {
    await goWithin(page, `/area/${area}`);
    await expect(strip, area).toContainText('橙色暴雨预警', OPENED);
  }

  await goWithin(page, `/area/${district}/alerts?alert=${id}`);
  await act('降级', async () => {
    await opened.getByLabel('等级').selectOption({ label: '蓝色' });
    for (const street of [first!, second!]) await opened.getByRole('checkbox', { name: street.name.zh, exact: true }).check();
  });
  await expect(panel.locator('[data-tier="street"] [data-level="blue"]')).toContainText('2', SOON);
  for (const [area, level] of [
    [first!.code, '蓝色'],
    [third!.code, '橙色'],
  ]) {
    await goWithin(page, `/area/${area}`);
    await expect(strip, area).toContainText(`${level}暴雨预警`, OPENED);
  }
  await goWithin(page, `/area/${district}/alerts?alert=${id}`);
  await act('解除');
  await expect(panel).toContainText('无生效预警', SOON);
  await expect(opened).toContainText('已解除');
});
