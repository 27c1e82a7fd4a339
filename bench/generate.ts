import { join } from 'node:path';
import Database from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import { chainHash, rowForHash } from '../server/db/event-log.ts';
import { toRow } from '../server/db/incident-row.ts';
import { schema } from '../server/db/schema.sqlite.ts';
import { decideImported, type ImportedFacts } from '../server/domain/import.ts';
import { evolve } from '../server/domain/incident.ts';
import type { IncidentEvent } from '../server/domain/incident-event.ts';
import { cellChanges, type Cell } from '../server/domain/weigh.ts';
import { buildWorkClock } from '../server/domain/work-calendar.ts';
import { localTime } from '../shared/local-time.ts';
import { SOURCES } from '../shared/terms.ts';
import type { DemoCity } from './demo-city.ts';
import { locatedPoints } from './points.ts';
import { seeded, shuffled, skewed } from './random.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Reports by hour of the local day: few at night, two peaks. */
const RHYTHM = [2, 1, 1, 1, 1, 2, 4, 7, 10, 11, 10, 9, 8, 8, 9, 9, 9, 9, 8, 7, 6, 5, 4, 3];

export interface GenerateOptions {
  count: number;
  /** The last instant; the history covers the year before it. */
  untilMs: number;
  seed: number;
  /** So many of them stay open, with their limits ahead; absent = as the limits leave them. */
  open?: number;
  /** The log too: what a rebuild reads. A million rows do without. */
  hasEvents: boolean;
}

/**
 * A year of history in a fresh database: the product's own decisions, states and weights, written by bare statements without
 * durability. The same seed gives the same rows. Gives how many cells were written.
 */
export function generate(city: DemoCity, dataDir: string, { count, untilMs, seed, hasEvents, open }: GenerateOptions): number {
  const db = new Database(join(dataDir, 'guantong.db'));
  // Not WAL: new pages are then written once.
  db.pragma('journal_mode = DELETE');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -524288');
  const indexes = dropIndexes(db);
  const time = localTime(city.pack.pack.timeZone);
  const write = statements(db);
  const facts = factsOf(city, seed, open === undefined ? null : Math.floor(count / open));
  let cells = new Map<string, Cell>();
  let day = 0;
  let log = { seq: 0, hash: '' };
  const flush = (): void => {
    for (const cell of cells.values()) write.cell(cell);
    cells = new Map();
  };
  db.exec('BEGIN');
  reportTimes(count, untilMs, seed).forEach((reportedAtMs, i) => {
    if (time.dayStart(reportedAtMs) !== day) {
      flush();
      day = time.dayStart(reportedAtMs);
    }
    const event = decideImported(i + 1, `${time.dayKey(reportedAtMs)}-${i + 1}`, facts(reportedAtMs, untilMs, i), 'import:bench');
    const incident = evolve(null, event);
    write.incident(incident);
    if (hasEvents) log = write.event(event, log, untilMs);
    for (const cell of cellChanges(null, incident, time.hourOf)) gather(cells, cell);
  });
  flush();
  db.exec('COMMIT');
  for (const sql of indexes) db.exec(sql);
  const written = db.prepare('SELECT count(*) FROM cells').pluck().get() as number;
  db.pragma('journal_mode = WAL');
  db.close();
  return written;
}

/** Sorted instants of a year, by the rhythm of the day. */
function reportTimes(count: number, untilMs: number, seed: number): Float64Array {
  const random = seeded(seed);
  const hours: number[] = RHYTHM.flatMap((weight, hour) => Array<number>(weight).fill(hour));
  const times = new Float64Array(count);
  for (let i = 0; i < count; ) {
    const dayMs = Math.floor((untilMs - random() * 365 * DAY_MS) / DAY_MS) * DAY_MS;
    // The day of the rhythm is that of UTC+8; any other clock only shifts the peaks.
    const at = Math.floor(dayMs + (hours[Math.floor(random() * hours.length)]! - 8 + random()) * HOUR_MS);
    if (at < untilMs) times[i++] = at;
  }
  return times.sort();
}

function factsOf(
  { pack, locator }: DemoCity,
  seed: number,
  openEach: number | null,
): (reportedAtMs: number, untilMs: number, i: number) => ImportedFacts {
  const random = seeded(seed + 1);
  const point = locatedPoints(pack.areas, locator, seed + 2);
  const category = skewed(shuffled(pack.pack.categories, random), random);
  const clock = buildWorkClock(pack.pack.timeZone, pack.calendar);
  return (reportedAtMs, untilMs, i) => {
    const { place, lngLat } = point();
    const { code, severity, department, limits } = category();
    const dueAtMs = limits.total ? clock.dueAt(reportedAtMs, limits.total) : null;
    const limitMs = (dueAtMs ?? reportedAtMs + DAY_MS) - reportedAtMs;
    // Most are done well within their limit, one in seven late.
    const closedAtMs = Math.floor(reportedAtMs + limitMs * (random() < 0.86 ? 0.05 + 0.9 * random() : 1 + random()));
    const isClosed = openEach === null ? closedAtMs < untilMs : i % openEach !== 0;
    return {
      externalId: `bench-${i}`,
      reportedAtMs,
      closedAtMs: isClosed ? Math.min(closedAtMs, untilMs) : null,
      dueAtMs: isClosed || openEach === null ? dueAtMs : Math.floor(untilMs + DAY_MS * (1 + 10 * random())),
      status: isClosed ? 'closed' : openEach === null ? 'handling' : 'reported',
      category: code,
      severity,
      source: SOURCES[i % 4]!,
      department,
      placed: { place, located: 'point', lngLat },
      flags: [],
    };
  };
}

function gather(cells: Map<string, Cell>, cell: Cell): void {
  const key = `${cell.place}\n${cell.hourMs}\n${cell.category}\n${cell.severity}\n${cell.metric}`;
  const known = cells.get(key);
  if (known) known.n += cell.n;
  else cells.set(key, { ...cell });
}

function statements(db: Database.Database) {
  const columns = Object.entries(getTableColumns(schema.incidents));
  const keys = columns.map(([key]) => key) as (keyof ReturnType<typeof toRow>)[];
  const putIncident = db.prepare(
    `INSERT INTO incidents (${columns.map(([, column]) => column.name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const putCell = db.prepare(
    'INSERT INTO cells (place, hour_ms, category, severity, metric, n) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n',
  );
  const putEvent = db.prepare(
    'INSERT INTO events (seq, recorded_at_ms, occurred_at_ms, actor, seat, stream, version, type, payload, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  return {
    incident(incident: Parameters<typeof toRow>[0]): void {
      const row = toRow(incident);
      putIncident.run(keys.map((key) => row[key]));
    },
    cell: ({ place, hourMs, category, severity, metric, n }: Cell): void => void putCell.run(place, hourMs, category, severity, metric, n),
    event(event: IncidentEvent, before: { seq: number; hash: string }, recordedAtMs: number): { seq: number; hash: string } {
      const seq = before.seq + 1;
      const payload = JSON.stringify({ ...event.decided, detail: event.detail });
      const { occurredAtMs, actor, id, version, type } = event;
      const row = rowForHash({ seq, recordedAtMs, occurredAtMs, actor, seat: null, stream: id, version, type, payload });
      const hash = chainHash(before.hash, row);
      putEvent.run([...row, hash]);
      return { seq, hash };
    },
  };
}

/** Indexes are built at the end, in one go. Gives the statements that make them. */
function dropIndexes(db: Database.Database): string[] {
  const found = db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'incidents' AND sql IS NOT NULL",
    )
    .all();
  for (const { name } of found) db.exec(`DROP INDEX "${name}"`);
  return found.map(({ sql }) => sql);
}
