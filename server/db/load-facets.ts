import { sql } from 'drizzle-orm';
import type { LocalTime } from '../../shared/local-time.ts';
import type { FacetCount } from '../domain/facets.ts';
import type { Dialect, Queryable } from './dialect.ts';
import type { Schema } from './schema.ts';
import { nextTurn } from './next-turn.ts';

const SLICE_MS = 86_400_000;

/** What breakdowns count, from the incident rows. */
export async function giveFacets(
  db: Queryable,
  { dialect, schema: { incidents: t } }: { dialect: Dialect; schema: Schema },
  time: LocalTime,
  give: (count: FacetCount) => void,
): Promise<void> {
  const place = sql`case when ${t.formerPlace} is not null and ${t.reportedAtMs} < ${t.formerUntilMs} then ${t.formerPlace} else ${t.place} end`;
  const what = sql`select ${place} as place, ${t.reportedAtMs} as at, ${t.category} as category, ${t.severityRank} as severity,
    ${t.status} as status, ${t.source} as source, coalesce(${t.holderDepartment}, '') as department from ${t}`;
  const [span] = await dialect.tuples(db, sql`select min(${t.reportedAtMs}) as first, max(${t.reportedAtMs}) as last from ${t}`);
  if (span?.[0] == null) return;
  for (let fromMs = Number(span[0]); fromMs <= Number(span[1]); fromMs += SLICE_MS) {
    const where = sql`${t.reportedAtMs} >= ${fromMs} and ${t.reportedAtMs} < ${fromMs + SLICE_MS} and ${t.exercise} = 0`;
    const rows: readonly (readonly unknown[])[] = await dialect.tuples(db, sql`${what} where ${where}`);
    for (const [lay, at, category, severity, status, source, department] of rows)
      give({
        place: lay as string,
        hourMs: time.hourOf(Number(at)),
        category: category as string,
        severity: Number(severity),
        values: { status: status as string, source: source as string, department: department as string },
        n: 1,
      });
    await nextTurn();
  }
}
