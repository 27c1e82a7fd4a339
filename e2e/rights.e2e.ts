import { expect, isSettled, test } from './fixtures.ts';
import { received, rowOf } from './page-watch.ts';
import { askRaw, closeRawLine, openRawLine, rawHeard } from './raw-line.ts';

test('a district officer cannot read another district’s rows by URL, API or socket', async ({ join, api }) => {
  const desk = await api('demo-dispatcher');
  const { scope: district, scopeNames } = await desk.demoUser('demo-district-officer');
  const { scope: street } = await desk.demoUser('demo-street-officer');
  const { scope: own } = await desk.demoUser('demo-other-district-officer');
  const lngLat = await desk.pointIn(street);
  const secret = await desk.report({ lngLat, description: '井盖缺失，行人绊倒' });
  const seat = await join('demo-other-district-officer', `/area/${district}`);
  const { page, watch } = seat;

  await test.step('by URL: figures, but no rows, and the way home', async () => {
    await isSettled(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(scopeNames.zh);
    await expect(page.locator('[data-figure="overdue"]')).toBeVisible();
    const list = page.getByRole('region', { name: '未结事件' });
    await expect(list).toContainText('仅可查看汇总');
    await expect(list.locator('[data-id]')).toHaveCount(0);
    for (const figure of await page.locator('[data-figure]').all()) await expect(figure).toBeDisabled();
    await list.getByRole('link', { name: /^去 / }).click();
    await expect(page).toHaveURL(new RegExp(`/area/${own}\\b`));
  });

  await test.step('by a link to the incident itself', async () => {
    watch.allow(/404/);
    await page.goto(`/area/${district}?incident=${secret.id}&motion=off`);
    const drawer = page.getByRole('complementary');
    await expect(drawer).toContainText('看不到这个事件');
    await expect(drawer).not.toContainText(secret.number);
  });

  await test.step('by API', async () => {
    expect(await seat.api.statusOf(`/incidents/${secret.id}`)).toBe(404);
    expect(await seat.api.statusOf(`/incidents/${secret.id}/timeline`)).toBe(404);
    expect((await seat.api.get<{ rows: unknown[] }>(`/incidents?ids=${secret.id}`)).rows).toEqual([]);
    for (const path of [
      `/incidents?area=${district}`,
      `/incidents?area=${street}`,
      '/incidents?area=50',
      `/changes?area=${district}&since=0`,
    ])
      expect(await seat.api.statusOf(path), path).toBe(403);
  });

  await test.step('by socket: with rows the room is closed, without rows none come', async () => {
    await openRawLine(page);
    for (const [i, area] of [district, street, '50'].entries())
      expect(await askRaw(page, 'area:join', { area, rows: true, sinceSeq: 0 }, i)).toContain('"ok":false');
    expect(await askRaw(page, 'area:join', { area: district, view: { window: '7d' }, rows: false, sinceSeq: 0 }, 8)).toContain('"ok":true');
    const next = await desk.report({ lngLat });
    // The figures of the room come, so the wire is alive; the row never does.
    await expect.poll(() => rawHeard(page), { timeout: 15_000 }).toContain('area:figures');
    await page.waitForTimeout(1_500);
    for (const heard of [await rawHeard(page), received(watch)]) {
      for (const { id, number } of [secret, next]) {
        expect(heard).not.toMatch(rowOf(id));
        expect(heard).not.toContain(number);
      }
    }
    await closeRawLine(page);
  });
});
