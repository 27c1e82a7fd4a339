import { sql } from 'drizzle-orm';
import type { LocalTime } from '../../../shared/local-time.ts';
import { STOCKS } from '../../../shared/measures.ts';
import { SEVERITIES } from '../../../shared/terms.ts';
import { DURATION_BASE, DURATION_BUCKETS, FIRST_STOCK, isStock, METRIC_COUNT, metricName, STOCK_HOUR } from '../../domain/metrics.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Dialect, Queryable } from '../dialect.ts';
import { hourText, MOST_DIFFERENCES, type Difference } from './difference.ts';

/** What memory keeps of each node, own and below; the cubes of `server/sums` fit as they are. */
interface MemoryPart {
  /** Stocks are summed by the tree of this instant. */
  stocksAtMs: number;
  /** Adds METRIC_COUNT figures over whole local days, or local hours, into `into`. */
  sum(node: string, stretch: { kind: 'days' | 'hours'; fromMs: number; toMs: number }, into: Float64Array): void;
  /** In the order of `STOCKS`; null = nothing. */
  stocks(node: string): ArrayLike<number> | null;
  /** Buckets of accept, arrive or close; null where none are kept. */
  durations(node: string, kind: 0 | 1 | 2, fromMs: number, toMs: number): ArrayLike<number> | null;
  /** Tells what is kept of whole days by place, category and severity; false = nothing is. */
  kinds(fromMs: number, toMs: number, tell: (cell: Kind) => void): boolean;
}
export interface MemorySums extends MemoryPart {
  /** The log position up to which memory has counted. */
  seq(): number;
  /** Hours before are kept by day only. */
  hoursFromMs: number;
  /** By how much sums by responsibility differ. */
  moved: MemoryPart;
}
interface Part {
  memory: MemoryPart & Pick<MemorySums, 'hoursFromMs'>;
  table: 'cells' | 'moved_cells';
  said: string;
}

interface Kind {
  place: string;
  category: string;
  severity: number;
  metric: number;
  n: number;
}
interface Sum extends Kind {
  hour: number;
}
const KINDS = [DURATION_BASE.accept, DURATION_BASE.arrive, DURATION_BASE.close] as const;
const METRICS_WITH_DURATIONS = DURATION_BASE.close + DURATION_BUCKETS;

/** Every node's figure in memory must be the sum of the stored cells below it, by the tree of the cell's time. */
export async function compareMemory(
  db: Queryable,
  dialect: Dialect,
  time: LocalTime,
  tree: Tree,
  memory: MemorySums,
): Promise<Difference[]> {
  const { hoursFromMs, moved } = memory;
  return [
    ...(await comparePart(db, dialect, time, tree, { memory, table: 'cells', said: '' })),
    ...(await comparePart(db, dialect, time, tree, { memory: { ...moved, hoursFromMs }, table: 'moved_cells', said: ' moved' })),
  ];
}

async function comparePart(
  db: Queryable,
  dialect: Dialect,
  time: LocalTime,
  tree: Tree,
  { memory, table, said }: Part,
): Promise<Difference[]> {
  await dialect.run(db, sql`drop table if exists v_sum`);
  await dialect.run(
    db,
    sql`create temp table v_sum as select place, hour_ms as hour, category, severity, metric, n from ${sql.raw(table)}`,
  );
  await dialect.run(db, sql`create index v_sum_hour on v_sum (hour)`);
  const differences: Difference[] = [];
  const compare = (
    expected: ReadonlyMap<string, Float64Array>,
    hourMs: number,
    held: (node: string) => Iterable<[metric: number, n: number]>,
    label = '',
  ): void => {
    for (const node of new Set([...tree.codes, ...expected.keys()])) {
      for (const [metric, n] of held(node)) {
        const should = expected.get(node)?.[metric] ?? 0;
        if (n === should || differences.length >= MOST_DIFFERENCES) continue;
        differences.push({
          kind: 'memory',
          area: node,
          metric: metricName(metric) + said + label,
          hour: hourText(hourMs, time.timeZone),
          stored: `${n} in memory`,
          recounted: `${should} in cells`,
        });
      }
    }
  };
  const between = async (fromMs: number, toMs: number): Promise<Sum[]> => {
    const rows = await dialect.rows<Sum>(
      db,
      sql`select place, hour, category, severity, metric, n from v_sum where hour >= ${fromMs} and hour < ${toMs} and hour <> ${STOCK_HOUR}`,
    );
    return rows.map((row) => ({
      ...row,
      hour: Number(row.hour),
      severity: Number(row.severity),
      metric: Number(row.metric),
      n: Number(row.n),
    }));
  };
  const upTree = (sums: readonly Sum[]): Map<string, Float64Array> => {
    const nodes = new Map<string, Float64Array>();
    for (const { place, hour, metric, n } of sums) {
      for (const node of tree.path(place, hour === STOCK_HOUR ? memory.stocksAtMs : hour)) {
        let counts = nodes.get(node);
        if (!counts) nodes.set(node, (counts = new Float64Array(METRICS_WITH_DURATIONS)));
        counts[metric]! += n;
      }
    }
    return nodes;
  };
  function compareKinds(sums: readonly Sum[], dayMs: number, nextMs: number): void {
    const counts = new Map<string, [held: number, should: number]>();
    const at = ({ place, category, severity, metric }: Kind): [number, number] => {
      const key = JSON.stringify([place, category, severity, metric]);
      return counts.get(key) ?? counts.set(key, [0, 0]).get(key)!;
    };
    if (!memory.kinds(dayMs, nextMs, (kind) => void (at(kind)[0] += kind.n))) return;
    for (const sum of sums) at(sum)[1] += sum.n;
    for (const [key, [held, should]] of counts) {
      if (held === should || differences.length >= MOST_DIFFERENCES) continue;
      const [area, category, severity, metric] = JSON.parse(key) as [string, string, number, number];
      differences.push({
        kind: 'memory',
        area,
        metric: `${metricName(metric)}${said} of the day`,
        hour: hourText(dayMs, time.timeZone),
        stored: `${held} in memory`,
        recounted: `${should} in cells`,
        category,
        severity: SEVERITIES[severity] ?? String(severity),
      });
    }
  }
  const into = new Float64Array(METRIC_COUNT);
  const metricsOf = (kind: 'days' | 'hours', fromMs: number, toMs: number) =>
    function* (node: string): Generator<[number, number]> {
      into.fill(0);
      memory.sum(node, { kind, fromMs, toMs }, into);
      for (let metric = 0; metric < METRIC_COUNT; metric++) if (!isStock(metric)) yield [metric, into[metric]!];
    };
  const durationsOf = (fromMs: number, toMs: number) =>
    function* (node: string): Generator<[number, number]> {
      for (const kind of [0, 1, 2] as const) {
        const counts = memory.durations(node, kind, fromMs, toMs);
        if (counts) for (let bucket = 0; bucket < DURATION_BUCKETS; bucket++) yield [KINDS[kind] + bucket, counts[bucket]!];
      }
    };

  const stocks = await dialect.rows<Sum>(
    db,
    sql`select place, hour, category, severity, metric, n from v_sum where hour = ${STOCK_HOUR} and metric >= ${FIRST_STOCK} and metric < ${FIRST_STOCK + STOCKS.length}`,
  );
  const stockSums = stocks.map((row) => ({ ...row, hour: STOCK_HOUR, metric: Number(row.metric), n: Number(row.n) }));
  compare(upTree(stockSums), STOCK_HOUR, function* (node): Generator<[number, number]> {
    const counts = memory.stocks(node);
    for (let i = 0; i < STOCKS.length; i++) yield [FIRST_STOCK + i, counts?.[i] ?? 0];
  });

  for (const [dayMs, nextMs] of await daysOf(db, dialect, time)) {
    const sums = await between(dayMs, nextMs);
    const expected = upTree(sums);
    compare(expected, dayMs, metricsOf('days', dayMs, nextMs), ' of the day');
    compare(expected, dayMs, durationsOf(dayMs, nextMs), ' of the day');
    compareKinds(sums, dayMs, nextMs);
    if (dayMs < memory.hoursFromMs) continue;
    for (const hour of new Set(sums.map((sum) => sum.hour))) {
      compare(upTree(sums.filter((sum) => sum.hour === hour)), hour, metricsOf('hours', hour, hour + 3_600_000));
    }
  }
  return differences;
}

/** Local days that hold any cell, [start, next start). */
async function daysOf(db: Queryable, dialect: Dialect, time: LocalTime): Promise<[fromMs: number, toMs: number][]> {
  const hours = await dialect.rows<{ hour: number }>(db, sql`select distinct hour from v_sum where hour <> ${STOCK_HOUR} order by hour`);
  const days: [number, number][] = [];
  for (const { hour } of hours) {
    const ms = Number(hour);
    if (ms < (days.at(-1)?.[1] ?? Number.NEGATIVE_INFINITY)) continue;
    const start = time.dayStart(ms);
    days.push([start, time.addDays(start, 1)]);
  }
  return days;
}
