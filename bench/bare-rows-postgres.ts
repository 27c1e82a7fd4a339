import pg from 'pg';
import { groupsOf, TABLES, type Group, type Row, type Table } from './bare-rows.ts';
import { cpuSeconds } from './core-time.ts';

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Takes the rows out of a database that ours has filled, in the groups that were committed at these times. */
export async function takeGroupsPostgres(url: string, timeZone: string, commitsAtMs: readonly number[]): Promise<Group[]> {
  const client = await connected(url);
  const read = async (table: string, order: string): Promise<Row[]> =>
    (await client.query<Row>(`SELECT * FROM ${table} ORDER BY ${order}`)).rows;
  const stored = {
    events: await read('events', 'seq'),
    incidents: await read('incidents', 'id'),
    personal: await read('personal', 'incident'),
    outer_ids: await read('outer_ids', 'incident'),
  };
  await client.end();
  return groupsOf(stored, timeZone, commitsAtMs);
}

/**
 * Writes the groups by bare prepared statements, one durable transaction each, all statements of a group sent at once: the driver
 * waits for the server only at COMMIT. Gives the CPU seconds of this process and of the server's.
 */
export async function writeBarePostgres(
  url: string,
  groups: readonly Group[],
  besides: () => number,
): Promise<{ cpuSeconds: number; cellSum: number }> {
  const client = await connected(url);
  const inserts = Object.fromEntries(
    await Promise.all(TABLES.map(async (table) => [table, await insertInto(client, table)] as const)),
  ) as Record<Table, string>;
  const cell =
    'INSERT INTO cells (place, hour_ms, category, severity, metric, n) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (place, hour_ms, category, severity, metric) DO UPDATE SET n = cells.n + excluded.n';
  const seconds = await cpuSeconds(async () => {
    for (const { rows, cells } of groups) {
      const sent: Promise<unknown>[] = [client.query('BEGIN')];
      for (const table of TABLES) for (const values of rows[table]) sent.push(client.query({ name: table, text: inserts[table], values }));
      for (const { place, hourMs, category, severity, metric, n } of cells)
        if (n !== 0) sent.push(client.query({ name: 'cells', text: cell, values: [place, hourMs, category, severity, metric, n] }));
      sent.push(client.query('COMMIT'));
      await Promise.all(sent);
    }
  }, besides);
  await client.end();
  return { cpuSeconds: seconds, cellSum: await storedCellSumPostgres(url) };
}

async function insertInto(client: pg.Client, table: Table): Promise<string> {
  const { fields } = await client.query(`SELECT * FROM ${table} LIMIT 0`);
  const places = fields.map((_, i) => `$${i + 1}`).join(', ');
  return `INSERT INTO ${table} VALUES (${places})${table === 'numbers' ? ' ON CONFLICT (day) DO UPDATE SET last = excluded.last' : ''}`;
}

/** One number in which every stored cell has its part. */
export async function storedCellSumPostgres(url: string): Promise<number> {
  const client = await connected(url);
  const { rows } = await client.query<{ sum: number }>(
    'SELECT coalesce(sum(n * (metric + 1) * (hour_ms / 3600000 % 1009 + 1)), 0)::bigint AS sum FROM cells',
  );
  await client.end();
  return rows[0]!.sum;
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, pipeline: true });
  // A statement that fails is told by its promise; the session may end after it with the server.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
