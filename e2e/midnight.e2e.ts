import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SHIFT = fileURLToPath(new URL('clock-shift.mjs', import.meta.url));
const PORT = String(Number(process.env['E2E_PORT'] ?? 20_000) + 20_000);
const URL_BASE = `http://127.0.0.1:${PORT}`;

/** A city of its own, without a past, whose server's clock is ten minutes before midnight. */
let server: ChildProcess;
const dataDir = mkdtempSync(join(tmpdir(), 'guantong-midnight-'));

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const env = { ...process.env, HOST: '127.0.0.1', PORT, DATA_DIR: dataDir };
  const cli = ['--import', SHIFT, join(ROOT, 'bin/guantong.js')];
  const made = spawnSync(process.execPath, [...cli, 'init', '--pack', join(ROOT, 'seed/chongqing'), '--demo', '--days', '0'], { env });
  expect(made.status, made.stderr.toString()).toBe(0);
  server = spawn(process.execPath, [...cli, 'serve', '--demo', '--no-simulator'], { env, stdio: 'ignore' });
  await expect
    .poll(
      () =>
        fetch(`${URL_BASE}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 60_000 },
    )
    .toBe(true);
});
test.afterAll(async () => {
  const isGone = new Promise((resolve) => server.once('exit', resolve));
  server.kill();
  await isGone;
  rmSync(dataDir, { recursive: true, force: true });
});
test.use({ baseURL: URL_BASE });

const received = async (page: Page): Promise<number> =>
  Number(((await page.getByRole('region', { name: '每小时接报' }).getByRole('heading').textContent()) ?? '').replace(/\D/g, ''));

/** The same on a wall, as large as it is there. */
const receivedOnWall = async (wall: Page): Promise<number> =>
  Number.parseInt((await wall.locator('[data-panel="series"] strong').textContent()) ?? '', 10);

test('“today” becomes the next day at the city’s midnight on pages that stay open, a desk and a wall', async ({ open, api }) => {
  test.setTimeout(180_000);
  const desk = await api('demo-dispatcher');
  const street = '500101001';
  const lngLat = await desk.pointIn(street);
  const { page } = await open('demo-officer', `/area/${street}?window=today`);
  await expect(page.locator('[role="status"][data-state="live"]')).toBeAttached({ timeout: 30_000 });
  for (let i = 0; i < 2; i++) await desk.report({ lngLat });
  await expect.poll(() => received(page)).toBe(2);
  const { page: wall } = await open('demo-viewer', '/wall/preview?bare=1&area=50', { viewport: { width: 1920, height: 1080 } });
  await expect.poll(() => receivedOnWall(wall), { timeout: 30_000 }).toBe(2);

  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  server.kill('SIGUSR2'); // four seconds to midnight
  await expect.poll(() => received(page), { timeout: 30_000 }).toBe(0);
  await expect.poll(() => receivedOnWall(wall), { timeout: 30_000 }).toBe(0);
  // What is open stays open over midnight; what comes now belongs to the new day.
  await expect(page.getByRole('region', { name: '未结事件' }).getByRole('heading')).toHaveText(/2$/);
  await desk.report({ lngLat });
  await expect.poll(() => received(page)).toBe(1);
  await expect(page.getByRole('region', { name: '未结事件' }).getByRole('heading')).toHaveText(/3$/);
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
});
