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

/** What the page says of one bench: its row of circumstances, and its section. */
interface Entry {
  row: string;
  section: string;
}
const entryOf = ({ report, date, commit: at, load }: KeptRun): Entry => ({
  row: `| ${report.name} | ${date} UTC, commit ${at}, load average ${load.toFixed(1)} |`,
  section: toMarkdown(report),
});
/** What a page says that was written before; null = nothing. */
function entryIn(page: string, name: string): Entry | null {
  const row = page.split('\n').find((line) => line.startsWith(`| ${name} | `));
  const section = page.split(/\n(?=## )/).find((part) => part.startsWith(`## ${name}\n`));
  return row === undefined || section === undefined ? null : { row, section: section.trimEnd() };
}

/** docs/performance.md: what was measured, where, when and by which command. Of benches that did not run now it says what it said. */
export function performancePage(names: readonly string[], runs: readonly KeptRun[], before: string): string {
  const entries = names.flatMap((name) => {
    const run = runs.find(({ report }) => report.name === name);
    return (run ? entryOf(run) : entryIn(before, name)) ?? [];
  });
  return `# Performance

Written by \`npm run bench -- --write\`, or one bench at a time by \`npm run bench -- --write ingest\`; change the benches in
\`bench/\`, not this page.

Every claim is a ratio to a limit measured in the same run: the bare driver writing the same rows, plain SQL giving the same
answer, a frame made once and written to bare sockets, one array read, a plain page or map. Limit and ours are measured in turn, several times; a cell reads *median [least..most]*, and
the bound is held against the median of the ratios. The command exits 1 when a bound does not hold. *Of a core*: time that a
process stood in the queue for a core is taken off, so that other work on the machine counts less. The browser's figures are by the
wall clock, and a busy machine stretches them.

\`npm run bench\` leaves *readings*, *summary-10m* and *filters-10m* out, which take long, two of them gigabytes of disk: name them, or give \`--large\`.
\`BENCH_MINUTES\` is how long *readings* sends, \`BENCH_PER_SECOND\` how many.
\`BENCH_INCIDENTS\` is how many incidents they make, \`BENCH_IMPORTED\` how many *summary* imports, \`BENCH_IMPORT\` how many *ingest* does; \`BENCH_KEPT\` is a data folder with a generated city that they take and leave, which is made where there is none.

| | |
| --- | --- |
| machine | ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, shared with other work |
| versions | Guantong ${packageJson('.').version}, Node ${process.versions.node}, ${['better-sqlite3', 'socket.io', 'ws', '@duckdb/node-api', 'maplibre-gl', 'echarts'].map((name) => `${name} ${packageJson(`node_modules/${name}`).version}`).join(', ')} |
${entries.map(({ row }) => row).join('\n')}

${entries.map(({ section }) => section).join('\n\n')}
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
