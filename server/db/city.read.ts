import { asc, sql } from 'drizzle-orm';
import type { ImportRun } from '../../shared/imports.ts';
import type { PersonalData, StepText } from '../app/ports.ts';
import type { ReadContext } from './reads/context.ts';

/** The city's settings and catalogue as screens need them. */
export function cityReader({ db, schema }: ReadContext) {
  const { settings, categories, departments, sources, units, personal, stepTexts, imports, importIssues } = schema;
  return {
    async setting<T>(key: string): Promise<T | null> {
      const [row] = await db.select({ value: settings.value }).from(settings).where(sql`${settings.key} = ${key}`);
      return row ? (JSON.parse(row.value) as T) : null;
    },
    categories: () => db.select().from(categories).orderBy(asc(categories.code)),
    departments: () => db.select().from(departments).orderBy(asc(departments.code)),
    sources: () => db.select().from(sources).orderBy(asc(sources.code)),
    units: () => db.select().from(units).orderBy(asc(units.code)),
    async personal(incident: number): Promise<PersonalData | null> {
      const [row] = await db.select().from(personal).where(sql`${personal.incident} = ${incident}`);
      return row ?? null;
    },
    /** What staff wrote at the steps of an incident, by version. */
    async stepTexts(incident: number): Promise<Map<number, StepText>> {
      const rows = await db.select().from(stepTexts).where(sql`${stepTexts.incident} = ${incident}`);
      return new Map(rows.map(({ version, reason, text }) => [version, { reason, text }]));
    },
    async importRun(id: number): Promise<ImportRun | null> {
      const [run] = await db.select().from(imports).where(sql`${imports.id} = ${id}`);
      if (!run) return null;
      const issues = await db
        .select()
        .from(importIssues)
        .where(sql`${importIssues.importId} = ${id}`)
        .orderBy(asc(importIssues.ordinal))
        .limit(10_000);
      const iso = (ms: number): string => new Date(ms).toISOString();
      const { report, startedAtMs, endedAtMs, ...rest } = run;
      return {
        ...rest,
        startedAt: iso(startedAtMs),
        endedAt: endedAtMs === null ? null : iso(endedAtMs),
        report: JSON.parse(report) as Record<string, unknown>,
        issues,
      };
    },
  };
}
export type CityReader = ReturnType<typeof cityReader>;
