import { demoCity } from './demo-city.ts';
import { runImport, writeRegister } from './import-runs.ts';
import type { BenchReport } from './measure.ts';
import { measureFigures } from './summary-figures.ts';
import { measureHttp } from './summary-http.ts';
import { number } from './tables.ts';

const COUNT = Number(process.env['BENCH_IMPORTED'] ?? 1_000_000);

/** Figures of the city and a district with all their children, from a year that came in by the import. */
export async function bench(): Promise<BenchReport> {
  const city = demoCity();
  const count = COUNT.toLocaleString('en-US');
  const report: BenchReport = {
    name: 'summary',
    title: `Summaries: an area with all its children, of ${count} imported incidents of a year`,
    measures: [],
    loopDelays: [],
    notes: [],
    truths: [],
  };
  try {
    const dataDir = city.fresh();
    const { took, imported } = runImport(dataDir, writeRegister(city, COUNT, 11));
    report.truths.push({ what: `${imported.toLocaleString('en-US')} of ${count} rows were imported`, isTrue: imported === COUNT });
    report.notes.push(
      `guantong import incidents: ${count} rows of CSV in ${number(took.coreMs / 1000)} s of a core, ${number((COUNT * 1000) / took.coreMs)} rows/s`,
    );
    await measureFigures(dataDir, city.folder, report);
    await measureHttp(dataDir, city.token, report);
  } finally {
    city.remove();
  }
  return report;
}
