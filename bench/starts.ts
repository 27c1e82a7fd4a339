import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '../server/app/ports.ts';
import { rebuild } from '../server/db/rebuild.ts';
import { METRIC_COUNT } from '../server/domain/metrics.ts';
import { stretches } from '../server/sums/cubes.ts';
import type { Sums } from '../server/sums/sums.ts';
import { presetWindow } from '../shared/local-time.ts';
import { cpuSeconds } from './core-time.ts';
import { CLI } from './demo-city.ts';
import { least, type BenchReport, type Pair } from './measure.ts';
import { openSums } from './open-sums.ts';
import { startServer } from './server-process.ts';
import { number } from './tables.ts';

const REPEATS = 3;

export interface StartOptions {
  what: string;
  /** A file, or `postgres://…`. */
  place: string;
  dataDir: string;
  environment?: Readonly<Record<string, string>>;
  /** CPU seconds of the database's own processes so far. */
  besides?: () => number;
}

/** A start reads the sums that were put by, or the stored cells; making those anew from the log is what it spares. */
export async function measureStarts({ what, place, dataDir, environment = {}, besides }: StartOptions, report: BenchReport): Promise<void> {
  const warm: Pair[] = [];
  const cold: Pair[] = [];
  let differ = 0;
  for (let i = 0; i < REPEATS; i++) {
    const opened = await openSums(place, dataDir);
    const fromCells = await timed(opened.cold, besides);
    await opened.keep(fromCells.value);
    const fromImage = await timed(opened.warm, besides);
    differ += differences(fromCells.value, fromImage.value, opened.catalogue);
    const { seconds } = await timed(() => rebuild(opened.database.connection), besides);
    warm.push({ limit: 1 / seconds, ours: 1 / fromImage.seconds });
    cold.push({ limit: 1 / seconds, ours: 1 / fromCells.seconds });
    await opened.close();
  }
  const row = { unit: 'times/s of CPU', limitName: 'rebuild from the log' };
  report.measures.push(
    { ...row, what: `warm start, ${what}`, pairs: warm, bound: least(20) },
    // Where no image was kept a start reads every stored cell, and of place × hour × category × metric there are nine to an incident.
    { ...row, what: `cold start, ${what}`, pairs: cold, bound: null },
  );
  report.truths.push({ what: `${what}: ${differ} areas have other sums after a warm start than after a cold one`, isTrue: differ === 0 });
  const { cold: first, warm: second } = await serverStarts(dataDir, environment);
  report.notes.push(`${what}: the whole server is ready after ${first} without a kept image, after ${second} with one`);
}

async function timed<T>(work: () => Promise<T>, besides?: () => number): Promise<{ seconds: number; value: T }> {
  let value!: T;
  const seconds = await cpuSeconds(async () => (value = await work()), besides);
  return { seconds, value };
}

/** How many areas differ in what is open, or in what 30 days counted. */
function differences(one: Sums, other: Sums, { tree, time }: Catalogue): number {
  const window = presetWindow({ window: '30d' }, Date.now(), time);
  const of = (sums: Sums, code: string): string => {
    const memory = sums.memory();
    const into = new Float64Array(METRIC_COUNT);
    for (const stretch of stretches(window.fromMs, window.toMs, time)) memory.sum(code, stretch, into);
    return `${into.join()} ${memory.stocks(code)?.join()}`;
  };
  return tree.subtree(tree.root, Date.now()).filter((code) => of(one, code) !== of(other, code)).length;
}

/** From nothing to listening, as people wait for it: a first start, and one after a stop. */
export async function serverStarts(
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ cold: string; warm: string; rssMb: number }> {
  const said: string[] = [];
  let rssMb = 0;
  rmSync(join(dataDir, 'sums.image'), { force: true });
  for (let i = 0; i < 2; i++) {
    const begin = performance.now();
    const server = await startServer(CLI, ['serve'], dataDir, environment);
    const wall = (performance.now() - begin) / 1000;
    const { cpuMs, rssBytes } = await server.read();
    rssMb = rssBytes / 2 ** 20;
    said.push(`${number(wall)} s (CPU ${number(cpuMs / 1000)} s)`);
    await server.stop();
  }
  return { cold: said[0]!, warm: said[1]!, rssMb };
}
