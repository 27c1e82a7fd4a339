import { and, or, sql, type SQL } from 'drizzle-orm';
import type { Incident } from '../../domain/incident.ts';
import { fromRow } from '../incident-row.ts';
import { among, placedAmong, type ReadContext } from './context.ts';
import { deskView, type AskedView } from './desk-view.ts';
import { searchIncidents } from './search.read.ts';

export interface ListQuery {
  /** null = the whole city. */
  places: readonly string[] | null;
  /** Also rows held by this unit, wherever they lie. */
  partyUnit: string | null;
  statuses: readonly string[] | 'open' | null;
  /** Ranks. */
  severities: readonly number[] | null;
  categories: readonly string[] | null;
  overdue: boolean | null;
  suspended: boolean | null;
  window: { by: 'reportedAt' | 'dueAt' | 'closedAt'; fromMs: number; toMs: number } | null;
  ids: readonly number[] | null;
  numbers: readonly string[] | null;
  /** What the description holds. */
  text: string | null;
  near: { lng: number; lat: number; m: number } | null;
  /** One of the desk's views, by whom and when. */
  view: AskedView | null;
  sort: 'risk' | 'newest' | 'oldest' | 'severity';
  limit: number;
  after: readonly number[] | null;
  /** How many there are, exercises aside, as memory knows; null = count them. */
  counted: number | null;
}
export interface ListPage {
  rows: Incident[];
  total: number;
  /** Only newer incidents were searched, see `Found`. */
  isPartial: boolean;
  /** Sort values of the last row, when more follow. */
  next: number[] | null;
}

const METRES_PER_DEGREE = 111_320;

/** One page of incidents, keyset-paged: a row that moves while one pages is neither lost nor doubled on this page. */
export async function listIncidents(context: ReadContext, query: ListQuery): Promise<ListPage> {
  const {
    db,
    schema: { incidents: t },
  } = context;
  const keys = {
    risk: [t.riskAtMs, t.severityRank, t.id],
    severity: [t.severityRank, t.riskAtMs, t.id],
    newest: [t.reportedAtMs, t.id],
    oldest: [t.reportedAtMs, t.id],
  }[query.sort];
  const isDescending = query.sort === 'newest';
  const asked = and(...conditions(query, t));
  const found = query.text === null ? null : await searchIncidents(context, query.text, asked, query.places === null);
  const where = and(asked, among(t.id, found?.ids ?? null));
  const tuple = (parts: readonly SQL[]): SQL => sql`(${sql.join([...parts], sql`, `)})`;
  const after = query.after
    ? sql`${tuple(keys.map((key) => sql`${key}`))} ${sql.raw(isDescending ? '<' : '>')} ${tuple(query.after.map((value) => sql`${value}`))}`
    : undefined;
  const order = keys.map((key) => (isDescending ? sql`${key} desc` : sql`${key}`));
  // First which ones, from an index alone where it serves; whole rows only of those.
  const some = db
    .select({ id: t.id })
    .from(t)
    .where(and(where, after))
    .orderBy(...order)
    .limit(query.limit + 1);
  const rows = await db
    .select()
    .from(t)
    .where(sql`${t.id} in (${some})`)
    .orderBy(...order);
  const isAll = query.after === null && rows.length <= query.limit;
  const page = rows.slice(0, query.limit).map(fromRow);
  const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
  const values = last && {
    risk: [last.riskAtMs, last.severityRank, last.id],
    severity: [last.severityRank, last.riskAtMs, last.id],
    newest: [last.reportedAtMs, last.id],
    oldest: [last.reportedAtMs, last.id],
  };
  const total = isAll ? rows.length : await totalOf(context, query, found?.ids ?? null);
  return { rows: page, total, isPartial: found?.isPartial ?? false, next: values ? values[query.sort] : null };
}

async function totalOf({ db, schema: { incidents: t } }: ReadContext, query: ListQuery, found: readonly number[] | null): Promise<number> {
  // Literal, so that the partial index of exercises serves.
  const where = and(...conditions(query, t), among(t.id, found), query.counted === null ? undefined : sql`exercise = 1`);
  const [counted] = await db.select({ total: sql<number>`count(*)` }).from(t).where(where);
  return Number(counted?.total ?? 0) + (query.counted ?? 0);
}

function conditions(query: ListQuery, t: ReadContext['schema']['incidents']): (SQL | undefined)[] {
  const scope = among(t.place, query.places);
  const party = scope && query.partyUnit !== null ? sql`(${scope} or ${isParty(t, query.partyUnit)})` : scope;
  const times = { reportedAt: t.reportedAtMs, dueAt: t.dueAtMs, closedAt: t.closedAtMs };
  const { near, view, window } = query;
  return [
    party,
    // Literal, so that the partial indexes of open incidents serve.
    query.statuses === 'open' ? sql`is_open = 1` : among(t.status, query.statuses),
    among(t.severityRank, query.severities),
    among(t.category, query.categories),
    query.overdue === null ? undefined : query.overdue ? sql`(is_open = 1 and ${t.overdue} = 1)` : sql`${t.overdue} = 0`,
    query.suspended === null ? undefined : sql`${t.suspended} = ${query.suspended ? 1 : 0}`,
    window ? sql`${times[window.by]} >= ${window.fromMs} and ${times[window.by]} < ${window.toMs}` : undefined,
    among(t.id, query.ids),
    among(t.number, query.numbers),
    near ? nearCondition(near, t) : undefined,
    view ? deskView(view, t) : undefined,
  ];
}

/** The unit leads it, or has a branch of it. */
function isParty(t: ReadContext['schema']['incidents'], unit: string): SQL {
  const named = `"unit":${JSON.stringify(unit)}`;
  return sql`${t.holderUnit} = ${unit} or replace(${t.extra}, ${named}, '') <> ${t.extra}`;
}

/** Within `m` metres on the local plane: good to 0.1 % for a city. */
function nearCondition({ lng, lat, m }: { lng: number; lat: number; m: number }, t: ReadContext['schema']['incidents']): SQL {
  const degrees = m / METRES_PER_DEGREE;
  const squeeze = Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  const box = sql`${t.lng} between ${lng - degrees / squeeze} and ${lng + degrees / squeeze} and ${t.lat} between ${lat - degrees} and ${lat + degrees}`;
  return sql`${box} and ((${t.lng} - ${lng}) * ${squeeze}) * ((${t.lng} - ${lng}) * ${squeeze}) + (${t.lat} - ${lat}) * (${t.lat} - ${lat}) <= ${degrees * degrees}`;
}

export interface BreakdownQuery {
  /** Stretches of time, each with the places that were meant then; null = every place. */
  parts: readonly { places: readonly string[] | null; fromMs: number; toMs: number }[];
  categories: readonly string[] | null;
  /** Ranks. */
  severities: readonly number[] | null;
  by: 'category' | 'severity' | 'status' | 'source' | 'department';
}

/** Incidents received in the window, counted by one of their fields; an empty department is ''. Exercises are out. */
export async function readBreakdown(
  { db, schema: { incidents: t, categories } }: ReadContext,
  query: BreakdownQuery,
): Promise<{ key: string; count: number }[]> {
  const department = sql<string>`coalesce(${t.holderDepartment}, ${categories.department}, '')`;
  const key = {
    category: sql<string>`${t.category}`,
    severity: sql<string>`${t.severity}`,
    status: sql<string>`${t.status}`,
    source: sql<string>`${t.source}`,
    department,
  }[query.by];
  const parts = query.parts.map(({ places, fromMs, toMs }) =>
    and(placedAmong(t, sql`${t.reportedAtMs}`, places), sql`${t.reportedAtMs} >= ${fromMs} and ${t.reportedAtMs} < ${toMs}`),
  );
  const rows = await db
    .select({ key, count: sql<number>`count(*)` })
    .from(t)
    .leftJoin(categories, sql`${categories.code} = ${t.category}`)
    .where(and(or(...parts), among(t.category, query.categories), among(t.severityRank, query.severities), sql`${t.exercise} = 0`))
    .groupBy(sql`1`)
    .orderBy(sql`2 desc`, sql`1`);
  return rows.map((row) => ({ key: row.key, count: Number(row.count) }));
}
