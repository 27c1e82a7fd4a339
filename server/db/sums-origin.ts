import { hash } from 'node:crypto';
import { asc, sql } from 'drizzle-orm';
import type { Queryable } from './dialect.ts';
import type { Schema } from './schema.ts';

/** By which sums that were put by are known to fit: the tree in time, its edition now, and the stored cells' own. */
export interface SumsOrigin {
  timeZone: string;
  tree: string;
  epochMs: number;
  cells: number;
}
/** Setting: how often `rebuild` has made the stored cells anew. */
export const CELLS_EDITION = 'cellsEdition';
/** Setting that a migration leaves: stored cells are to be made anew from the log. */
export const CELLS_DUE = 'cellsDue';

export async function sumsOrigin(db: Queryable, { areas, settings }: Schema, nowMs: number): Promise<SumsOrigin> {
  const rows = await db
    .select({ code: areas.code, from: areas.validFromMs, to: areas.validToMs, parent: areas.parent })
    .from(areas)
    .orderBy(asc(areas.code), asc(areas.validFromMs));
  const told = await db.select().from(settings).where(sql`${settings.key} in ('timeZone', ${CELLS_EDITION})`);
  const setting = (key: string): unknown => JSON.parse(told.find((row) => row.key === key)?.value ?? 'null');
  let epochMs = 0;
  for (const { from, to } of rows) for (const cut of [from, to ?? from]) if (cut <= nowMs && cut > epochMs) epochMs = cut;
  return {
    timeZone: String(setting('timeZone')),
    tree: hash('sha256', JSON.stringify(rows.map(({ code, from, to, parent }) => [code, from, to, parent])), 'base64url'),
    epochMs,
    cells: Number(setting(CELLS_EDITION) ?? 0),
  };
}
