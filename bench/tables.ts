import { isHeld, LOOP_DELAY_P99_MOST_MS, ratioOf, spread, type BenchReport, type Bound, type Measure, type Spread } from './measure.ts';

const HEAD = ['what', 'limit', 'limit’s own', 'ours', 'unit', 'ratio', 'bound', ''];

/** One bench as a table for the terminal. */
export function toText(report: BenchReport): string {
  const rows = [HEAD, ...report.measures.map(toCells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  return [`\n${report.name}: ${report.title}`, ...lines, ...remarks(report).map((remark) => `  ${remark}`)].join('\n');
}

/** The same for docs/performance.md. */
export function toMarkdown(report: BenchReport): string {
  const rows = [HEAD, HEAD.map(() => '---'), ...report.measures.map(toCells)].map((row) => `| ${row.join(' | ')} |`);
  return [`## ${report.name}`, '', `${report.title}.`, '', ...rows, '', ...remarks(report).map((remark) => `* ${remark}`)].join('\n');
}

function toCells(measure: Measure): string[] {
  return [
    measure.what,
    measure.limitName,
    range(spread(measure.pairs.map(({ limit }) => limit))),
    range(spread(measure.pairs.map(({ ours }) => ours))),
    measure.unit,
    range(ratioOf(measure)),
    measure.bound === null ? '–' : boundText(measure.bound),
    isHeld(measure) ? 'ok' : 'FAILED',
  ];
}

function remarks({ measures, loopDelays, truths, notes }: BenchReport): string[] {
  return [
    ...loopDelays.map(
      ({ what, p99Ms, maxMs }) =>
        `loop delay, ${what}: P99 ${number(p99Ms)} ms (≤ ${LOOP_DELAY_P99_MOST_MS}), longest ${number(maxMs)} ms: ${p99Ms <= LOOP_DELAY_P99_MOST_MS ? 'ok' : 'FAILED'}`,
    ),
    ...truths.map(({ what, isTrue }) => `${what}: ${isTrue ? 'ok' : 'FAILED'}`),
    ...measures.flatMap(({ what, note }) => (note === undefined ? [] : [`${what}: ${note}`])),
    ...notes,
  ];
}

const boundText = ({ kind, value }: Bound): string => `${kind === 'least' ? '≥' : '≤'} ${number(value)}`;
const range = ({ median, min, max }: Spread): string =>
  min === max ? number(median) : `${number(median)} [${number(min)}..${number(max)}]`;

/** Three digits that matter, thousands apart. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}
