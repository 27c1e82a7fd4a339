import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { launch, mapReady, openStage, signedIn, VIEWPORT } from './browser.ts';
import { generate } from './generate.ts';
import { most, spread, type BenchReport, type Pair } from './measure.ts';
import { number } from './tables.ts';

const REPEATS = 5;
const HISTORY = 5_000;
const KB = 1_000;
const SHELL_MOST_KB = 100;
const TOTAL_MOST_KB = 750;

interface Marks {
  shell?: number;
  figure?: number;
  map?: number;
}
type Marked = Window & { __marks?: Marks };

/** What a new browser loads, and when it shows something, against a blank page from the same machine. */
export async function bench(): Promise<BenchReport> {
  const stage = await openStage((city, dataDir) => {
    generate(city, dataDir, { count: HISTORY, untilMs: Date.now(), seed: 21, hasEvents: false });
  });
  const blank = await blankServer();
  const pairs = { shell: [] as Pair[], figure: [] as Pair[], map: [] as Pair[] };
  let bytes: Bytes = { shellJs: 0, js: 0, css: 0, html: 0, fonts: 0, data: 0, requests: 0 };
  try {
    for (let i = 0; i < REPEATS; i++) {
      const limit = await inNewBrowser(blank.url, async (context) => {
        const page = await context.newPage();
        await page.goto(blank.url);
        return page.evaluate(() => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).loadEventEnd);
      });
      const marks = await inNewBrowser(stage.url, async (context) => {
        const page = await context.newPage();
        const counted = await countBytes(context, page);
        await page.addInitScript(watchMarks);
        await page.goto(`${stage.url}/area/50?motion=off`);
        await mapReady(page);
        await page.waitForFunction(() => (window as Marked).__marks?.figure !== undefined && (window as Marked).__marks?.map !== undefined);
        await page.waitForTimeout(1_500);
        bytes = counted();
        return page.evaluate(() => (window as Marked).__marks!);
      });
      pairs.shell.push({ limit, ours: marks.shell! });
      pairs.figure.push({ limit, ours: marks.figure! });
      pairs.map.push({ limit, ours: marks.map! });
    }
  } finally {
    blank.close();
    await stage.close();
  }
  const kb = (value: number): string => `${number(value / KB)} kB`;
  const row = (what: string, of: Pair[], bound: number | null) => ({
    what,
    unit: 'ms',
    limitName: 'a blank page’s load',
    pairs: of,
    bound: bound === null ? null : most(bound),
  });
  const total = bytes.js + bytes.css + bytes.html;
  return {
    name: 'load',
    title: 'First load: a new browser opens the map of the city',
    measures: [
      row('the shell stands', pairs.shell, 3),
      row('the first figure', pairs.figure, null),
      row('the map is painted', pairs.map, 8),
    ],
    loopDelays: [],
    notes: [
      `over the wire: JS ${kb(bytes.js)} (of it the shell ${kb(bytes.shellJs)}), CSS ${kb(bytes.css)}, page ${kb(bytes.html)}, fonts ${kb(bytes.fonts)}, data ${kb(bytes.data)}, in ${bytes.requests} requests`,
      `the first figure stood after ${number(spread(pairs.figure.map(({ ours }) => ours)).median)} ms, the painted map after ${number(spread(pairs.map.map(({ ours }) => ours)).median)} ms`,
    ],
    truths: [
      { what: `JS of the shell ${kb(bytes.shellJs)} ≤ ${SHELL_MOST_KB} kB, compressed`, isTrue: bytes.shellJs <= SHELL_MOST_KB * KB },
      {
        what: `page, JS, worker and CSS ${kb(total)} ≤ ${TOTAL_MOST_KB} kB, compressed; fonts and data are not in it`,
        isTrue: total <= TOTAL_MOST_KB * KB,
      },
    ],
  };
}

/** Nothing cached, no process warm. */
async function inNewBrowser<T>(url: string, work: (context: BrowserContext) => Promise<T>): Promise<T> {
  const browser = await launch();
  try {
    return await work(url.includes('blank') ? await browser.newContext({ viewport: VIEWPORT }) : await signedIn(browser, url));
  } finally {
    await browser.close();
  }
}

async function blankServer(): Promise<{ url: string; close(): void }> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>blank</title>'),
  );
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/blank`, close: () => void server.close() };
}

/** Runs in the page before anything of ours. */
function watchMarks(): void {
  const marks: Marks = {};
  (window as Marked).__marks = marks;
  const look = (): void => {
    if (marks.shell === undefined && document.querySelector('#root > *')) marks.shell = performance.now();
    if (marks.figure === undefined && [...document.querySelectorAll('[data-figure]')].some((each) => /\d/.test(each.textContent ?? '')))
      marks.figure = performance.now();
    if (marks.map === undefined && document.querySelector('[data-map-ready="true"]')) marks.map = performance.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

interface Bytes {
  /** What the page itself names: its script and what it preloads. */
  shellJs: number;
  js: number;
  css: number;
  html: number;
  fonts: number;
  data: number;
  requests: number;
}

/** Encoded bytes as the browser received them, the worker's too. */
async function countBytes(context: BrowserContext, page: Page): Promise<() => Bytes> {
  const session: CDPSession = await context.newCDPSession(page);
  await session.send('Network.enable');
  const kinds = new Map<string, { url: string; mime: string }>();
  const sizes = new Map<string, number>();
  session.on(
    'Network.responseReceived',
    ({ requestId, response }) => void kinds.set(requestId, { url: response.url, mime: response.mimeType }),
  );
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => void sizes.set(requestId, encodedDataLength));
  let page0 = '';
  page.on('response', (response) => {
    if (page0 === '' && response.request().isNavigationRequest()) void response.text().then((text) => (page0 = text));
  });
  return () => {
    const bytes: Bytes = { shellJs: 0, js: 0, css: 0, html: 0, fonts: 0, data: 0, requests: sizes.size };
    for (const [id, size] of sizes) {
      const { url = '', mime = '' } = kinds.get(id) ?? {};
      if (mime.includes('javascript')) {
        bytes.js += size;
        if (page0.includes(new URL(url).pathname)) bytes.shellJs += size;
      } else if (mime.includes('css')) bytes.css += size;
      else if (mime.includes('html')) bytes.html += size;
      else if (mime.includes('font') || url.endsWith('.woff2')) bytes.fonts += size;
      else bytes.data += size;
    }
    return bytes;
  };
}
