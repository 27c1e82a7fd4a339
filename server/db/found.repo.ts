import { sql } from 'drizzle-orm';
import type { Catalogue } from '../app/ports.ts';
import type { Queryable } from './dialect.ts';
import type { Schema } from './schema.ts';

/** Adds what an import found and the catalogue lacks, marked imported. Rare, so nothing is prepared. */
export function foundWriter(db: Queryable, { categories, departments, sources, settings }: Schema) {
  return {
    /** True when something was added: the catalogue's version has moved. */
    async add(
      names: { categories?: readonly string[]; departments?: readonly string[]; sources?: readonly string[] },
      known: Catalogue,
    ): Promise<boolean> {
      const lacking = (values: readonly string[] | undefined, has: (code: string) => boolean): string[] =>
        [...new Set(values ?? [])].filter((code) => !has(code));
      const newCategories = lacking(names.categories, (code) => known.categories.has(code));
      const newDepartments = lacking(names.departments, (code) => known.departments.has(code));
      const newSources = lacking(names.sources, (code) => known.sources.has(code));
      if (newCategories.length + newDepartments.length + newSources.length === 0) return false;
      const named = (code: string) => ({ code, nameZh: code, nameEn: code, isImported: 1 });
      for (const code of newCategories) {
        await db
          .insert(categories)
          .values({
            ...named(code),
            major: null,
            department: null,
            lane: null,
            severity: 'normal',
            limits: null,
            basis: 'imported',
          })
          .onConflictDoNothing();
      }
      for (const code of newDepartments)
        await db
          .insert(departments)
          .values({ ...named(code), kind: 'department' })
          .onConflictDoNothing();
      for (const code of newSources) await db.insert(sources).values(named(code)).onConflictDoNothing();
      await db
        .update(settings)
        .set({ value: String(known.version + 1) })
        .where(sql`${settings.key} = 'catalogueVersion'`);
      return true;
    },
  };
}
