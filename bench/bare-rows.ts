import { join } from 'node:path';
import Database from 'better-sqlite3';
import { coreSeconds } from './core-time.ts';
import { localTime } from '../shared/local-time.ts';
import { toEvent } from '../server/db/event-log.ts';
import { evolve, type Incident } from '../server/domain/incident.ts';
import { cellChanges, type Cell } from '../server/domain/weigh.ts';

/**
 * The limit of every write: the very rows that ours has just written, in the very same groups, put into a fresh copy of the
 * same database by bare prepared statements, ready-made and bound by position. No HTTP, no rules, no hashing, no JSON.
 */
export interface Group {
  rows: Record<Table, unknown[][]>;
  /** Rows of incidents as they are in the end, once for each later event. */
  updates: unknown[][];
  cells: Cell[];
}
export const TABLES = ['events', 'incidents', 'personal', 'outer_ids', 'numbers'] as const;
export type Table = (typeof TABLES)[number];

/** Takes the rows out of a database that ours has filled, in the groups that were committed at these times. */
export function takeGroups(dataDir: string, timeZone: string, commitsAtMs: readonly number[]): Group[] {
  const db = new Database(join(dataDir, 'guantong.db'), { readonly: true });
  const read = (table: string, order: string): Row[] => db.prepare<[], Row>(`SELECT * FROM ${table} ORDER BY ${order}`).all();
  const groups = groupsOf(
    {
      events: read('events', 'seq'),
      incidents: read('incidents', 'id'),
      personal: read('personal', 'incident'),
      outer_ids: read('outer_ids', 'incident'),
    },
    timeZone,
    commitsAtMs,
  );
  db.close();
  return groups;
}

export type Row = Record<string, unknown>;
export type StoredRows = Record<'events' | 'incidents' | 'personal' | 'outer_ids', readonly Row[]>;

/** By the commit they came in: the first after an event was recorded. */
export function groupsOf(stored: StoredRows, timeZone: string, commitsAtMs: readonly number[]): Group[] {
  const by = (rows: readonly Row[], key: string): Map<number, unknown[]> =>
    new Map(rows.map((row) => [row[key] as number, Object.values(row)]));
  const incidents = by(stored.incidents, 'id');
  const personal = by(stored.personal, 'incident');
  const outerIds = by(stored.outer_ids, 'incident');
  const { hourOf, dayKey } = localTime(timeZone);
  const groups: Group[] = [];
  let commit = -1;
  let next = 0;
  let sums = new Map<string, Cell>();
  let days = new Set<string>();
  const states = new Map<number, Incident>();
  for (const row of stored.events) {
    while (next < commitsAtMs.length && commitsAtMs[next]! < (row['recorded_at_ms'] as number)) next += 1;
    if (next !== commit) {
      commit = next;
      sums = new Map();
      days = new Set();
      groups.push({ rows: { events: [], incidents: [], personal: [], outer_ids: [], numbers: [] }, updates: [], cells: [] });
    }
    const group = groups.at(-1)!;
    group.rows.events.push(Object.values(row));
    const event = toEvent(toRow(row));
    const before = states.get(event.id) ?? null;
    const after = evolve(before, event);
    states.set(event.id, after);
    for (const cell of cellChanges(before, after, hourOf)) add(sums, group.cells, cell);
    if (event.version > 1) {
      group.updates.push(incidents.get(event.id)!);
      continue;
    }
    group.rows.incidents.push(incidents.get(event.id)!);
    if (personal.has(event.id)) group.rows.personal.push(personal.get(event.id)!);
    if (outerIds.has(event.id)) group.rows.outer_ids.push(outerIds.get(event.id)!);
    const day = dayKey(after.reportedAtMs);
    if (!days.has(day)) group.rows.numbers.push([day, days.add(day).size]);
  }
  return groups;
}

function add(sums: Map<string, Cell>, cells: Cell[], cell: Cell): void {
  const key = `${cell.place}\n${cell.hourMs}\n${cell.category}\n${cell.severity}\n${cell.metric}`;
  const known = sums.get(key);
  if (known) {
    known.n += cell.n;
    return;
  }
  const own = { ...cell };
  sums.set(key, own);
  cells.push(own);
}

const toRow = (row: Row): Parameters<typeof toEvent>[0] => ({
  seq: row['seq'] as number,
  recordedAtMs: row['recorded_at_ms'] as number,
  occurredAtMs: row['occurred_at_ms'] as number,
  actor: row['actor'] as string,
  seat: null,
  stream: row['stream'] as number,
  version: row['version'] as number,
  type: row['type'] as string,
  payload: row['payload'] as string,
  hash: row['hash'] as string,
});

export interface BareRun {
  seconds: number;
  cpuMs: number;
  /** Of all cells, to be compared with what ours has stored. */
  cellSum: number;
}

/** Writes the groups, one durable transaction each. */
export function writeBare(dataDir: string, groups: readonly Group[]): BareRun {
  const db = new Database(join(dataDir, 'guantong.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('cache_size = -65536');
  const columns = (table: Table): number => (db.pragma(`table_info(${table})`) as unknown[]).length;
  const insert = Object.fromEntries(
    TABLES.map((table) => [
      table,
      db.prepare(`INSERT ${table === 'numbers' ? 'OR REPLACE ' : ''}INTO ${table} VALUES (${Array(columns(table)).fill('?').join(', ')})`),
    ]),
  ) as Record<Table, Database.Statement>;
  const cell = db.prepare(
    'INSERT INTO cells (place, hour_ms, category, severity, metric, n) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n',
  );
  const names = (db.pragma('table_info(incidents)') as { name: string }[]).map(({ name }) => `${name} = ?`);
  const update = db.prepare(`UPDATE incidents SET ${names.join(', ')} WHERE id = ?`);
  const [begin, commit] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')];
  const cpu = process.cpuUsage();
  const seconds = coreSeconds(() => {
    for (const { rows, updates, cells } of groups) {
      begin.run();
      for (const table of TABLES) {
        const statement = insert[table];
        for (const row of rows[table]) statement.run(row);
      }
      for (const row of updates) update.run([...row, row[0]]);
      for (const { place, hourMs, category, severity, metric, n } of cells)
        if (n !== 0) cell.run(place, hourMs, category, severity, metric, n);
      commit.run();
    }
  });
  const used = process.cpuUsage(cpu);
  const cellSum = cellSumOf(db);
  db.close();
  return { seconds, cpuMs: (used.user + used.system) / 1000, cellSum };
}

/** One number in which every stored cell has its part. */
const cellSumOf = (db: Database.Database): number =>
  db.prepare('SELECT coalesce(sum(n * (metric + 1) * (hour_ms / 3600000 % 1009 + 1)), 0) FROM cells').pluck().get() as number;

export function storedCellSum(dataDir: string): number {
  const db = new Database(join(dataDir, 'guantong.db'), { readonly: true });
  const sum = cellSumOf(db);
  db.close();
  return sum;
}
