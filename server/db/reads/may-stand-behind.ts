import { and, sql, type SQL } from 'drizzle-orm';
import type { Behind } from '../../domain/behind.ts';
import { STOCK_HOUR, type Metric } from '../../domain/metrics.ts';
import { LONG_CASE, LONG_CASE_MS } from '../schema.ts';
import { among, type ReadContext } from './context.ts';
import { foundOf, inTurn, merged, type Spot, type Stream } from './streams.ts';

export interface MayAsk {
  behind: Behind;
  categories: readonly string[] | null;
  /** Ranks. */
  severities: readonly number[] | null;
  /** Instead of `LOOK`. */
  look?: number;
}
type Table = ReadContext['schema']['incidents'];
type Clock = Table['reportedAtMs' | 'dueAtMs' | 'closedAtMs'];
interface Stretch {
  clock: Clock;
  fromMs: number;
  toMs: number;
}

/**
 * So many of the newest are looked through, in the index of their time, for what a filter leaves; what is rarer than a page among
 * these is looked up by its kind and place instead.
 */
const LOOK = 20_000;
/** Where each row itself must be seen, so much less. */
const ROW_COST = 8;

/** Every incident that a figure may have counted, and few others, in the order in which its list has them. */
export function mayStandBehind(context: ReadContext, ask: MayAsk): Stream {
  const { metric, by, parts } = ask.behind;
  const t = context.schema.incidents;
  const [fromMs, toMs] = [Math.min(...parts.map((part) => part.fromMs)), Math.max(...parts.map((part) => part.toMs))];
  const held = by === 'unit' ? heldBy(t, nodesOf(ask.behind)) : undefined;
  const rows = rowsBy(context, ask, held);
  const clocked = (clock: Clock): Stream => rows.byClock({ clock, fromMs, toMs });
  if (fromMs === STOCK_HOUR) return rows.open(metric);
  if (metric === null) return clocked(t.closedAtMs);
  switch (metric) {
    case 'received':
    case 'registrationN':
    case 'registrationNumerator':
    case 'noDue':
    case 'urgentNoDue':
      return clocked(t.reportedAtMs);
    case 'dueN':
    case 'dueOnTime':
    case 'dueClosed':
    case 'dueSuspended':
    case 'urgentN':
    case 'urgentOnTime':
    case 'urgentSuspended':
      return clocked(t.dueAtMs);
    case 'originalN':
    case 'originalOnTime':
    case 'originalSuspended': {
      const moved = sql`original_due_at_ms <> due_at_ms and ${within(t.originalDueAtMs, fromMs, toMs)}`;
      return merged([clocked(t.dueAtMs), rows.few(t.originalDueAtMs, moved)]);
    }
    case 'recheckDrawn':
    case 'recheckSettled':
    case 'recheckOverturned':
      // The column knows the last draw alone, and there may have been one before.
      return rows.few(t.recheckAtMs, sql`recheck_at_ms is not null and ${t.recheckAtMs} >= ${fromMs}`);
    case 'closed':
    case 'closedOnTime':
    case 'closedLate': {
      // Who was reopened may have been closed before; it stands above those whose last closing is in the window.
      const elsewhere = sql`(${t.closedAtMs} is null or ${t.closedAtMs} < ${fromMs} or ${t.closedAtMs} >= ${toMs})`;
      const again = sql`reworks > 0 and ${t.lastActAtMs} >= ${fromMs} and ${t.reportedAtMs} < ${toMs} and ${elsewhere}`;
      return inTurn([
        { fromMs: toMs, stream: rows.few(sql`cast(${toMs} as bigint)`, again) },
        { fromMs, stream: clocked(t.closedAtMs) },
      ]);
    }
    default: {
      // By receipt: what counts was done soon after it, but for long cases, of which an index knows.
      const also = doneWithin(t, metric, fromMs, toMs);
      const soonFromMs = fromMs - LONG_CASE_MS;
      return inTurn([
        { fromMs: soonFromMs, stream: rows.byClock({ clock: t.reportedAtMs, fromMs: soonFromMs, toMs }, also) },
        { fromMs: 0, stream: rows.few(t.reportedAtMs, sql`${LONG_CASE} and ${t.reportedAtMs} < ${soonFromMs} and ${also}`) },
      ]);
    }
  }
}

/** Clocks of figures that no index has. */
const UNINDEXED: Partial<Record<Metric, 'firstDispatchedAtMs' | 'acceptDueAtMs' | 'contactDueAtMs'>> = {
  dispatchN: 'firstDispatchedAtMs',
  dispatchNumerator: 'firstDispatchedAtMs',
  acceptanceN: 'acceptDueAtMs',
  acceptanceNumerator: 'acceptDueAtMs',
  responseN: 'contactDueAtMs',
  responseNumerator: 'contactDueAtMs',
};
/** What a row says of one of these, or of an act. */
function doneWithin(t: Table, metric: Metric, fromMs: number, toMs: number): SQL {
  const clock = UNINDEXED[metric];
  if (clock) return within(t[clock], fromMs, toMs);
  return sql`${t.lastActAtMs} >= ${fromMs} and replace(${t.marks}, ${JSON.stringify(metric)}, '') <> ${t.marks}`;
}

const within = (column: SQL | { getSQL(): SQL }, fromMs: number, toMs: number): SQL => sql`${column} >= ${fromMs} and ${column} < ${toMs}`;

/** Of all stretches together: null = every one. */
function nodesOf({ parts }: Behind): readonly string[] | null {
  const nodes = parts.map((part) => part.nodes);
  return nodes.includes(null) ? null : [...new Set(nodes.flatMap((each) => each ?? []))];
}

/** Whoever was charged may have handed it on since. */
const heldBy = (t: Table, units: readonly string[] | null): SQL | undefined =>
  units === null ? undefined : sql`(${among(t.holderUnit, units)} or ${t.heldBefore} is not null)`;

/** Streams of rows that a filter leaves. Exercises are among them: no index knows of them, and they weigh nothing. */
function rowsBy({ db, dialect, schema: { incidents: t, categories: known } }: ReadContext, ask: MayAsk, held: SQL | undefined) {
  const { behind, categories, severities, look: deepest = LOOK } = ask;
  // Whoever was responsible need not be where it lies.
  const places = behind.by === 'location' ? nodesOf(behind) : null;
  const isFiltered = places !== null || categories !== null || severities !== null;
  const kinds = and(among(t.category, categories), among(t.severityRank, severities));
  const liesNow = among(t.place, places);
  // Its place until that area ended.
  const lay = places === null ? undefined : and(sql`former_place is not null`, among(t.formerPlace, places));
  const lies = lay && sql`(${liesNow} or ${lay})`;

  async function spots(time: SQL, query: SQL, after: Spot | null, most: number): Promise<Spot[]> {
    const rows = await dialect.rows<{ id: number; at_ms: number }>(
      db,
      sql`select ${t.id} as id, ${time} as at_ms from ${t} where ${and(query, below(time, after))} order by 2 desc, 1 desc limit ${most}`,
    );
    return rows.map(toSpot);
  }
  /** `+` and `is true` keep other indexes out of it: what finds these few is an index of theirs. */
  const few =
    (time: SQL | Clock, which: SQL | undefined): Stream =>
    async (after, most) =>
      foundOf(await spots(sql`+${time}`, and(which, aside(and(kinds, lies)), held)!, after, most), most);

  /** By category and severity, or where all are meant by place. */
  function byKind({ clock, fromMs, toMs }: Stretch, also: SQL | undefined): Stream {
    const every = categories === null && places === null ? sql`${t.category} in (select ${known.code} from ${known})` : undefined;
    // What `incidents_kind` wants to hear.
    const isAsked = places === null || categories !== null ? sql`id > 0` : undefined;
    const which = and(isAsked, every, kinds, liesNow, within(sql`+${clock}`, fromMs, toMs), also);
    return async (after, most) => foundOf(await spots(sql`+${clock}`, which!, after, most), most);
  }

  function newest({ clock, fromMs, toMs }: Stretch, also: SQL | undefined): Stream {
    let deep = also ? Math.ceil(deepest / ROW_COST) : deepest;
    const left = and(
      among(sql`newest.place`, places),
      among(sql`newest.category`, categories),
      among(sql`newest.severity_rank`, severities),
      also && sql`exists (select 1 from ${t} where ${t.id} = newest.id and ${also})`,
    );
    // The edge once more as a plain bound: no index begins at a pair.
    const ordered = (after: Spot | null): SQL =>
      sql`from ${t} where ${and(within(clock, fromMs, after ? Math.min(toMs, after[0] + 1) : toMs), below(sql`${clock}`, after))} order by ${clock} desc, ${t.id} desc`;
    return async (after, most) => {
      const rows = await dialect.rows<{ id: number; at_ms: number }>(
        db,
        sql`select id, at_ms from (select ${t.id} as id, ${clock} as at_ms, ${t.place} as place, ${t.category} as category, ${t.severityRank} as severity_rank ${ordered(after)} limit ${left ? deep : most}) as newest ${left ? sql`where ${left}` : sql``} order by at_ms desc, id desc limit ${most}`,
      );
      const found = foundOf(rows.map(toSpot), most);
      if (found.downTo || !left) return found;
      const [edge] = await dialect.rows<{ id: number; at_ms: number }>(
        db,
        sql`select ${t.id} as id, ${clock} as at_ms ${ordered(after)} limit 1 offset ${deep - 1}`,
      );
      deep *= 2;
      return { ...found, downTo: edge ? toSpot(edge) : null };
    };
  }

  return {
    few,
    byClock(stretch: Stretch, done?: SQL): Stream {
      const also = and(done, held);
      const [look, lookUp] = [newest(stretch, also), byKind(stretch, also)];
      let isRare = false;
      const here: Stream = async (after, most) => {
        if (isRare) return lookUp(after, most);
        const found = await look(after, most);
        isRare = isFiltered && found.spots.length < most;
        return found;
      };
      if (!lay) return here;
      const { clock, fromMs, toMs } = stretch;
      return merged([here, few(clock, and(lay, within(sql`+${clock}`, fromMs, toMs), done))]);
    },
    open(stock: Metric | null): Stream {
      const flag = stock === 'overdue' ? t.overdue : stock === 'suspended' ? t.suspended : stock === 'supervised' ? t.supervised : null;
      const which = and(sql`is_open = 1`, flag ? sql`${flag} = 1` : undefined, kinds, liesNow, held);
      return async (after, most) => foundOf(await spots(sql`+${t.reportedAtMs}`, which!, after, most), most);
    },
  };
  function below(time: SQL, after: Spot | null): SQL | undefined {
    return after ? sql`(${time}, ${t.id}) < (${after[0]}, ${after[1]})` : undefined;
  }
}
const aside = (condition: SQL | undefined): SQL | undefined => condition && sql`(${condition}) is true`;
const toSpot = ({ id, at_ms }: { id: number; at_ms: number }): Spot => [Number(at_ms), Number(id)];
