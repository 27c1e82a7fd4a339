import { CLI } from './demo-city.ts';
import { quantile, type BenchReport, type Pair } from './measure.ts';
import { fire, request } from './raw-client.ts';
import { startServer } from './server-process.ts';
import { serverStarts } from './starts.ts';
import { number } from './tables.ts';

const REPEATS = 3;

/** The same by HTTP, from a server on that database; and how soon that server stands. */
export async function measureHttp(dataDir: string, token: string, report: BenchReport): Promise<void> {
  const { cold, warm, rssMb } = await serverStarts(dataDir);
  report.notes.push(
    `the whole server is ready after ${cold} without kept sums, after ${warm} with them; just started it holds ${number(rssMb)} MB (RSS)`,
  );
  const server = await startServer(CLI, ['serve'], dataDir);
  const pairs: Pair[] = [];
  const latencies: number[] = [];
  await perSecond('/api/v1/areas/50/summary');
  for (let i = 0; i < REPEATS; i++) {
    const limit = await perSecond('/api/v1/me');
    await server.begin();
    pairs.push({
      limit,
      ours: await perSecond(`/api/v1/areas/50/summary?from=${new Date(Date.now() - 30 * 86_400_000).toISOString()}`, latencies),
    });
    const { loopP99Ms, loopMaxMs } = await server.read();
    report.loopDelays.push({ what: `city by HTTP, run ${i + 1}`, p99Ms: loopP99Ms, maxMs: loopMaxMs });
  }
  await server.stop();
  latencies.sort((a, b) => a - b);
  report.measures.push({ what: 'city, 30 days, by HTTP', unit: 'answers/s of CPU', limitName: 'GET /me', pairs, bound: null });
  report.notes.push(
    `city, 30 days, by HTTP: answered P50 ${number(quantile(latencies, 0.5))} ms, P99 ${number(quantile(latencies, 0.99))} ms, 2 at once`,
  );

  async function perSecond(path: string, into: number[] = []): Promise<number> {
    const requests = Array.from({ length: 200 }, () => request('GET', path, token, ''));
    await server.begin();
    const { latenciesMs, statuses } = await fire({ port: server.port, requests, connections: 2, pipelining: 1 });
    if (statuses.get(200) !== requests.length) throw new Error(`${path}: ${JSON.stringify([...statuses])}`);
    into.push(...latenciesMs);
    return requests.length / ((await server.read()).cpuMs / 1000);
  }
}
