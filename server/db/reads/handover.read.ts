import { and, or, sql } from 'drizzle-orm';
import type { Status } from '../../../shared/terms.ts';
import { among, type ReadContext } from './context.ts';

export interface LastNote {
  incident: number;
  atMs: number;
  text: string;
}

/** The last note of each of some incidents, as far as its text is still kept. */
export async function readLastNotes({ db, dialect }: ReadContext, { ids }: { ids: readonly number[] }): Promise<LastNote[]> {
  if (ids.length === 0) return [];
  const list = sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  );
  const rows = await dialect.rows<{ incident: number; at_ms: number; text: string }>(
    db,
    sql`select e.stream as incident, e.occurred_at_ms as at_ms, t.text as text from events e
      join (select stream, max(version) as version from events where type = 'NoteAdded' and stream in (${list}) group by stream) last
        on last.stream = e.stream and last.version = e.version
      join step_texts t on t.incident = e.stream and t.version = e.version
      where t.text is not null`,
  );
  return rows.map(({ incident, at_ms, text }) => ({ incident: Number(incident), atMs: Number(at_ms), text }));
}

export interface OpenByStatusQuery {
  /** Null = the whole city. */
  places: readonly string[] | null;
  partyUnit: string | null;
}

/** How many open incidents are in each state: of those that the view "all" of the desk counts. */
export async function countOpenByStatus(
  { db, schema: { incidents: t } }: ReadContext,
  { places, partyUnit }: OpenByStatusQuery,
): Promise<{ status: Status; n: number }[]> {
  const scope = among(t.place, places);
  const rows = await db
    .select({ status: t.status, n: sql<number>`count(*)` })
    .from(t)
    .where(and(sql`is_open = 1`, scope && partyUnit !== null ? or(scope, sql`${t.holderUnit} = ${partyUnit}`) : scope))
    .groupBy(t.status);
  return rows.map(({ status, n }) => ({ status: status as Status, n: Number(n) }));
}
