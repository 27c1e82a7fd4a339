import { sql, type SQL } from 'drizzle-orm';
import type { FacetCount } from '../domain/facets.ts';
import type { Dialect, Queryable } from './dialect.ts';
import { DAY_MS, runsOf, treeCuts, type LoadOptions } from './day-runs.ts';
import type { Schema } from './schema.ts';

/** What breakdowns count, from the incident rows: by local day up to the horizon, by local hour from there on. */
export async function giveFacets(
  db: Queryable,
  { dialect, schema: { incidents: t, areas } }: { dialect: Dialect; schema: Schema },
  options: LoadOptions,
  give: (count: FacetCount) => void,
): Promise<void> {
  const { time, hoursFromMs } = options;
  const place = sql`case when ${t.formerPlace} is not null and ${t.reportedAtMs} < ${t.formerUntilMs} then ${t.formerPlace} else ${t.place} end`;
  const what = sql`${place} as place, ${t.category} as category, ${t.severityRank} as severity, ${t.status} as status, ${t.source} as source, coalesce(${t.holderDepartment}, '') as department`;
  const giveAll = (rows: readonly unknown[][], hourOf: (ms: number) => number): void => {
    for (const [where, category, severity, status, source, department, ms, n] of rows)
      give({
        place: String(where),
        hourMs: hourOf(Number(ms)),
        category: String(category),
        severity: Number(severity),
        values: { status: String(status), source: String(source), department: String(department) },
        n: Number(n),
      });
  };
  const counted = (where: SQL, by: SQL): Promise<unknown[][]> =>
    dialect.tuples(
      db,
      sql`select ${what}, min(${t.reportedAtMs}) as at, count(*) as n from ${t} where ${t.exercise} = 0 and ${where} group by 1, 2, 3, 4, 5, 6, ${by}`,
    );
  const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  const [span] = await dialect.tuples(db, sql`select min(${t.reportedAtMs}) as first, max(${t.reportedAtMs}) as last from ${t}`);
  if (span?.[0] == null) return;
  const [firstMs, lastMs] = [Number(span[0]), Number(span[1])];
  for (const { baseMs, fromMs, toMs } of firstMs < hoursFromMs ? runsOf(await treeCuts(db, areas), firstMs, options) : []) {
    const day = sql.raw(`(reported_at_ms - ${baseMs}) / ${DAY_MS}`);
    giveAll(await counted(sql`${t.reportedAtMs} >= ${fromMs} and ${t.reportedAtMs} < ${toMs}`, day), time.hourOf);
    await breathe();
  }
  // Hours begin where the zone says, so each instant is asked for.
  for (let fromMs = Math.max(hoursFromMs, firstMs); fromMs <= lastMs; fromMs += DAY_MS) {
    const lately = sql`select ${what}, ${t.reportedAtMs} as at, 1 as n from ${t} where ${t.exercise} = 0 and ${t.reportedAtMs} >= ${fromMs} and ${t.reportedAtMs} < ${fromMs + DAY_MS}`;
    giveAll(await dialect.tuples(db, lately), time.hourOf);
    await breathe();
  }
}
