import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { alarmsAnew } from './alarms-anew.ts';
import { writeBareReadings } from './bare-readings.ts';
import { CLI, demoCity, guantong, type DemoCity } from './demo-city.ts';
import { keptIn } from './kept-readings.ts';
import type { ProbeReading } from './loop-probe.ts';
import { least, quantile, type BenchReport, type Pair } from './measure.ts';
import { BATCH, PER_SECOND, register, send, type Sent } from './readings-load.ts';
import { LONGEST_WAIT_S, RULES, switchOn } from './readings-rules.ts';
import { startServer } from './server-process.ts';
import { number } from './tables.ts';

const WARM_SECONDS = 5;
const MINUTES = Number(process.env['BENCH_MINUTES'] ?? 10);
/** Without rules, for what they cost: a short while tells it. */
const PLAIN_SECONDS = Math.min(60, MINUTES * 60);
/** An alarm stands on its page within two seconds. */
const LAG_P99_MOST_MS = 2_000;
const BEGUN_WITHIN_MS = 180_000;

interface Run {
  dataDir: string;
  sent: Sent;
  probe: ProbeReading;
  warmRows: number;
  begunMs: number;
  stoppedMs: number;
}

/** Readings from the door to the disk, summed into minutes, hours and days, and judged by rules, for as long as it takes. */
export async function bench(): Promise<BenchReport> {
  const city = demoCity();
  try {
    const plain = await run(city, { seconds: PLAIN_SECONDS, hasRules: false });
    const { dataDir, sent, probe, warmRows, ...instants } = await run(city, { seconds: MINUTES * 60, hasRules: true });
    const kept = keptIn(dataDir);
    const { told, anew, judged, lagsMs } = await alarmsAnew(dataDir, instants);
    const ofCore = (of: Pick<Run, 'sent' | 'probe'>): number => of.sent.rows / (of.probe.busyMs / 1000);
    const ours = ofCore({ sent, probe });
    const bare = (withBuckets: boolean): Pair => ({ limit: kept.total / writeBareReadings(city, dataDir, withBuckets), ours });
    const latencies = [...sent.latenciesMs].sort((a, b) => a - b);
    const total = sent.rows + warmRows;
    const lag = { p50: quantile(lagsMs, 0.5), p99: quantile(lagsMs, 0.99), most: lagsMs.at(-1) ?? Number.NaN };
    const count = (change: string): number => told.filter((line) => line.includes(` ${change} `)).length;
    const row = { what: `readings with their buckets, under ${RULES} rules`, unit: 'readings/s of a core' };
    return {
      name: 'readings',
      title: `Readings: ${PER_SECOND.toLocaleString('en-US')} a second for ${number(MINUTES)} min, each durable and in its buckets when it is answered, judged by ${RULES} rules`,
      measures: [
        { ...row, limitName: 'the same raw rows, bare driver', pairs: [bare(false)], bound: least(0.04) },
        { ...row, limitName: 'the same rows and buckets, bare driver', pairs: [bare(true)], bound: least(0.08) },
        { ...row, limitName: 'the same without a rule', pairs: [{ limit: ofCore(plain), ours }], bound: null },
      ],
      loopDelays: [
        {
          what: `${PER_SECOND} readings/s in batches of ${BATCH}, without rules`,
          p99Ms: plain.probe.loopP99Ms,
          maxMs: plain.probe.loopMaxMs,
        },
        { what: `${PER_SECOND} readings/s under ${RULES} rules`, p99Ms: probe.loopP99Ms, maxMs: probe.loopMaxMs },
      ],
      notes: [
        `${number(sent.rows / sent.seconds)} readings/s by the wall clock; ${number((probe.cpuMs * 1000) / sent.rows)} µs of CPU each; the loop was busy for ${number(probe.busyMs / 10 / sent.seconds)} % of the time`,
        `a batch was answered after P50 ${number(quantile(latencies, 0.5))} ms, P99 ${number(quantile(latencies, 0.99))} ms; memory ${number(probe.rssBytes / 1e6)} MB; ${number(kept.bytes / kept.total)} bytes a reading in the file`,
        `${number(judged / total)} rules looked at each reading, ${number(judged / (sent.seconds + WARM_SECONDS))} times a second; ${count('raised')} alarms were raised, ${count('level')} changed level, ${count('cleared')} were cleared`,
        `an alarm was recorded P50 ${number(lag.p50)} ms, P99 ${number(lag.p99)} ms, at most ${number(lag.most)} ms after the instant that it is of and the wait of its rule`,
      ],
      truths: [
        { what: `a core takes more than ${PER_SECOND} a second, with rules`, isTrue: ours > PER_SECOND },
        {
          what: `of ${total} readings ${sent.rows - sent.taken} were not taken, ${total - kept.total} are not kept, ${kept.flagged} have a flag`,
          isTrue: sent.taken === sent.rows && kept.total === total && kept.flagged === 0,
        },
        {
          what: `minutes, hours and days each hold every one of them; ${kept.wrong} minutes are not what their rows come to`,
          isTrue: kept.inSteps.length === 3 && kept.inSteps.every((n) => n === total) && kept.wrong === 0,
        },
        {
          what: `${differing(told, anew)} of ${anew.length} changes of alarms differ from those of the engine alone`,
          isTrue: differing(told, anew) === 0,
        },
        { what: 'alarms were raised, and cleared', isTrue: count('raised') > 0 && count('cleared') > 0 },
        { what: `rules kept up: P99 of their lag at most ${LAG_P99_MOST_MS} ms`, isTrue: lag.p99 <= LAG_P99_MOST_MS },
      ],
    };
  } finally {
    city.remove();
  }
}

async function run(city: DemoCity, { seconds, hasRules }: { seconds: number; hasRules: boolean }): Promise<Run> {
  const dataDir = city.fresh();
  const token = guantong(dataDir, 'token', 'create', '--role', 'system', '--area', 'city').trim();
  const server = await startServer(CLI, ['serve'], dataDir);
  const place = { port: server.port, token };
  const now = city.pack.areas.filter(({ validToMs }) => validToMs === null);
  const ofTier = (tier: string): string[] => now.filter((area) => area.tier === tier).map(({ code }) => code);
  await register(place, ofTier('street'));
  if (hasRules) await switchOn(place, ofTier('city')[0]!, ofTier('district'));
  const { rows: warmRows } = await send(place, WARM_SECONDS);
  await sleep(2_000);
  if (hasRules) await caughtUp(dataDir);
  await server.begin();
  const begunMs = Date.now();
  const sent = await send(place, seconds);
  const probe = await server.read();
  // What rules wait for, and one look of the clock more.
  if (hasRules) await sleep(LONGEST_WAIT_S * 1000 + 3_000);
  const stoppedMs = Date.now();
  await server.stop();
  return { dataDir, sent, probe, warmRows, begunMs, stoppedMs };
}

/** A new rule first looks at what each of its instruments told before. */
async function caughtUp(dataDir: string): Promise<void> {
  const db = new Database(join(dataDir, 'guantong.db'), { readonly: true });
  const behind = db.prepare("SELECT last_id - (SELECT at FROM rule_cursors WHERE log = 'readings') FROM reading_head").pluck();
  for (const until = performance.now() + BEGUN_WITHIN_MS; behind.get() !== 0; await sleep(200))
    if (performance.now() > until) throw new Error(`The rules had not begun after ${BEGUN_WITHIN_MS} ms`);
  db.close();
}

/** Lines that only one side has. */
function differing(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [new Set(one), new Set(other)];
  return one.filter((line) => !b.has(line)).length + other.filter((line) => !a.has(line)).length + Math.abs(one.length - a.size);
}
