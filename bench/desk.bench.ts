import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { DESK_VIEWS } from '../shared/desk-views.ts';
import { storedCellSum, takeGroups, writeBare } from './bare-rows.ts';
import { launch, openStage, signedIn, type Stage } from './browser.ts';
import { CLI, demoCity, guantong, type DemoCity } from './demo-city.ts';
import { generate } from './generate.ts';
import { eventsOf, groupsHolding } from './ingest-ways.ts';
import { least, most, quantile, type BenchReport, type Pair } from './measure.ts';
import { fire, request } from './raw-client.ts';
import { reportBodies } from './reports.ts';
import { startServer } from './server-process.ts';
import { number } from './tables.ts';

const COUNT = Number(process.env['BENCH_INCIDENTS'] ?? 1_000_000);
const OPEN = 50_000;
const REPEATS = 3;
const COMMANDS = 3_000;
const LISTS_EACH = 12;
const LIST_P95_MOST_MS = 200;
const UPDATES_PER_SECOND = 20;
const WATCHED_MS = 8_000;

/** A dispatcher's day: commands from the key to the disk, the queue of a full city, and its frames while others work. */
export async function bench(): Promise<BenchReport> {
  const report: BenchReport = {
    name: 'desk',
    title: `Desk: ${OPEN.toLocaleString('en-US')} open incidents of ${COUNT.toLocaleString('en-US')} kept`,
    measures: [],
    loopDelays: [],
    notes: [],
    truths: [],
  };
  const city = demoCity();
  try {
    for (let i = 0; i < REPEATS; i++) await commands(city, i, report);
  } finally {
    city.remove();
  }
  const stage = await openStage((of, dataDir) => {
    const cells = generate(of, dataDir, { count: COUNT, open: OPEN, untilMs: Date.now(), seed: 41, hasEvents: false });
    report.notes.push(`the generator gave ${cells.toLocaleString('en-US')} cells`);
  });
  const browser = await launch();
  try {
    await lists(stage, report);
    const context = await signedIn(browser, stage.url, 'dispatcher');
    await frames(stage, await context.newPage(), report);
  } finally {
    await browser.close();
    await stage.close();
  }
  return report;
}

/** Registering what came in: each command alone, then many hands at once against the same rows written bare. */
async function commands(city: DemoCity, repeat: number, report: BenchReport): Promise<void> {
  const dataDir = city.fresh();
  const token = guantong(dataDir, 'token', 'create', '--role', 'dispatcher', '--area', 'city').trim();
  const server = await startServer(CLI, ['serve'], dataDir);
  const reports = reportBodies(city, COMMANDS + 300, 700 + repeat).map((body) => request('POST', '/api/v1/incidents', city.token, body));
  await fire({ port: server.port, requests: reports, connections: 8, pipelining: 8 });
  const register = (id: number): Buffer => request('POST', `/api/v1/incidents/${id}/commands/register`, token, '{"seenVersion":1}');
  const ids = Array.from({ length: COMMANDS + 300 }, (_, i) => i + 1);
  // One hand: what a dispatcher waits for.
  const alone = await fire({ port: server.port, requests: ids.slice(0, 300).map(register), connections: 1, pipelining: 1 });
  await server.begin();
  const loaded = await fire({ port: server.port, requests: ids.slice(300).map(register), connections: 16, pipelining: 4 });
  const probe = await server.read();
  await server.stop();
  const groups = takeGroups(dataDir, city.pack.pack.timeZone, probe.commitsAtMs);
  const bareDir = city.fresh();
  const before = groupsHolding(groups, reports.length + 300);
  writeBare(bareDir, groups.slice(0, before));
  const bare = writeBare(bareDir, groups.slice(before));
  const measured = eventsOf(groups.slice(before));
  const pair: Pair = { limit: measured / bare.seconds, ours: COMMANDS / (probe.busyMs / 1000) };
  const known = report.measures[0];
  if (known) report.measures[0] = { ...known, pairs: [...known.pairs, pair] };
  else
    report.measures.push({
      what: 'commands (register)',
      unit: 'commands/s of a core',
      limitName: 'the same rows, same groups, bare driver',
      pairs: [pair],
      bound: least(0.15),
    });
  report.loopDelays.push({ what: `commands, run ${repeat + 1}`, p99Ms: probe.loopP99Ms, maxMs: probe.loopMaxMs });
  const sorted = (values: Float64Array): number[] => [...values].sort((a, b) => a - b);
  const [one, many] = [sorted(alone.latenciesMs), sorted(loaded.latenciesMs)];
  report.notes.push(
    `run ${repeat + 1}: one command after another P50 ${number(quantile(one, 0.5))} ms, P95 ${number(quantile(one, 0.95))} ms; ` +
      `64 in flight P50 ${number(quantile(many, 0.5))} ms, P95 ${number(quantile(many, 0.95))} ms`,
  );
  const isTaken = [alone, loaded].every(({ statuses }) => [...statuses.keys()].every((status) => status < 300));
  report.truths.push({
    what: `run ${repeat + 1}: every command was taken; bare and ours stored the same cells`,
    isTrue: isTaken && bare.cellSum === storedCellSum(dataDir),
  });
}

interface Page200 {
  rows: { id: number; version: number }[];
  total: number;
}
async function ask<T>(stage: Stage, path: string): Promise<T> {
  const answer = await fetch(`${stage.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${stage.city.token}` } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** A page of the queue in each of its views, of the city, a district and a street, and the counts beside them; by HTTP. */
async function lists(stage: Stage, report: BenchReport): Promise<void> {
  const took: number[] = [];
  const areas = ['50', '500103', stage.city.pack.areas.find(({ parent, tier }) => parent === '500103' && tier === 'street')!.code];
  const timed = async (path: string): Promise<void> => {
    const begin = performance.now();
    await ask(stage, path);
    took.push(performance.now() - begin);
  };
  const { total } = await ask<Page200>(stage, 'incidents?status=open&area=50&sort=risk&limit=200');
  for (let i = 0; i < LISTS_EACH; i++)
    for (const area of areas) {
      for (const view of DESK_VIEWS)
        await timed(`incidents?status=open&area=${area}&sort=risk&limit=200${view === 'all' ? '' : `&view=${view}`}`);
      await timed(`incidents/views?area=${area}`);
    }
  took.sort((a, b) => a - b);
  const p95 = quantile(took, 0.95);
  report.truths.push({ what: `${total.toLocaleString('en-US')} are open`, isTrue: total === OPEN });
  report.truths.push({
    what: `a page of the queue in any view, or the counts of all: P50 ${number(quantile(took, 0.5))} ms, P95 ${number(p95)} ms of ${took.length}, at most ${LIST_P95_MOST_MS}`,
    isTrue: p95 <= LIST_P95_MOST_MS,
  });
  report.measures.push({
    what: 'a page of 200 by risk, of the city',
    unit: 'ms',
    limitName: 'the same rows by SQL, bare driver',
    pairs: await pagesAgainstBare(stage),
    bound: null,
  });
}

async function pagesAgainstBare(stage: Stage): Promise<Pair[]> {
  const db = new Database(`${stage.dataDir}/guantong.db`, { readonly: true });
  const bare = db.prepare('SELECT * FROM incidents WHERE is_open = 1 ORDER BY risk_at_ms, severity_rank, id LIMIT 201');
  const pairs: Pair[] = [];
  for (let i = 0; i < 10; i++) {
    let begin = performance.now();
    bare.all();
    const limit = performance.now() - begin;
    begin = performance.now();
    await ask(stage, 'incidents?status=open&area=50&sort=risk&limit=200');
    pairs.push({ limit, ours: performance.now() - begin });
  }
  db.close();
  return pairs;
}

/** The queue is scrolled through all the time, while others register what stands in it; an empty queue under the same work is the limit. */
async function frames(stage: Stage, page: Page, report: BenchReport): Promise<void> {
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  const token = guantong(stage.dataDir, 'token', 'create', '--role', 'dispatcher', '--area', 'city').trim();
  const { rows } = await ask<Page200>(stage, 'incidents?status=open&area=50&sort=risk&limit=500');
  let next = 0;
  const p50: Pair[] = [];
  const p95: Pair[] = [];
  let refused = 0;
  const update = async (): Promise<void> => {
    const row = rows[next++ % rows.length]!;
    const answer = await fetch(`${stage.url}/api/v1/incidents/${row.id}/commands/note`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ seenVersion: row.version, text: '已电话核实' }),
    });
    if (answer.ok) row.version = ((await answer.json()) as { version: number }).version;
    else refused += 1;
  };
  for (let i = 0; i < REPEATS; i++) {
    const [empty, full] = [await watch(stage, page, 'supervised', update), await watch(stage, page, 'all', update)];
    p50.push({ limit: quantile(empty, 0.5), ours: quantile(full, 0.5) });
    p95.push({ limit: quantile(empty, 0.95), ours: quantile(full, 0.95) });
  }
  const row = { unit: 'ms', limitName: 'an empty queue' };
  report.measures.push(
    { ...row, what: `a frame of the queue, ${UPDATES_PER_SECOND} updates/s, P50`, pairs: p50, bound: most(1.3) },
    { ...row, what: `a frame of the queue, ${UPDATES_PER_SECOND} updates/s, P95`, pairs: p95, bound: null },
  );
  report.truths.push({ what: `the page had ${faults.length} faults ${faults[0] ?? ''}`.trim(), isTrue: faults.length === 0 });
  report.truths.push({ what: `${refused} updates were refused`, isTrue: refused === 0 });
}

/** Times between frames, sorted. */
async function watch(stage: Stage, page: Page, view: string, update: () => Promise<void>): Promise<number[]> {
  await page.goto(`${stage.url}/desk?queue=${view}&motion=off`);
  await page.waitForSelector('[data-map-ready="true"]', { state: 'attached', timeout: 120_000 });
  await page.waitForTimeout(2_000);
  const timer = setInterval(() => void update(), 1000 / UPDATES_PER_SECOND);
  try {
    return await page.evaluate(async (forMs) => {
      const grid = document.querySelector('[role="grid"]');
      const scrolled = [grid, ...(grid?.querySelectorAll('*') ?? [])].find((each) => each && each.scrollHeight > each.clientHeight + 50);
      const took: number[] = [];
      const begin = performance.now();
      let last = begin;
      let step = 24;
      while (last - begin < forMs) {
        if (scrolled) {
          if (scrolled.scrollTop + scrolled.clientHeight >= scrolled.scrollHeight - 100) step = -24;
          if (scrolled.scrollTop <= 0) step = 24;
          scrolled.scrollTop += step;
        }
        const at = await new Promise<number>(requestAnimationFrame);
        took.push(at - last);
        last = at;
      }
      return took.slice(1).sort((a, b) => a - b);
    }, WATCHED_MS);
  } finally {
    clearInterval(timer);
  }
}
