import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { Connection } from './connection.ts';
import { hotWrite } from './hot-write.ts';
import type { Schema } from './schema.ts';

const AT_ONCE = 2_000;

/** Copies every table of a city on PostgreSQL, as it is at one instant, into an embedded database that has none of its rows yet. */
export async function copyRows(source: Connection, target: Connection): Promise<void> {
  await source.snapshot(async (db) => {
    for (const table of Object.values(target.schema) as Schema['events'][]) {
      const columns = Object.entries(getTableColumns(table));
      const names = columns.map(([, column]) => column.name).join(', ');
      const placeholders = Object.fromEntries(columns.map(([key, { name }]) => [key, sql.placeholder(name)]));
      const insert = hotWrite<object>(target.writer.insert(table).values(placeholders as never), `copy_${getTableName(table)}`);
      await source.dialect.run(db, sql.raw(`declare copied cursor for select ${names} from ${getTableName(table)}`));
      for (;;) {
        const rows = await source.dialect.rows<object>(db, sql.raw(`fetch ${AT_ONCE} from copied`));
        if (rows.length === 0) break;
        await target.begin();
        for (const row of rows) await insert(row);
        await target.commit();
      }
      await source.dialect.run(db, sql.raw('close copied'));
    }
  });
}
