import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { Incident } from '../domain/incident.ts';
import { prepare, type Queryable } from './dialect.ts';
import { hotWrite } from './hot-write.ts';
import { fromRow, toRow, type IncidentRow } from './incident-row.ts';
import type { Schema } from './schema.ts';

/** The projection's hot statements: one row by id, put as it is now. */
export function incidentsWriter(db: Queryable, { incidents: t }: Schema) {
  const columns = Object.keys(getTableColumns(t));
  const placeholders = Object.fromEntries(columns.map((name) => [name, sql.placeholder(name)]));
  const replaced: Record<string, SQL> = Object.fromEntries(
    Object.entries(getTableColumns(t)).map(([name, column]) => [name, sql.raw(`excluded.${column.name}`)]),
  );
  const put = hotWrite<IncidentRow>(
    db
      .insert(t)
      .values(placeholders as never)
      .onConflictDoUpdate({ target: t.id, set: replaced }),
    'incident_put',
  );
  const get = prepare(
    db
      .select()
      .from(t)
      .where(sql`${t.id} = ${sql.placeholder('id')}`),
    'incident_get',
  );
  const due = prepare(
    db
      .select({ id: t.id })
      .from(t)
      .where(sql`${t.isOpen} = 1 and ${t.overdue} = 0 and ${t.suspended} = 0 and ${t.riskAtMs} <= ${sql.placeholder('nowMs')}`)
      .orderBy(t.riskAtMs)
      .limit(sql.placeholder('limit')),
    'incident_due',
  );
  const wakes = prepare(
    db
      .select({ id: t.id })
      .from(t)
      .where(sql`${t.wakeAtMs} is not null and ${t.wakeAtMs} <= ${sql.placeholder('nowMs')}`)
      .orderBy(t.wakeAtMs)
      .limit(sql.placeholder('limit')),
    'incident_wakes',
  );
  const drop = prepare(db.delete(t).where(sql`${t.id} = ${sql.placeholder('id')}`), 'incident_delete');
  return {
    async load(id: number): Promise<Incident | null> {
      const [row] = await get.execute({ id });
      return row ? fromRow(row) : null;
    },
    async put(incident: Incident): Promise<void> {
      await put(toRow(incident));
    },
    /** For a log that was taken back to before its report. */
    async remove(id: number): Promise<void> {
      await drop.execute({ id });
    },
    async due(nowMs: number, limit: number): Promise<number[]> {
      return (await due.execute({ nowMs, limit })).map((row) => row.id);
    },
    async wakes(nowMs: number, limit: number): Promise<number[]> {
      return (await wakes.execute({ nowMs, limit })).map((row) => row.id);
    },
  };
}

/** Gathers the incidents of a group: one that many commands touch is written once, as it is at the end. */
export function rowBuffer({ load, put }: Pick<ReturnType<typeof incidentsWriter>, 'load' | 'put'>) {
  const kept = new Map<number, Incident>();
  /** Of the command that runs. */
  const pending = new Map<number, Incident>();
  return {
    load: async (id: number): Promise<Incident | null> => pending.get(id) ?? kept.get(id) ?? load(id),
    put: (incident: Incident): void => void pending.set(incident.id, incident),
    keep(): void {
      for (const [id, incident] of pending) kept.set(id, incident);
      pending.clear();
    },
    drop: (): void => pending.clear(),
    /** Nothing is forgotten by it: a savepoint that is rolled back takes back what was written within it. */
    async write(): Promise<void> {
      for (const incident of kept.values()) await put(incident);
      for (const incident of pending.values()) await put(incident);
    },
  };
}
