import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { packageRoot } from '../../server/db/connection.ts';
import type { ScreenSettings, WallOrder } from '../../shared/wall-wire.ts';
import { CLI, demoCity, guantong, type DemoCity } from '../demo-city.ts';
import { generate } from '../generate.ts';
import type { ClockOrder } from '../moved-clock.ts';
import { startServer, type ServerProcess } from '../server-process.ts';
import { letIn } from '../paired-wall.ts';
import { openLine, type Line } from './line.ts';
import { countInPage, type Counted } from './page-counters.ts';

/** A city with a server, a wall that somebody let in, and the line between them. */
export interface Stage {
  city: DemoCity;
  /** Of a shift leader, who may do all that the soak does. */
  token: string;
  /** The node of the screen. */
  root: string;
  line: Line;
  page: Page;
  /** Of the first server. */
  port: number;
  order(order: WallOrder): Promise<void>;
  get<T>(path: string): Promise<T>;
  /** Server and page, both: some seconds before the city's next midnight. */
  jumpToMidnight(beforeMs: number): Promise<void>;
  /** As for an upgrade: it ends, and another one takes its place, on another port. */
  restart(): Promise<number>;
  close(): Promise<void>;
}

const CLOCK = pathToFileURL(join(packageRoot(), 'dist/bench/moved-clock.js')).href;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Ahead of UTC, without daylight saving time. */
const SHANGHAI_MS = 8 * HOUR_MS;
/** A panel of 55″, 4 m from who reads it. */
const GLASS: Omit<ScreenSettings, 'areaCode'> = {
  name: '耐久试验',
  group: null,
  place: { columns: 1, rows: 1, column: 1, row: 1 },
  distanceM: 4,
  pictureWidthMm: 1210,
  bezelMm: 0,
};

export async function openStage(browser: Browser, { openIncidents }: { openIncidents: number }): Promise<Stage> {
  const city = demoCity();
  const dataDir = city.fresh();
  const token = guantong(dataDir, 'token', 'create', '--role', 'shift-leader', '--area', 'city').trim();
  // As many again are closed: what is usual must be known.
  generate(city, dataDir, { count: 2 * openIncidents, open: openIncidents, untilMs: Date.now(), seed: 9, hasEvents: false });
  let aheadMs = 0;
  const start = (): Promise<ServerProcess> =>
    startServer(CLI, ['serve', '--no-simulator'], dataDir, {
      NODE_OPTIONS: `--import=${CLOCK}`,
      MOVED_CLOCK_MS: String(aheadMs),
    });
  let server = await start();
  const line = await openLine(server.port);
  const ask = async (method: string, path: string, body?: object): Promise<Response> => {
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const root = city.pack.areas.find(({ parent }) => parent === null)!.code;
  const page = await wallPage(browser, `http://127.0.0.1:${line.port}`);
  const screen = await letIn(
    page,
    async (code) => (await (await ask('POST', '/screens', { ...GLASS, areaCode: root, code })).json()) as { id: number },
  );
  return {
    city,
    token,
    root,
    line,
    page,
    port: server.port,
    order: async (order) => void (await ask('POST', '/screens/orders', { screens: [screen], order })),
    get: async <T>(path: string) => (await (await ask('GET', path)).json()) as T,
    async jumpToMidnight(beforeMs) {
      const sinceMidnightMs = (Date.now() + aheadMs + SHANGHAI_MS) % DAY_MS;
      aheadMs += DAY_MS - beforeMs - sinceMidnightMs;
      await server.order({ clockAheadMs: aheadMs } satisfies ClockOrder);
      await page.evaluate((ms) => void ((window as unknown as Counted).soak.aheadMs = ms), aheadMs);
    },
    async restart() {
      await server.stop();
      server = await start();
      line.to(server.port);
      return server.port;
    },
    async close() {
      await line.close();
      await server.stop();
      city.remove();
    },
  };
}

/** A quarter of the pixels of its glass: software WebGL pays for each of them. */
async function wallPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1920, height: 1080 },
    deviceScaleFactor: 0.5,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  await page.addInitScript(countInPage, { aheadMs: 0 });
  await page.goto(`${url}/wall?motion=off`);
  return page;
}
