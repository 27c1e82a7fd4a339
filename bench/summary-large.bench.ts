import { demoCity } from './demo-city.ts';
import type { BenchReport } from './measure.ts';
import { measureFigures } from './summary-figures.ts';
import { measureHttp } from './summary-http.ts';
import { servedFrom, yearOfRows } from './year-of-rows.ts';

const COUNT = Number(process.env['BENCH_INCIDENTS'] ?? 10_000_000);

/** The same measures at ten times the size: rows and cells by the generator, which asks the product for every decision and weight. */
export async function bench(): Promise<BenchReport> {
  const city = demoCity();
  const report: BenchReport = {
    // Another count is shown, and not put on the page.
    name: `summary-${COUNT / 1e6}m`,
    title: `Summaries: an area with all its children, of ${COUNT.toLocaleString('en-US')} generated incidents of a year`,
    measures: [],
    loopDelays: [],
    notes: [],
    truths: [],
  };
  try {
    const { dataDir, token } = yearOfRows(city, { count: COUNT, seed: 11 }, report);
    await measureFigures(dataDir, city.folder, report);
    await measureHttp(servedFrom(city, dataDir), token, report);
  } finally {
    city.remove();
  }
  return report;
}
