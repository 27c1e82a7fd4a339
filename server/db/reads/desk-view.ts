import { and, or, sql, type SQL } from 'drizzle-orm';
import { chasesUnits, isOfUnit, waitingFor } from '../../../shared/desk-membership.ts';
import { DESK_VIEWS, type DeskView, type Looking } from '../../../shared/desk-views.ts';
import { among, type ReadContext } from './context.ts';

export interface AskedView extends Looking {
  name: DeskView;
}
type Table = ReadContext['schema']['incidents'];

/** `isInView` of shared/desk-membership.ts in SQL; what it asks of open incidents stands in the index `incidents_desk`. */
export function deskView({ name, ...looking }: AskedView, t: Table): SQL {
  if (name === 'recheck') return waitsForRecheck(looking, t);
  // Literal, so that the partial index of open incidents serves.
  return and(sql`is_open = 1`, conditionOf(name, looking, t))!;
}

/** Ended ones; nobody re-checks a decision of their own. */
const waitsForRecheck = ({ user }: Looking, t: Table): SQL => sql`(recheck_by is not null and ${t.recheckBy} <> ${user})`;

type OpenView = Exclude<DeskView, 'recheck'>;
const OPEN_VIEWS = DESK_VIEWS.filter((view): view is OpenView => view !== 'recheck');

function conditionOf(view: OpenView, { role, unit, nowMs }: Looking, t: Table): SQL | undefined {
  const isSilent = sql`(${t.status} = 'dispatched' and ${t.acceptDueAtMs} <= ${nowMs})`;
  const isTurn = and(among(t.status, waitingFor(role)), isOfUnit(role) ? sql`${t.holderUnit} = ${unit ?? ''}` : undefined);
  const conditions: Record<OpenView, SQL | undefined> = {
    mine: chasesUnits(role) ? or(isTurn, isSilent) : isTurn,
    unassigned: sql`${t.status} in ('reported', 'registered')`,
    soon: sql`(${t.suspended} = 0 and ${t.overdue} = 0 and ${t.soonAtMs} <= ${nowMs})`,
    silent: isSilent,
    returned: sql`(${t.status} = 'adjudicating' or (${t.returns} > 0 and ${t.status} in ('reported', 'registered')))`,
    callback: sql`(${t.contactDueAtMs} is not null and ${t.contactedAtMs} is null)`,
    verify: sql`${t.status} = 'handled'`,
    supervised: sql`${t.supervised} = 1`,
    all: undefined,
  };
  return conditions[view];
}

export interface CountsQuery extends Looking {
  /** null = the whole city. */
  places: readonly string[] | null;
  partyUnit: string | null;
  /** Ranks. */
  severities: readonly number[] | null;
  categories: readonly string[] | null;
}

/** All views at once: one walk over the index of open incidents, and a short one over what waits to be re-checked. */
export async function countViews(
  { db, schema: { incidents: t } }: ReadContext,
  { places, partyUnit, severities, categories, ...looking }: CountsQuery,
): Promise<Record<DeskView, number>> {
  const scope = among(t.place, places);
  const columns = Object.fromEntries(
    OPEN_VIEWS.map((view) => {
      const condition = conditionOf(view, looking, t);
      return [view, condition ? sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)` : sql<number>`count(*)`] as const;
    }),
  ) as Record<OpenView, SQL<number>>;
  const asked = and(
    scope && partyUnit !== null ? or(scope, sql`${t.holderUnit} = ${partyUnit}`) : scope,
    among(t.severityRank, severities),
    among(t.category, categories),
  );
  const [open] = await db.select(columns).from(t).where(and(sql`is_open = 1`, asked));
  const [drawn] = await db
    .select({ recheck: sql<number>`count(*)` })
    .from(t)
    .where(and(waitsForRecheck(looking, t), asked));
  const counts: Partial<Record<DeskView, number>> = { ...open, ...drawn };
  return Object.fromEntries(DESK_VIEWS.map((view) => [view, Number(counts[view] ?? 0)])) as Record<DeskView, number>;
}
