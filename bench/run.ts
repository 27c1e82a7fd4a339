import { fork } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../server/db/connection.ts';
import { failuresOf, type BenchReport } from './measure.ts';
import { performancePage, runOf, type KeptRun } from './performance-page.ts';
import { toText } from './tables.ts';

/** In the order of docs/performance.md; each runs in a process of its own. */
const BENCHES: Record<string, () => Promise<{ bench: () => Promise<BenchReport> }>> = {
  locate: () => import('./locate.bench.ts'),
  ingest: () => import('./ingest.bench.ts'),
  readings: () => import('./readings.bench.ts'),
  'fan-out': () => import('./fan-out.bench.ts'),
  summary: () => import('./summary.bench.ts'),
  'summary-10m': () => import('./summary-large.bench.ts'),
  start: () => import('./start.bench.ts'),
  postgres: () => import('./postgres.bench.ts'),
  map: () => import('./map.bench.ts'),
  filters: () => import('./filters.bench.ts'),
  'filters-10m': () => import('./filters-large.bench.ts'),
  pixel: () => import('./pixel.bench.ts'),
  wall: () => import('./wall.bench.ts'),
  vitals: () => import('./vitals.bench.ts'),
  matrix: () => import('./matrix.bench.ts'),
  load: () => import('./load.bench.ts'),
  desk: () => import('./desk.bench.ts'),
};
/** They take ten minutes and more, or gigabytes: only when they are named, or with --large. */
const LARGE = ['readings', 'summary-10m', 'filters-10m'];
const FLAGS = ['--write', '--large'];

/** Other processes of a bench, with the module that each is. */
const HELPERS: Record<string, () => Promise<unknown>> = {
  '--plain-server': () => import('./plain-server.ts'),
  '--bare-sockets': () => import('./bare-sockets.ts'),
  '--screens': () => import('./screens-process.ts'),
};

const SELF = fileURLToPath(import.meta.url);
const args = process.argv.slice(2);

const helper = HELPERS[args[0] ?? ''];
if (helper) {
  await helper();
} else if (args[0] === '--one') {
  const { bench } = await BENCHES[args[1]!]!();
  const report = await bench();
  process.send?.(report, () => process.exit(0));
} else {
  process.exitCode = await runAll(args);
}

async function runAll(given: readonly string[]): Promise<number> {
  const unknown = given.filter((arg) => !FLAGS.includes(arg) && BENCHES[arg] === undefined);
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(' ')}. Usage: npm run bench -- [${[...FLAGS, ...Object.keys(BENCHES)].join('] [')}]`);
    return 2;
  }
  const named = given.filter((arg) => !FLAGS.includes(arg));
  const usual = Object.keys(BENCHES).filter((name) => given.includes('--large') || !LARGE.includes(name));
  const failures: string[] = [];
  const runs: KeptRun[] = [];
  for (const name of named.length > 0 ? named : usual) {
    const report = await runOne(name);
    if (report === null) {
      failures.push(`${name}: did not finish`);
      continue;
    }
    runs.push(runOf(report));
    failures.push(...failuresOf(report));
    console.log(toText(report));
  }
  if (given.includes('--write')) {
    const file = join(packageRoot(), 'docs/performance.md');
    writeFileSync(file, performancePage(Object.keys(BENCHES), runs, existsSync(file) ? readFileSync(file, 'utf8') : ''));
    console.log(`\nwritten: ${file}`);
  }
  console.log(failures.length === 0 ? '\nbench: every bound holds' : `\nbench: ${failures.length} failed\n  ${failures.join('\n  ')}`);
  return failures.length === 0 ? 0 : 1;
}

/** A fresh process for each: no bench warms or fills another's heap. */
function runOne(name: string): Promise<BenchReport | null> {
  console.error(`bench: ${name} …`);
  return new Promise((resolve) => {
    let report: BenchReport | null = null;
    const child = fork(SELF, ['--one', name], { execArgv: ['--max-old-space-size=6144'] });
    child.on('message', (message) => (report = message as BenchReport));
    child.on('exit', (code, signal) => {
      if (report === null) console.error(`bench: ${name} ended with ${signal ?? `code ${code}`}`);
      resolve(report);
    });
  });
}
