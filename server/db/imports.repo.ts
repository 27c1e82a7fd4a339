import { and, or, sql, type SQL } from 'drizzle-orm';
import { issueText } from '../app/import-issue.ts';
import type { AreaEditions, ImportRuns, StoredBorder } from '../app/import-ports.ts';
import { toAreaRow } from './catalogue.repo.ts';
import { moveCatalogueVersion, putAreas } from './city.writer.ts';
import type { Connection } from './connection.ts';
import { among } from './reads/context.ts';

/** Runs of imports and their issues, on the writing connection: part of whatever transaction is open there. */
export function importRuns({ writer: db, schema: { imports, importIssues } }: Connection): ImportRuns {
  return {
    async begin(kind, file, atMs) {
      const [last] = await db.select({ id: sql<number | null>`max(${imports.id})` }).from(imports);
      const id = Number(last?.id ?? 0) + 1;
      await db.insert(imports).values({ id, kind, file, startedAtMs: atMs, endedAtMs: null, report: '{}' });
      return id;
    },
    async addIssues(importId, quarantined) {
      for (const { line, ordinal, subject, issue } of quarantined) {
        const { zh, en } = issueText(issue);
        const name = subject === undefined || subject === null ? '' : `${subject}: `;
        await db
          .insert(importIssues)
          .values({ importId, ordinal, line, field: issue.field, code: issue.code, reason: `${name}${en} · ${zh}` });
      }
    },
    async end(importId, atMs, report) {
      await db
        .update(imports)
        .set({ endedAtMs: atMs, report: JSON.stringify(report) })
        .where(sql`${imports.id} = ${importId}`);
    },
  };
}

/** The tree's rows, on the writing connection like the above. */
export function areaEditions({ writer: db, schema }: Connection): AreaEditions {
  const { areas, events, incidents } = schema;
  const count = async (where: SQL | undefined): Promise<number> => {
    const [row] = await db.select({ n: sql<number>`count(*)` }).from(incidents).where(where);
    return Number(row!.n);
  };
  return {
    async validAt(atMs): Promise<StoredBorder[]> {
      const rows = await db
        .select()
        .from(areas)
        .where(sql`${areas.validFromMs} <= ${atMs} and (${areas.validToMs} is null or ${areas.validToMs} > ${atMs})`)
        .orderBy(areas.code);
      return rows.map((row) => ({ ...toAreaRow(row), geometryText: row.geometry }));
    },
    async isUnused() {
      const [first] = await db.select({ seq: events.seq }).from(events).limit(1);
      return first === undefined;
    },
    put: (rows) => putAreas(db, schema, rows),
    countOpen: (codes) => count(and(sql`is_open = 1`, or(among(incidents.place, codes), among(incidents.holderNode, codes)))),
    countEndedSince: (codes, sinceMs) =>
      count(and(sql`is_open = 0`, sql`${incidents.reportedAtMs} >= ${sinceMs}`, among(incidents.place, codes))),
    async end(codes, atMs) {
      for (const code of codes) {
        await db
          .update(areas)
          .set({ validToMs: atMs })
          .where(
            sql`${areas.code} = ${code} and ${areas.validFromMs} <= ${atMs} and (${areas.validToMs} is null or ${areas.validToMs} > ${atMs})`,
          );
      }
    },
    async remove(rows) {
      for (const { code, validFromMs } of rows)
        await db.delete(areas).where(sql`${areas.code} = ${code} and ${areas.validFromMs} = ${validFromMs}`);
    },
    moveVersion: () => moveCatalogueVersion(db, schema),
  };
}
