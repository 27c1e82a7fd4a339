import { expect, goWithin, test } from './fixtures.ts';

/** One grey point: enough for a browser to draw. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const ZIP = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(64)]);

test('a unit handles an incident with photos, by keys and the file chooser; a ZIP that calls itself a photo stays outside', async ({
  join,
  api,
}) => {
  const city = await api('demo-shift-leader');
  const { scope: street } = await city.demoUser('demo-street-officer');
  const { id } = await city.report({ lngLat: await city.pointIn(street), category: 'E06-07', severity: 'critical' });
  const { unit } = await (await api('demo-handler')).get<{ unit: string }>('/me');
  await city.command(id, 'register', { seenVersion: 1 });
  await city.command(id, 'dispatch', { seenVersion: 2, unit });
  const { page, watch } = await join('demo-handler', `/desk?incident=${id}`);
  // The recorder of a failed run fetches the preview of an upload, which the page itself may only draw.
  watch.allow(/415/, /Connecting to 'blob:/);
  const pane = page.locator('section[data-incident]');
  await expect(pane).toHaveAttribute('data-version', '3', { timeout: 60_000 });
  await page.keyboard.press('a');
  await expect(pane).toHaveAttribute('data-version', '4');
  await page.keyboard.press('s');
  await expect(pane).toHaveAttribute('data-version', '5');

  const attach = async (file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Shift+T');
    await (await chooser).setFiles(file);
  };
  await attach({ name: 'after.png', mimeType: 'image/png', buffer: PNG });
  await expect(pane).toHaveAttribute('data-version', '6');
  const thumb = pane.getByRole('button', { name: /^处置后/ });
  await expect(thumb).toBeVisible();
  expect(await thumb.locator('img').evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(1);

  await attach({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: ZIP });
  const failed = pane.locator('[data-upload="failed"]');
  await expect(failed).toContainText('不支持这种文件（ZIP）');
  await failed.getByRole('button', { name: '不传了' }).press('Enter');
  await expect(failed).toHaveCount(0);

  await thumb.press('Enter');
  const large = page.getByRole('dialog', { name: /^处置后/ });
  await expect(large.getByRole('img', { name: /^处置后/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(large).toHaveCount(0);
  await expect(pane).toHaveCount(1);

  await page.keyboard.press('h');
  await expect(page.getByRole('combobox', { name: '命令行' })).toBeFocused();
  await page.keyboard.press('1');
  await expect(pane).toHaveAttribute('data-version', '7');
  const { incident } = await city.incident(id);
  expect([incident.status, incident.extra?.files?.map(({ kind }) => kind)]).toEqual(['handled', ['photo-after']]);
});

test('two at one incident see each other, and a queue is kept under a name', async ({ join, api }) => {
  const city = await api('demo-shift-leader');
  const { scope: street } = await city.demoUser('demo-street-officer');
  const point = await city.pointIn(street);
  const { id } = await city.report({ lngLat: point, category: 'E06-07' });
  const [{ page: first }, { page: second }] = [
    await join('demo-dispatcher', `/desk?incident=${id}`),
    await join('demo-shift-leader', `/desk?incident=${id}`),
  ];
  const present = first.locator('[data-present]');
  await expect(present).toHaveAttribute('data-present', '1', { timeout: 60_000 });
  await second.keyboard.press('z');
  await expect(present.locator('[data-working="true"]')).toBeVisible();
  await second.keyboard.press('Escape');
  await expect(present.locator('[data-working="false"]')).toBeVisible();
  await goWithin(second, '/desk');
  await expect(present).toHaveAttribute('data-present', '0');

  await goWithin(first, '/desk?queue=unassigned&severity=critical&sort=newest');
  await expect(first.getByRole('row').first()).toBeVisible({ timeout: 60_000 });
  await first.keyboard.press('y');
  const dialog = first.getByRole('dialog', { name: '保存视图' });
  await dialog.getByLabel('名称').fill('特急待派');
  await first.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(first.getByRole('radio', { name: '特急待派' })).toBeChecked();
  await goWithin(first, '/desk');
  await expect(first.getByRole('radio', { name: '特急待派' })).not.toBeChecked({ timeout: 60_000 });
  await first.keyboard.press('/');
  await first.keyboard.insertText('特急待派');
  await first.keyboard.press('Enter');
  await expect(first).toHaveURL(/queue=unassigned.*severity=critical|severity=critical.*queue=unassigned/);
  await expect(first).toHaveURL(/sort=newest/);
});
