import type { LocalTime } from '../../shared/local-time.ts';
import type { Queryable } from './dialect.ts';
import type { Schema } from './schema.ts';

export const DAY_MS = 86_400_000;
/** One statement gives no more days than this: a busy place has hundreds of sums a day. */
const RUN_DAYS = 32;

export interface LoadOptions {
  time: LocalTime;
  /** Before this instant only the day matters, so cells of one local day come as one, at the first hour that has any. */
  hoursFromMs: number;
}

/** Local days of 24 hours in a row, [fromMs, toMs): since `baseMs`, a day's start, each has a number by division. */
export interface Run {
  baseMs: number;
  fromMs: number;
  toMs: number;
}

/** When the tree changed: no group may hold hours of both sides. */
export async function treeCuts(db: Queryable, areas: Schema['areas']): Promise<ReadonlySet<number>> {
  const changes = await db.select({ from: areas.validFromMs, to: areas.validToMs }).from(areas);
  return new Set(changes.flatMap(({ from, to }) => (to === null ? [from] : [from, to])));
}

/** Local days from that of an instant to the horizon. */
export function runsOf(cuts: ReadonlySet<number>, firstMs: number, { time, hoursFromMs }: LoadOptions): Run[] {
  const sorted = [...cuts].sort((a, b) => a - b);
  const runs: Run[] = [];
  for (let day = time.dayStart(firstMs); day < hoursFromMs; ) {
    const next = time.addDays(day, 1);
    const edges = [day, ...sorted.filter((cut) => cut > day && cut < next), next];
    for (const [i, toMs] of edges.slice(1).entries()) {
      const before = runs.at(-1);
      const isMore = i === 0 && before && !cuts.has(day) && (day - before.baseMs) % DAY_MS === 0 && day - before.baseMs < RUN_DAYS * DAY_MS;
      if (isMore) before.toMs = toMs;
      else runs.push({ baseMs: day, fromMs: edges[i]!, toMs });
    }
    day = next;
  }
  return runs;
}
