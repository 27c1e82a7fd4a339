import { join } from 'node:path';
import Database from 'better-sqlite3';
import { coreSeconds } from './core-time.ts';
import { CLI, demoCity, guantong, type DemoCity } from './demo-city.ts';
import { least, quantile, type BenchReport, type Pair } from './measure.ts';
import { paced } from './paced.ts';
import { fire, request } from './raw-client.ts';
import { startServer } from './server-process.ts';
import { number } from './tables.ts';

const PER_SECOND = 5_000;
const DEVICES = 2_500;
/** Of one batch, as a gateway sends them. */
const BATCH = 500;
const WARM_SECONDS = 5;
const SECONDS = Number(process.env['BENCH_MINUTES'] ?? 10) * 60;
const INDICATORS = ['rain.hour', 'heat.air-temperature'] as const;

/** Readings per second from the door to the disk, judged and summed into minutes, hours and days, for as long as it takes. */
export async function bench(): Promise<BenchReport> {
  const city = demoCity();
  try {
    const dataDir = city.fresh();
    const token = guantong(dataDir, 'token', 'create', '--role', 'system', '--area', 'city').trim();
    const server = await startServer(CLI, ['serve'], dataDir);
    const place = { port: server.port, token };
    await register(place, city);
    await send(place, WARM_SECONDS);
    await server.begin();
    const sent = await send(place, SECONDS);
    const probe = await server.read();
    await server.stop();
    const kept = keptIn(dataDir);
    const rows = sent.rows;
    const bare = (withBuckets: boolean): Pair => ({
      limit: kept.total / writeBare(city, dataDir, withBuckets),
      ours: rows / (probe.busyMs / 1000),
    });
    const sorted = [...sent.latenciesMs].sort((a, b) => a - b);
    const total = rows + PER_SECOND * WARM_SECONDS;
    return {
      name: 'readings',
      title: `Readings: ${PER_SECOND.toLocaleString('en-US')} a second for ${number(SECONDS / 60)} min, each durable and in its buckets when it is answered`,
      measures: [
        {
          what: 'readings with their buckets',
          unit: 'readings/s of a core',
          limitName: 'the same raw rows, bare driver',
          pairs: [bare(false)],
          bound: least(0.08),
        },
        {
          what: 'readings with their buckets',
          unit: 'readings/s of a core',
          limitName: 'the same rows and buckets, bare driver',
          pairs: [bare(true)],
          bound: null,
        },
      ],
      loopDelays: [{ what: `${PER_SECOND} readings/s in batches of ${BATCH}`, p99Ms: probe.loopP99Ms, maxMs: probe.loopMaxMs }],
      notes: [
        `${number(rows / sent.seconds)} readings/s by the wall clock; ${number((probe.cpuMs * 1000) / rows)} µs of CPU each; the loop was busy for ${number(probe.busyMs / 10 / sent.seconds)} % of the time`,
        `a batch was answered after P50 ${number(quantile(sorted, 0.5))} ms, P99 ${number(quantile(sorted, 0.99))} ms; memory ${number(probe.rssBytes / 1e6)} MB; ${number(kept.bytes / kept.total)} bytes a reading in the file`,
      ],
      truths: [
        { what: `a core takes more than ${PER_SECOND} a second`, isTrue: rows / (probe.busyMs / 1000) > PER_SECOND },
        { what: 'every reading that was answered is kept', isTrue: sent.taken === rows && kept.total === total },
        {
          what: 'minutes, hours and days each hold every one of them',
          isTrue: kept.inSteps.length === 3 && kept.inSteps.every((n) => n === total),
        },
      ],
    };
  } finally {
    city.remove();
  }
}

interface Place {
  port: number;
  token: string;
}
const codeOf = (i: number): string => `bench-${i}`;

async function register({ port, token }: Place, { pack }: DemoCity): Promise<void> {
  const streets = pack.areas.filter(({ tier, validToMs }) => tier === 'street' && validToMs === null);
  const requests = Array.from({ length: DEVICES }, (_, i) => {
    const body = {
      names: { zh: codeOf(i), en: codeOf(i) },
      kind: 'weather',
      area: streets[i % streets.length]!.code,
      channels: INDICATORS.map((indicator) => ({ indicator })),
    };
    return request('PUT', `/api/v1/devices/${codeOf(i)}`, token, JSON.stringify(body));
  });
  const { statuses } = await fire({ port, requests, connections: 4, pipelining: 8 });
  if (statuses.get(201) !== DEVICES) throw new Error(`Devices were not registered: ${JSON.stringify([...statuses])}`);
}

/** Every channel tells once a second; a batch goes out when its time has come, whether or not the one before was answered. */
async function send(
  { port, token }: Place,
  seconds: number,
): Promise<{ rows: number; taken: number; seconds: number; latenciesMs: number[] }> {
  const begin = performance.now();
  const latenciesMs: number[] = [];
  let [rows, taken] = [0, 0];
  const under: Promise<void>[] = [];
  const perSecond = PER_SECOND / BATCH;
  await paced(perSecond, seconds * perSecond, (i) => {
    const body = bodyOf(i);
    rows += BATCH;
    const at = performance.now();
    under.push(
      fetch(`http://127.0.0.1:${port}/api/v1/readings`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body,
      })
        .then((response) => response.json())
        .then((answer) => {
          latenciesMs.push(performance.now() - at);
          taken += (answer as { taken: number }).taken;
        }),
    );
  });
  await Promise.all(under);
  return { rows, taken, seconds: (performance.now() - begin) / 1000, latenciesMs };
}

/** The next devices in turn: two channels of each. */
function bodyOf(batch: number): string {
  const at = new Date().toISOString();
  const first = (batch * BATCH) / INDICATORS.length;
  const readings = Array.from({ length: BATCH }, (_, i) => ({
    device: codeOf((first + Math.floor(i / INDICATORS.length)) % DEVICES),
    indicator: INDICATORS[i % INDICATORS.length],
    at,
    value: 20 + ((batch * 7 + i) % 40) / 40,
  }));
  return JSON.stringify({ readings });
}

interface Kept {
  total: number;
  bytes: number;
  /** Good readings in the buckets of each step. */
  inSteps: number[];
}
function keptIn(dataDir: string): Kept {
  const db = new Database(join(dataDir, 'guantong.db'), { readonly: true });
  const total = db.prepare('SELECT count(*) FROM readings').pluck().get() as number;
  const inSteps = db.prepare('SELECT sum(n) FROM reading_buckets GROUP BY step ORDER BY step').pluck().all() as number[];
  const pages = db.pragma('page_count', { simple: true }) as number;
  const bytes = pages * (db.pragma('page_size', { simple: true }) as number);
  db.close();
  return { total, bytes, inSteps };
}

/** The very rows that ours has written, in the groups that came at one time, into a fresh copy of the same tables; gives seconds. */
function writeBare(city: DemoCity, dataDir: string, withBuckets: boolean): number {
  const source = new Database(join(dataDir, 'guantong.db'), { readonly: true });
  const rows = source.prepare('SELECT id, channel, at_ms, received_ms, value, flags FROM readings ORDER BY id').raw().all() as number[][];
  source.close();
  const db = new Database(join(city.fresh(), 'guantong.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('cache_size = -65536');
  const insert = db.prepare('INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?)');
  const bucket = db.prepare(
    `INSERT INTO reading_buckets VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + 1, sum = sum + excluded.sum,
     min = min(min, excluded.min), max = max(max, excluded.max), last = excluded.last, last_at_ms = excluded.last_at_ms`,
  );
  const [begin, commit] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')];
  const seconds = coreSeconds(() => {
    for (let i = 0; i < rows.length; ) {
      const receivedMs = rows[i]![3];
      begin.run();
      for (; i < rows.length && rows[i]![3] === receivedMs; i++) {
        const row = rows[i]!;
        insert.run(row);
        if (!withBuckets) continue;
        const [, channel, at, , value] = row as [number, number, number, number, number];
        for (const [step, ms] of [60_000, 3_600_000, 86_400_000].entries())
          bucket.run(step, at - (at % ms), channel, value, value, value, value, at);
      }
      commit.run();
    }
  });
  db.close();
  return seconds;
}
