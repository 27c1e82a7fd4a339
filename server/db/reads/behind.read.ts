import { timesBehind } from '../../domain/behind.ts';
import { localTime } from '../../../shared/local-time.ts';
import type { Incident } from '../../domain/incident.ts';
import { fromRow } from '../incident-row.ts';
import { among, type ReadContext } from './context.ts';
import { mayStandBehind, type MayAsk } from './may-stand-behind.ts';
import type { Spot } from './streams.ts';

export interface BehindQuery extends MayAsk {
  timeZone: string;
  limit: number;
  /** What the figure says, as memory knows: when so many are found, no further row is looked for; null = nobody knows. */
  counted: number | null;
  /** `next` of the page before. */
  after: readonly number[] | null;
}
export interface BehindPage {
  rows: Incident[];
  /** Time and id of the last row in the list's order, and how many of those counted are left (-1 = nobody knows), when more follow. */
  next: number[] | null;
}
/** Rows are read so many at a time at most: where few of those that may be do stand behind the figure, more are taken each time. */
const MOST = 2_000;

/**
 * Incidents that stand behind a figure, newest first by the clock that it counts them by, or by receipt where no index has that:
 * from indexes those that may, in this order and no more than the page needs, from their rows those that do, by the same function
 * that makes the sums.
 */
export async function readBehind(context: ReadContext, query: BehindQuery): Promise<BehindPage> {
  const { behind, timeZone, limit, counted, after } = query;
  const left = after ? (after[2] ?? -1) : (counted ?? -1);
  if (behind.parts.length === 0 || left === 0) return { rows: [], next: null };
  const times = timesBehind(behind, localTime(timeZone).hourOf);
  const stream = mayStandBehind(context, query);
  const found: { incident: Incident; spot: Spot; n: number }[] = [];
  let sum = 0;
  let at: Spot | null = after ? [after[0]!, after[1]!] : null;
  for (let most = limit + (limit >> 3) + 1; ; most = Math.min(2 * most, MOST)) {
    const { spots, downTo } = await stream(at, most);
    const incidents = await rowsOf(
      context,
      spots.map(([, id]) => id),
    );
    for (const spot of spots) {
      const incident = incidents.get(spot[1]);
      const n = incident && isAtItsTime(incident, spot, query) ? times(incident) : 0;
      if (n > 0) found.push({ incident: incident!, spot, n });
      sum += n;
    }
    at = downTo;
    if (found.length > limit || at === null || (left > 0 && sum >= left)) break;
  }
  const page = found.slice(0, limit);
  const rest = left < 0 ? -1 : left - page.reduce((all, { n }) => all + n, 0);
  const end = page.at(-1);
  return {
    rows: page.map(({ incident }) => incident),
    next: end && found.length > limit && rest !== 0 ? [...end.spot, Math.max(-1, rest)] : null,
  };
}

/** An index of due times serves original ones too, but of those that were moved. */
const isAtItsTime = ({ originalDueAtMs }: Incident, [atMs]: Spot, { behind: { metric } }: BehindQuery): boolean =>
  metric?.startsWith('original') ? originalDueAtMs === atMs : true;

async function rowsOf({ db, schema: { incidents: t } }: ReadContext, ids: readonly number[]): Promise<Map<number, Incident>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select().from(t).where(among(t.id, ids));
  return new Map(rows.map((row) => [row.id, fromRow(row)]));
}
