import { setTimeout as rest } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Summary } from '../../shared/summary.ts';
import type { Counted } from './page-counters.ts';
import type { Block, Plan, Trouble } from './plan.ts';
import { openReader, type Reading } from './reading.ts';
import type { Stage } from './stage.ts';
import { traffic, turns, type Traffic } from './traffic.ts';

/** What was done to a wall up to one look at it, and how it stood then. */
export interface Look {
  updates: number;
  reading: Reading;
}
export interface Week {
  looks: Look[];
  done: Record<'cuts' | 'silences' | 'losses' | 'midnights' | 'restarts' | 'refused', number>;
  /** What was not as it should be, in words. */
  faults: string[];
}

const SILENT_MS = 6_500;
const HEALS_MS = 30_000;
/** Answers to the last updates are under way for so long. */
const SETTLE_MS = 1_500;
const BEFORE_MIDNIGHT_MS = 4_000;

/** A week in minutes: everything that happens to a wall in one, in blocks with a look at the page after each. */
export async function liveWeek(stage: Stage, plan: Plan, say: (line: string) => void): Promise<Week> {
  const { page } = stage;
  const week: Week = { looks: [], done: { cuts: 0, silences: 0, losses: 0, midnights: 0, restarts: 0, refused: 0 }, faults: [] };
  let loads = 0;
  page.on('load', () => (loads += 1));
  page.on('pageerror', (error) => week.faults.push(`error of the page: ${error.message}`));
  const read = await openReader(page);
  const work = traffic({ city: stage.city, token: stage.token, port: stage.port, updatesPerSecond: plan.updatesPerSecond });
  const hurt = troubles(stage, week, work);
  const orders = turns(
    stage.city.pack.areas.filter(({ tier, validToMs }) => tier === 'district' && validToMs === null).map(({ code }) => code),
    work.some,
  );
  for (const [index, block] of plan.blocks.entries()) {
    work.go();
    const turning = setInterval(() => void stage.order(orders.next().value).catch(() => undefined), plan.turnEveryMs);
    await endure(block, hurt);
    clearInterval(turning);
    await work.pause();
    const since = work.updates - (week.looks.at(-1)?.updates ?? 0);
    if (plan.leakPerUpdate > 0) await page.evaluate((bytes) => (window as unknown as Counted).soak.leak(bytes), plan.leakPerUpdate * since);
    await settle(stage, week, index);
    week.looks.push({ updates: work.updates, reading: await read() });
    say(lookLine(index + 1, plan.blocks.length, week.looks.at(-1)!));
  }
  week.done.refused = work.refused;
  if (loads > 0) week.faults.push(`the page was loaded anew ${loads} times`);
  return week;
}

/** The block's time, with its troubles spread over it. */
async function endure({ seconds, troubles: given }: Block, hurt: (trouble: Trouble) => Promise<void>): Promise<void> {
  const end = performance.now() + seconds * 1000;
  for (const [i, trouble] of given.entries()) {
    await rest(Math.max(0, (end - performance.now()) / (given.length - i + 1)));
    await hurt(trouble);
  }
  await rest(Math.max(0, end - performance.now()));
}

function troubles({ page, line, ...stage }: Stage, { done, faults }: Week, work: Traffic): (trouble: Trouble) => Promise<void> {
  const isLive = (what: string): Promise<void> =>
    page
      .locator('[data-line="live"]')
      .waitFor({ timeout: HEALS_MS })
      .catch(() => void faults.push(`${what}: not live again within ${HEALS_MS / 1000} s`));
  const acts: Record<Trouble, () => Promise<void>> = {
    async cut() {
      line.cut();
      done.cuts += 1;
      await isLive('a cut');
    },
    async silence() {
      line.silence();
      await page
        .locator('[data-line="stale"]')
        .waitFor({ timeout: SILENT_MS })
        .catch(() => void faults.push(`a silent line was not said within ${SILENT_MS} ms`));
      line.speak();
      done.silences += 1;
      await isLive('a silence');
    },
    async loss() {
      await page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas');
        canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
      });
      done.losses += 1;
    },
    async midnight() {
      await stage.order({ scene: 'everyday', show: { kind: 'area', id: stage.root } });
      const before = await received(page, { isMore: true, than: 0 });
      await stage.jumpToMidnight(BEFORE_MIDNIGHT_MS);
      done.midnights += 1;
      await isLive('a midnight');
      const after = await received(page, { isMore: false, than: before ?? 0 });
      if (before === null || after === null) faults.push(`“today” did not turn over at midnight (${before} received, then ${after})`);
    },
    async restart() {
      work.to(await stage.restart());
      done.restarts += 1;
      await isLive('a restart of the server');
    },
  };
  return (trouble) => acts[trouble]();
}

/** What came in today, as the glass says it, once it is more or less than this; null = it does not become so. */
const received = (page: Page, than: { isMore: boolean; than: number }): Promise<number | null> =>
  page
    .waitForFunction(
      (wanted) => {
        const value = Number.parseInt(document.querySelector('[data-panel="series"] strong')?.textContent?.replaceAll(',', '') ?? '', 10);
        return (wanted.isMore ? value > wanted.than : value < wanted.than) && { value };
      },
      than,
      { timeout: HEALS_MS },
    )
    .then(async (found) => ((await found.jsonValue()) as { value: number }).value)
    .catch(() => null);

/** The same picture at each look: what differs between two of them is not the scene. It must then say what the server says. */
async function settle(stage: Stage, { faults }: Week, index: number): Promise<void> {
  const { page, root } = stage;
  await stage.order({ scene: 'everyday', show: { kind: 'area', id: root } });
  const when = `after block ${index + 1}`;
  const isThere = (selector: string, what: string): Promise<void> =>
    page
      .locator(selector)
      .waitFor({ state: 'attached', timeout: HEALS_MS })
      .catch(() => void faults.push(`${when}: ${what}`));
  await isThere(`[data-why="asked"][data-scene="everyday"][data-area="${root}"][data-line="live"]`, 'the scene did not come back');
  await isThere('[data-map-ready="true"]', 'the map was not drawn');
  await rest(SETTLE_MS);
  const { totals } = await stage.get<Summary>(`/areas/${root}/summary?window=7d`);
  const shown = await page
    .waitForFunction(
      (open) => document.querySelector('[data-panel="figures"] strong')?.textContent?.replace(/\D/g, '') === open,
      String(totals.open),
      { timeout: HEALS_MS },
    )
    .then(() => true)
    .catch(() => false);
  if (!shown) faults.push(`${when}: the glass does not say how many are open (${totals.open})`);
}

const MB = 1_000_000;
const lookLine = (n: number, of: number, { updates, reading }: Look): string =>
  `${n}/${of}: ${updates} updates, ${reading.turns} turns, heap ${(reading.heapBytes / MB).toFixed(2)} MB, ${reading.nodes} nodes, ${reading.listeners} listeners`;
