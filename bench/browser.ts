import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { CLI, demoCity, guantong, type DemoCity } from './demo-city.ts';
import { startServer, type ServerProcess } from './server-process.ts';

/** Software WebGL, so that the renderer is the same on every machine; no traffic of the browser's own. */
const FLAGS = [
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
];
export const VIEWPORT = { width: 1280, height: 800 };

/** @param more flags beside those of every bench */
export function launch(more: readonly string[] = []): Promise<Browser> {
  const executablePath =
    process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/chromium-headless-shell'].find(existsSync);
  if (executablePath === undefined) throw new Error('No Chromium found: set CHROMIUM_PATH');
  return chromium.launch({ executablePath, args: [...FLAGS, ...more] });
}

/** A city with an officer and a dispatcher, and a server for it; nothing is invented in it. */
export interface Stage {
  city: DemoCity;
  dataDir: string;
  server: ServerProcess;
  url: string;
  close(): Promise<void>;
}
const PASSWORD = 'measured-by-the-clock';
export type StageRole = 'officer' | 'dispatcher';

export async function openStage(prepare: (city: DemoCity, dataDir: string) => void = () => undefined): Promise<Stage> {
  const city = demoCity();
  const dataDir = city.fresh();
  for (const role of ['officer', 'dispatcher'] satisfies StageRole[])
    guantong(dataDir, 'user', 'add', `bench-${role}`, '--role', role, '--area', 'city', '--password', PASSWORD);
  prepare(city, dataDir);
  const server = await startServer(CLI, ['serve'], dataDir);
  return {
    city,
    dataDir,
    server,
    url: `http://127.0.0.1:${server.port}`,
    async close() {
      await server.stop();
      city.remove();
    },
  };
}

/** Signed in by the API, so that the page itself is the first thing its browser loads. */
export async function signedIn(browser: Browser, url: string, role: StageRole = 'officer'): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const answer = await context.request.post(`${url}/api/auth/sign-in/username`, {
    data: { username: `bench-${role}`, password: PASSWORD },
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`Sign-in: ${answer.status()} ${await answer.text()}`);
  return context;
}

/** Fitted to its area and drawn to the end. */
export const mapReady = (page: Page): Promise<unknown> =>
  page.waitForSelector('[data-map-ready="true"]', { state: 'attached', timeout: 120_000 });
