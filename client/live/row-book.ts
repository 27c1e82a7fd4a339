import { wallSoon } from '../../shared/clock-phase.ts';
import type { Gone, LiveRow } from '../../shared/live.ts';
import type { INCIDENT_SORTS, IncidentPage, IncidentWire } from '../../shared/incidents.ts';
import { isOpen, SEVERITIES, type Severity } from '../../shared/terms.ts';

/**
 * The loaded part of a list in its order, kept in step by frames. Rows apply by version; what left is remembered by
 * version too, so that a late answer cannot bring it back.
 */
export interface RowBook {
  rows: ReadonlyMap<number, IncidentWire>;
  left: ReadonlyMap<number, number>;
  /** Null = all is loaded. */
  cursor: string | null;
  /** Key of the last loaded row: what sorts after it comes with its own page. */
  edge: RowKey | null;
  sort: RowSort;
  /** It is of ended ones, to be re-checked; else of open ones. */
  isEnded: boolean;
  total: number;
  seq: number;
  /** Another one after each page that was read; what comes live leaves it. */
  reading: string;
}
export type RowKey = readonly [number, number, number];
export type RowSort = (typeof INCIDENT_SORTS)[number];
const REMEMBERED = 2000;

interface Sorted {
  id: number;
  severity: Severity;
  dueAtMs: number | null;
  reportedAtMs: number;
}
const due = ({ dueAtMs }: Sorted): number => dueAtMs ?? Number.POSITIVE_INFINITY;
const rank = ({ severity }: Sorted): number => SEVERITIES.indexOf(severity);
/** As the server sorts them (server/db/reads/incidents.read.ts). */
const KEYS: Record<RowSort, (row: Sorted) => RowKey> = {
  risk: (row) => [due(row), rank(row), row.id],
  severity: (row) => [rank(row), due(row), row.id],
  newest: ({ reportedAtMs, id }) => [-reportedAtMs, -id, 0],
  oldest: ({ reportedAtMs, id }) => [reportedAtMs, id, 0],
};
const compare = (a: RowKey, b: RowKey): number => (a[0] === b[0] ? a[1] - b[1] || a[2] - b[2] : a[0] - b[0]);
const keyOf = (row: IncidentWire, sort: RowSort): RowKey =>
  KEYS[sort]({ ...row, dueAtMs: row.dueAt === null ? null : Date.parse(row.dueAt), reportedAtMs: Date.parse(row.reportedAt) });
const edgeOf = (page: IncidentPage, sort: RowSort): RowKey | null =>
  page.cursor === null || page.rows.length === 0 ? null : keyOf(page.rows.at(-1)!, sort);

const readingOf = (page: IncidentPage): string => `${page.asOf}|${page.cursor ?? ''}`;

export const beginBook = (page: IncidentPage, sort: RowSort = 'risk', isEnded = false): RowBook => ({
  rows: new Map(page.rows.map((row) => [row.id, row])),
  left: new Map(),
  cursor: page.cursor,
  edge: edgeOf(page, sort),
  sort,
  isEnded,
  total: page.total,
  seq: page.seq,
  reading: readingOf(page),
});

/** Full rows as they came by HTTP: newer ones win, and the same version with more in it (who holds it) does too. */
export function putRows(book: RowBook, rows: readonly IncidentWire[]): RowBook {
  const next = new Map(book.rows);
  for (const row of rows) {
    if ((book.left.get(row.id) ?? 0) >= row.version) continue;
    if ((next.get(row.id)?.version ?? 0) <= row.version) next.set(row.id, row);
  }
  return { ...book, rows: next };
}
export const addPage = (book: RowBook, page: IncidentPage): RowBook => ({
  ...putRows(book, page.rows),
  cursor: page.cursor,
  edge: edgeOf(page, book.sort),
  total: page.total,
  reading: readingOf(page),
});

export interface Patched {
  book: RowBook;
  /** Ids whose full row the list needs: new ones in the loaded part, and known ones whose holder may have changed. */
  wanted: number[];
}
/** One or more frames. `belongs` tells which live rows this list may contain at all. */
export function patchBook(book: RowBook, rows: readonly LiveRow[], gone: readonly Gone[], belongs: (row: LiveRow) => boolean): Patched {
  const next = new Map(book.rows);
  const left = new Map(book.left);
  const wanted = new Set<number>();
  for (const row of rows) {
    const held = next.get(row.id);
    if (row.version <= (held?.version ?? left.get(row.id) ?? 0)) continue;
    const isHere = isOpen(row.status) !== book.isEnded && belongs(row);
    if (held) {
      next.set(row.id, applyLive(held, row));
      if (isHere) wanted.add(row.id);
    } else if (isHere && isLoaded(book, row)) wanted.add(row.id);
    if (isHere) left.delete(row.id);
    else {
      left.set(row.id, row.version);
      wanted.delete(row.id);
    }
  }
  for (const [id, version] of gone) {
    if ((next.get(id)?.version ?? 0) > version) continue;
    next.delete(id);
    left.set(id, version);
    wanted.delete(id);
  }
  return { book: prune({ ...book, rows: next, left }), wanted: [...wanted] };
}

/** A live row says nothing of its receipt: what is new to this list came last, most likely. */
function isLoaded({ edge, sort }: RowBook, row: LiveRow): boolean {
  if (edge === null || sort === 'newest') return true;
  return sort !== 'oldest' && compare(KEYS[sort]({ ...row, reportedAtMs: 0 }), edge) <= 0;
}

/** What a slim row says; the rest stays until the full row comes. */
const applyLive = (held: IncidentWire, row: LiveRow): IncidentWire => ({
  ...held,
  version: row.version,
  status: row.status,
  severity: row.severity,
  category: row.category,
  place: row.place,
  lngLat: row.lngLat,
  dueAt: row.dueAtMs === null ? null : new Date(row.dueAtMs).toISOString(),
  overdue: row.overdue,
  suspended: row.suspended,
  supervised: row.supervised,
  exercise: row.exercise,
});

/** A page that runs for weeks keeps its memory bounded: ended rows beyond the last thousands are forgotten. */
function prune(book: RowBook): RowBook {
  if (book.left.size <= REMEMBERED) return book;
  const forgotten = [...book.left.keys()].slice(0, book.left.size - REMEMBERED);
  const left = new Map(book.left);
  const rows = new Map(book.rows);
  for (const id of forgotten) {
    left.delete(id);
    if (isOpen(rows.get(id)?.status ?? 'closed') === book.isEnded) rows.delete(id);
  }
  return { ...book, left, rows };
}

export const toLiveRow = (row: IncidentWire): LiveRow => ({
  id: row.id,
  version: row.version,
  status: row.status,
  severity: row.severity,
  category: row.category,
  place: row.place,
  lngLat: row.lngLat,
  dueAtMs: row.dueAt === null ? null : Date.parse(row.dueAt),
  overdue: row.overdue,
  suspended: row.suspended,
  supervised: row.supervised,
  exercise: row.exercise,
  soonAtMs: row.dueAt === null ? null : Date.parse(row.soonAt ?? '') || wallSoon(Date.parse(row.reportedAt), Date.parse(row.dueAt)),
});
/** Rows in the book's order: open ones, unless it is of ended ones. */
export const openInOrder = (book: RowBook): IncidentWire[] =>
  [...book.rows.values()]
    .filter((row) => isOpen(row.status) !== book.isEnded && (book.left.get(row.id) ?? 0) < row.version)
    .map((row) => ({ row, key: keyOf(row, book.sort) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ row }) => row);
