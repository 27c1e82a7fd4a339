import { TICK_MS } from '../shared/live.ts';
import { CLI, demoCity, type DemoCity } from './demo-city.ts';
import { answeredMs, bareRun, latenciesOf, liveRun, reporter, spansMs, type LiveRun } from './live-runs.ts';
import { least, most, quantile, spread, type BenchReport, type Pair } from './measure.ts';
import { openScreens } from './screens.ts';
import { BENCH_PROCESS, startServer, type ServerProcess } from './server-process.ts';
import { number } from './tables.ts';

const WIDTHS = [100, 1_000, 2_000] as const;
const MAIN = 1_000;
const REPEATS = 3;
const SECONDS = 5;
/** One incident a tick: the most frames there can be for the least else to do. */
const QUIET = { perSecond: 1000 / TICK_MS, times: (SECONDS * 1000) / TICK_MS };
const BUSY = { perSecond: 40, times: 40 * SECONDS };
const BURST = { perSecond: 50, times: 50 * SECONDS };
const BYTES_MOST = 80;

/** The live channel of a real server: real incidents, framed by its own broadcaster, to sockets that have joined the city's room. */
export async function bench(): Promise<BenchReport> {
  const city = demoCity();
  const report: BenchReport = {
    name: 'fan-out',
    title: 'Fan-out: incidents of the whole city to sockets that watch it',
    measures: [],
    loopDelays: [],
    notes: [],
    truths: [],
  };
  const server = await startServer(CLI, ['serve'], city.fresh());
  const bare = await startServer(BENCH_PROCESS, ['--bare-sockets'], city.folder);
  try {
    await measureAll({ city, server, bare, report });
  } finally {
    await server.stop();
    await bare.stop();
    city.remove();
  }
  return report;
}

interface Stage {
  city: DemoCity;
  server: ServerProcess;
  bare: ServerProcess;
  report: BenchReport;
}

async function measureAll({ city, server, bare, report }: Stage): Promise<void> {
  const perRepeat = QUIET.times * (WIDTHS.length + 1) + BUSY.times * 2 + BURST.times;
  const post = reporter(city, server, REPEATS * perRepeat + BURST.times);
  await post(BURST.perSecond, BURST.times);

  // What both sides cost without anybody to hear of it is taken off: there the incidents come in, here a process only is.
  const alone = { quiet: [] as LiveRun[], busy: [] as LiveRun[] };
  const bareAlone: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    bareAlone.push((await bareRun(bare, null, { kind: 'write', text: '', ...QUIET })).cpuMs);
    alone.quiet.push(await liveRun(server, post, null, QUIET));
    alone.busy.push(await liveRun(server, post, null, BUSY));
  }
  const cpuOf = (runs: readonly LiveRun[]): number => spread(runs.map(({ probe }) => probe.cpuMs)).median;
  const aloneMs = { quiet: cpuOf(alone.quiet), busy: cpuOf(alone.busy), bare: spread(bareAlone).median };

  for (const width of WIDTHS) {
    const screens = await openScreens(server.port, width, { token: city.token, area: '50' });
    const lines = await openScreens(bare.port, width, null);
    const pairs: Pair[] = [];
    const runs: LiveRun[] = [];
    let isWhole = true;
    for (let i = 0; i < REPEATS; i++) {
      const run = await liveRun(server, post, screens, QUIET);
      const limit = await bareRun(bare, lines, { kind: 'write', text: run.frames.at(-1)!.text, ...QUIET });
      runs.push(run);
      pairs.push({
        limit: (limit.messages * 1000) / (limit.cpuMs - aloneMs.bare),
        ours: (run.seen.messages * 1000) / (run.probe.cpuMs - aloneMs.quiet),
      });
      isWhole &&= run.isWhole && limit.isWhole;
    }
    await lines.close();
    const name = `${width.toLocaleString('en-US')} sockets`;
    // To few sockets the messages cost less than what coming in differs by from run to run: then there is no rate to tell.
    const isTold = pairs.every(({ limit, ours }) => limit > 0 && ours > 0);
    if (isTold || width === MAIN)
      report.measures.push({
        what: `messages to ${name}`,
        unit: 'messages/s of a core',
        limitName: 'one prepared frame, bare ws',
        pairs,
        bound: width === MAIN ? least(0.55) : null,
      });
    report.truths.push({ what: `${name}: every one got every frame and nothing else; 0 lost`, isTrue: isWhole });
    report.loopDelays.push({
      what: name,
      p99Ms: spread(runs.map(({ probe }) => probe.loopP99Ms)).median,
      maxMs: spread(runs.map(({ probe }) => probe.loopMaxMs)).median,
    });
    const micros = (side: keyof Pair): string => number(spread(pairs.map((pair) => 1e6 / pair[side])).median);
    const cost = isTold
      ? `CPU ${micros('ours')} µs a delivered message, bare ${micros('limit')} µs`
      : 'their CPU cannot be told from what comes in';
    const spans = runs.flatMap(spansMs).sort((a, b) => a - b);
    report.notes.push(
      `${name}: ${cost}; from the first socket to the last P50 ${number(quantile(spans, 0.5))} ms; ` +
        `the server holds ${number(runs.at(-1)!.probe.rssBytes / 2 ** 20)} MB (RSS)`,
    );
    if (width === MAIN) {
      await burst({ server, report }, post, screens, alone.busy);
      await coalescing({ city, server, bare, report }, post, screens, { ours: aloneMs.busy, limit: aloneMs.bare });
    }
    await screens.close();
  }
}

type Post = ReturnType<typeof reporter>;
type Open = Awaited<ReturnType<typeof openScreens>>;

/** How long a screen waits for what was posted, how many bytes it takes, and whether the sender waits for the screens. */
async function burst({ server, report }: Pick<Stage, 'server' | 'report'>, post: Post, screens: Open, alone: LiveRun[]): Promise<void> {
  const p50: Pair[] = [];
  const p99: Pair[] = [];
  const answers: Pair[] = [];
  let isWhole = true;
  let [bytes, rows] = [0, 0];
  for (let i = 0; i < REPEATS; i++) {
    const run = await liveRun(server, post, screens, BURST);
    const took = latenciesOf(run);
    p50.push({ limit: TICK_MS / 2 + 25, ours: quantile(took, 0.5) });
    p99.push({ limit: TICK_MS + 50, ours: quantile(took, 0.99) });
    answers.push({ limit: quantile(answeredMs(alone[i]!), 0.5), ours: quantile(answeredMs(run), 0.5) });
    bytes += run.seen.frameBytes;
    for (const { frame, arrivedMs } of run.frames) rows += frame.rows.length * arrivedMs.length;
    isWhole &&= run.isWhole;
    report.loopDelays.push({
      what: `${BURST.perSecond} incidents/s, run ${i + 1}`,
      p99Ms: run.probe.loopP99Ms,
      maxMs: run.probe.loopMaxMs,
    });
  }
  const name = `${BURST.perSecond} incidents/s, ${screens.count.toLocaleString('en-US')} sockets`;
  const row = { unit: 'ms', bound: most(1) };
  report.measures.push(
    { ...row, what: `${name}: POST to socket, P50`, limitName: 'half a tick + 25 ms', pairs: p50 },
    { ...row, what: `${name}: POST to socket, P99`, limitName: 'a tick + 50 ms', pairs: p99 },
    { ...row, what: `${name}: the POST’s answer, P50`, limitName: `${BUSY.perSecond}/s without sockets`, pairs: answers, bound: null },
  );
  const each = bytes / rows;
  report.truths.push(
    { what: `${name}: 0 lost`, isTrue: isWhole },
    { what: `${name}: bytes per event and client ${number(each)} ≤ ${BYTES_MOST}, framing included`, isTrue: each <= BYTES_MOST },
  );
}

/** One frame a tick against one message an event, as one writes it first. */
async function coalescing(
  { server, bare, city, report }: Stage,
  post: Post,
  screens: Open,
  aloneMs: { ours: number; limit: number },
): Promise<void> {
  const plain = await openScreens(bare.port, screens.count, { token: city.token, area: '50' });
  const pairs: Pair[] = [];
  let isWhole = true;
  for (let i = 0; i < REPEATS; i++) {
    const run = await liveRun(server, post, screens, BUSY);
    const messages = run.frames.flatMap(({ frame }) => frame.rows.map((row) => ({ ...frame, seq: row[0], rows: [row] })));
    const limit = await bareRun(bare, plain, { kind: 'emit', messages, perSecond: BUSY.perSecond });
    pairs.push({ limit: (limit.cpuMs - aloneMs.limit) / (SECONDS * 10), ours: (run.probe.cpuMs - aloneMs.ours) / (SECONDS * 10) });
    isWhole &&= run.isWhole && limit.isWhole;
  }
  await plain.close();
  const name = `coalescing: ${BUSY.perSecond} incidents/s, ${screens.count.toLocaleString('en-US')} sockets`;
  report.measures.push({ what: name, unit: '% of a core', limitName: 'Socket.IO, each event when it comes', pairs, bound: most(0.4) });
  report.truths.push({ what: `${name}: 0 lost on either side`, isTrue: isWhole });
}
