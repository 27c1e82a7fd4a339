import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { reporterToken, type DemoCity } from './demo-city.ts';
import { generate } from './generate.ts';
import type { BenchReport } from './measure.ts';
import { number } from './tables.ts';

/** A folder with a generated city of as many incidents as are asked for; it stays, and keeps its sums for the next run. */
export const KEPT = process.env['BENCH_KEPT'];

/** A data folder with a generated year in it, the kept one where there is one, and a token for it. */
export function yearOfRows(city: DemoCity, { count, seed }: { count: number; seed: number }, report: BenchReport) {
  if (KEPT !== undefined && existsSync(join(KEPT, 'guantong.db'))) return { dataDir: KEPT, token: reporterToken(KEPT) };
  const dataDir = city.fresh(KEPT);
  const begin = performance.now();
  const cells = generate(city, dataDir, { count, untilMs: Date.now(), seed, hasEvents: false });
  report.notes.push(`the generator took ${number((performance.now() - begin) / 1000)} s and gave ${cells.toLocaleString('en-US')} cells`);
  return { dataDir, token: city.token };
}

/** A folder that a server may run on. Generated rows have no log, so what a server writes about them it counts wrongly: the kept city is only read. */
export function servedFrom(city: DemoCity, dataDir: string): string {
  if (dataDir !== KEPT) return dataDir;
  const copy = mkdtempSync(join(city.folder, 'served-'));
  cpSync(dataDir, copy, { recursive: true });
  return copy;
}
