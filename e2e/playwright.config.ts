import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findChromium } from './find-chromium.mjs';

/** A port and a folder of data per run. The first process that reads this file chooses them; its workers inherit them. */
process.env.E2E_PORT ??= String(20_000 + (process.pid % 20_000));
if (!process.env.E2E_DATA_DIR) {
  const dataDir = mkdtempSync(join(tmpdir(), 'guantong-e2e-'));
  process.env.E2E_DATA_DIR = dataDir;
  process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }));
}
const baseURL = `http://127.0.0.1:${process.env.E2E_PORT}`;

const executablePath = findChromium();
if (!executablePath) throw new Error('No Chromium found: run `node .ci/ensure-chromium.mjs` or set CHROMIUM_PATH');

/** Software WebGL everywhere, so that the renderer is the same on every machine; no traffic of the browser's own. */
const args = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  // What is not WebGL is drawn and put together without that detour, and code is not optimised to the end for pages that live for seconds.
  '--disable-gpu-rasterization',
  '--disable-gpu-compositing',
  '--js-flags=--no-turbofan',
];

const guantong = 'node ../bin/guantong.js';

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/e2e',
  timeout: 90_000, // a few seconds on a quiet machine
  expect: { timeout: 10_000 },
  // software WebGL takes a core per page: more workers would only time out
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    baseURL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    // a film of every frame would cost software WebGL a second core
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args },
  },
  projects: [
    // A quarter of the pixels: software WebGL pays for each of them, and these tests look at what stands where, not at how fine it is drawn.
    { name: 'e2e', testMatch: '**/*.e2e.ts', use: { deviceScaleFactor: 0.5 } },
    // Every theme and size: some ten minutes more.
    { name: 'looks', testMatch: '**/*.looks.ts' },
    { name: 'screenshots', testMatch: '**/*.shots.ts' },
  ],
  webServer: {
    command: `${guantong} init --pack ../seed/chongqing --demo --days 14 && ${guantong} serve --no-simulator`,
    url: `${baseURL}/readyz`,
    timeout: 300_000, // history is invented first
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: { HOST: '127.0.0.1', PORT: process.env.E2E_PORT, DATA_DIR: process.env.E2E_DATA_DIR },
  },
});
