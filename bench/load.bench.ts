import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { launch, mapReady, openStage, signedIn, VIEWPORT } from './browser.ts';
import { generate } from './generate.ts';
import { most, spread, type BenchReport, type Pair } from './measure.ts';
import { plainPages } from './plain-pages.ts';
import { number } from './tables.ts';

const REPEATS = 5;
const HISTORY = 5_000;
const START_MS = 1_500;
const KB = 1_000;
const SHELL_MOST_KB = 100;
const TOTAL_MOST_KB = 750;

interface Marks {
  shell?: number;
  figure?: number;
  map?: number;
}
type Marked = Window & { __marks?: Marks };

/** What a new browser loads, and when it shows something, against a word drawn by the same library, and a map with nothing else on its page. */
export async function bench(): Promise<BenchReport> {
  const stage = await openStage((city, dataDir) => {
    generate(city, dataDir, { count: HISTORY, untilMs: Date.now(), seed: 21, hasEvents: false });
  });
  const areas = await fetch(`${stage.url}/api/v1/areas/50/children`, { headers: { authorization: `Bearer ${stage.city.token}` } });
  const plain = await plainPages(await areas.text());
  const pairs = { shell: [] as Pair[], figure: [] as Pair[], map: [] as Pair[] };
  let bytes: Bytes = { shellJs: 0, js: 0, css: 0, html: 0, fonts: 0, data: 0, requests: 0 };
  try {
    for (let i = 0; i < REPEATS; i++) {
      const react = await inNewBrowser(unsigned, async (page) => {
        await page.addInitScript(watchMarks);
        await page.goto(plain.react);
        return (await page.waitForFunction(() => (window as Marked).__marks?.shell)).jsonValue() as Promise<number>;
      });
      const map = await inNewBrowser(unsigned, async (page) => {
        await page.goto(plain.map);
        return (await page.waitForFunction(() => (window as { idleAt?: number }).idleAt)).jsonValue() as Promise<number>;
      });
      const marks = await inNewBrowser(
        (browser) => signedIn(browser, stage.url),
        async (page) => {
          const counted = await countBytes(page);
          await page.addInitScript(watchMarks);
          await page.goto(`${stage.url}/area/50?motion=off`);
          await mapReady(page);
          await page.waitForFunction(
            () => (window as Marked).__marks?.figure !== undefined && (window as Marked).__marks?.map !== undefined,
          );
          await page.waitForTimeout(1_500);
          bytes = counted();
          return page.evaluate(() => (window as Marked).__marks!);
        },
      );
      pairs.shell.push({ limit: react, ours: marks.shell! });
      pairs.figure.push({ limit: map, ours: marks.figure! });
      pairs.map.push({ limit: map, ours: marks.map! });
    }
  } finally {
    plain.close();
    await stage.close();
  }
  const kb = (value: number): string => `${number(value / KB)} kB`;
  const row = (what: string, limitName: string, of: Pair[], bound: number | null) => ({
    what,
    unit: 'ms',
    limitName,
    pairs: of,
    bound: bound === null ? null : most(bound),
  });
  const total = bytes.js + bytes.css + bytes.html;
  return {
    name: 'load',
    title: 'First load: a new browser opens the map of the city',
    measures: [
      row('the shell stands', 'a word drawn by React', pairs.shell, 3),
      row('the first figure', 'a plain map, painted', pairs.figure, null),
      row('the map is painted', 'a plain map, painted', pairs.map, 3.5),
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

const unsigned = (browser: Browser): Promise<BrowserContext> => browser.newContext({ viewport: VIEWPORT });

/** Nothing cached; the browser’s own start is over when it is asked for the page, for that start is nobody’s page. */
async function inNewBrowser<T>(open: (browser: Browser) => Promise<BrowserContext>, work: (page: Page) => Promise<T>): Promise<T> {
  const browser = await launch();
  try {
    const page = await (await open(browser)).newPage();
    await page.waitForTimeout(START_MS);
    return await work(page);
  } finally {
    await browser.close();
  }
}

/** Runs in the page before anything of ours. */
function watchMarks(): void {
  const marks: Marks = {};
  (window as Marked).__marks = marks;
  const look = (): void => {
    if (marks.shell === undefined && document.querySelector('#root')?.hasChildNodes()) marks.shell = performance.now();
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
async function countBytes(page: Page): Promise<() => Bytes> {
  const session: CDPSession = await page.context().newCDPSession(page);
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
