import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../server/db/connection.ts';
import type { BenchReport } from './measure.ts';
import { toMarkdown } from './tables.ts';

/** A run with its circumstances. */
export interface KeptRun {
  report: BenchReport;
  date: string;
  commit: string;
  /** How many processes stood in the queue for the machine's cores, over 5 minutes. */
  load: number;
}
export const runOf = (report: BenchReport): KeptRun => ({
  report,
  date: new Date().toISOString().slice(0, 16).replace('T', ' '),
  commit: commit(),
  load: loadavg()[1]!,
});

/** docs/performance.md: what was measured, where, when and by which command. */
export function performancePage(runs: readonly KeptRun[]): string {
  return `# Performance

Written by \`npm run bench -- --write\`, or one bench at a time by \`npm run bench -- --write ingest\`; change the benches in
\`bench/\`, not this page.

Every claim is a ratio to a limit measured in the same run: the bare driver writing the same rows, plain SQL giving the same
answer, a frame made once and written to bare sockets, one array read, a plain page or map. Limit and ours are measured in turn, several times; a cell reads *median [least..most]*, and
the bound is held against the median of the ratios. The command exits 1 when a bound does not hold. *Of a core*: time that a
process stood in the queue for a core is taken off, so that other work on the machine counts less. The browser's figures are by the
wall clock, and a busy machine stretches them.

\`npm run bench\` leaves *summary-10m* out, which takes long and several gigabytes of disk: name it, or give \`--large\`.
\`BENCH_INCIDENTS\` is how many incidents it makes, \`BENCH_IMPORTED\` how many *summary* imports, \`BENCH_IMPORT\` how many *ingest* does; \`BENCH_KEPT\` is a data folder, filled before, that *filters* takes and leaves.

| | |
| --- | --- |
| machine | ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, shared with other work |
| versions | Guantong ${packageJson('.').version}, Node ${process.versions.node}, ${['better-sqlite3', 'socket.io', 'ws', '@duckdb/node-api', 'maplibre-gl', 'echarts'].map((name) => `${name} ${packageJson(`node_modules/${name}`).version}`).join(', ')} |
${runs.map(({ report, date, commit: at, load }) => `| ${report.name} | ${date} UTC, commit ${at}, load average ${load.toFixed(1)} |`).join('\n')}

${runs.map(({ report }) => toMarkdown(report)).join('\n\n')}
`;
}

const packageJson = (folder: string): { version: string } =>
  JSON.parse(readFileSync(join(packageRoot(), folder, 'package.json'), 'utf8')) as { version: string };

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: packageRoot(), encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
