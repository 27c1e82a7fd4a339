import { sql, type SQL } from 'drizzle-orm';
import type { LocalTime } from '../../../shared/local-time.ts';

const HOUR_MS = 3_600_000;
/** No zone has ever kept a part-hour offset for less than this; a shorter step would only cost time. */
const STEP_MS = 7 * 24 * HOUR_MS;

/** From `fromMs` on, local hours start `aheadMs` before the full UTC hour. */
interface Part {
  fromMs: number;
  aheadMs: number;
}

/**
 * Start of the local hour in SQL. Only the part of an hour in the zone's offset matters: with whole-hour offsets, summer time or
 * not, local hours start on full UTC hours; Kolkata's start at :30, Lord Howe's change between :00 and :30.
 */
export function sqlHour(time: LocalTime, firstMs: number, lastMs: number): (ms: SQL) => SQL {
  const parts = partsOf(time, firstMs, lastMs);
  const [start, ...changes] = parts;
  return (ms) => {
    const ahead =
      changes.length === 0
        ? sql.raw(String(start!.aheadMs))
        : sql`case ${sql.join(
            changes.toReversed().map((part) => sql`when ${ms} >= ${sql.raw(String(part.fromMs))} then ${sql.raw(String(part.aheadMs))}`),
            sql` `,
          )} else ${sql.raw(String(start!.aheadMs))} end`;
    // Twice the remainder: that of a negative number is negative in SQL.
    return sql`(${ms} - (((${ms} + ${ahead}) % 3600000 + 3600000) % 3600000))`;
  };
}

function partsOf(time: LocalTime, firstMs: number, lastMs: number): Part[] {
  const aheadAt = (ms: number): number => ((-time.hourOf(ms) % HOUR_MS) + HOUR_MS) % HOUR_MS;
  const parts: Part[] = [{ fromMs: firstMs, aheadMs: aheadAt(firstMs) }];
  for (let from = firstMs; from < lastMs; from += STEP_MS) {
    const to = Math.min(from + STEP_MS, lastMs);
    if (aheadAt(to) === aheadAt(from)) continue;
    let [low, high] = [from, to];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (aheadAt(middle) === aheadAt(from)) low = middle;
      else high = middle;
    }
    parts.push({ fromMs: high, aheadMs: aheadAt(high) });
  }
  return parts;
}
