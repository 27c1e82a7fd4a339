import { demoCity } from './demo-city.ts';
import { generate } from './generate.ts';
import type { BenchReport } from './measure.ts';
import { measureStarts } from './starts.ts';

const COUNT = 100_000;

/** How soon the sums of all areas stand. */
export async function bench(): Promise<BenchReport> {
  const city = demoCity();
  const report: BenchReport = {
    name: 'start',
    title: `Start: until the sums of all areas stand, ${COUNT.toLocaleString('en-US')} incidents`,
    measures: [],
    loopDelays: [],
    notes: [],
    truths: [],
  };
  try {
    const dataDir = city.fresh();
    generate(city, dataDir, { count: COUNT, untilMs: Date.now(), seed: 12, hasEvents: true });
    await measureStarts({ what: 'SQLite', place: `${dataDir}/guantong.db`, dataDir }, report);
  } finally {
    city.remove();
  }
  return report;
}
