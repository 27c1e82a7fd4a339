import { describe, expect, it } from 'vitest';
import type { IncidentPage, IncidentWire } from '../../shared/incidents.ts';
import type { LiveRow } from '../../shared/live.ts';
import { addPage, beginBook, openInOrder, patchBook, putRows, toLiveRow } from './row-book.ts';

const at = (minutes: number): string => new Date(Date.UTC(2026, 6, 16) + minutes * 60_000).toISOString();
const wire = (id: number, over: Partial<IncidentWire> = {}): IncidentWire =>
  ({
    id,
    number: String(id),
    version: 1,
    status: 'reported',
    severity: 'normal',
    category: 'a',
    place: 'p',
    lngLat: null,
    dueAt: at(id),
    overdue: false,
    suspended: false,
    supervised: false,
    exercise: false,
    imported: false,
    holder: { node: 'p', department: null, unit: null },
    ...over,
  }) as IncidentWire;
const page = (rows: IncidentWire[], cursor: string | null = null): IncidentPage => ({
  rows,
  cursor,
  total: rows.length,
  asOf: at(0),
  seq: 5,
});
const live = (id: number, over: Partial<LiveRow> = {}): LiveRow => ({ ...toLiveRow(wire(id)), version: 2, ...over });
const all = () => true;
const ids = (book: Parameters<typeof openInOrder>[0]) => openInOrder(book).map((row) => row.id);

describe('a book of rows', () => {
  it('stands in order of risk: due, no limit last, severity, id', () => {
    const book = beginBook(page([wire(3), wire(1, { dueAt: null }), wire(2), wire(4, { dueAt: at(2), severity: 'critical' })]));
    expect(ids(book)).toEqual([4, 2, 3, 1]);
  });
  it('of ended ones, to be re-checked: what ends comes, what is open again leaves', () => {
    const book = beginBook(page([wire(1, { status: 'rejected' }), wire(2, { status: 'merged' })]), 'risk', true);
    expect(ids(book)).toEqual([1, 2]);
    const { book: next, wanted } = patchBook(book, [live(1, { status: 'reported' }), live(3, { status: 'rejected' })], [], all);
    expect([ids(next), wanted]).toEqual([[2], [3]]);
    expect(ids(beginBook(page([wire(1, { status: 'rejected' })])))).toEqual([]);
  });
  it('applies a row once, by version, in any order', () => {
    const book = beginBook(page([wire(1)]));
    const newer = patchBook(book, [live(1, { version: 3, status: 'handling' }), live(1, { version: 2, status: 'accepted' })], [], all).book;
    expect(newer.rows.get(1)).toMatchObject({ version: 3, status: 'handling' });
  });
  it('asks for the full row of a new one, and of a known one that changed', () => {
    const { wanted } = patchBook(beginBook(page([wire(1)])), [live(1), live(9)], [], all);
    expect(new Set(wanted)).toEqual(new Set([1, 9]));
  });
  it('does not ask for what does not belong, or comes with a later page', () => {
    const book = beginBook(page([wire(1), wire(2)], 'next'));
    expect(patchBook(book, [live(9), live(1, { id: 7, category: 'b', dueAtMs: 0 })], [], (row) => row.category === 'a').wanted).toEqual([]);
    expect(patchBook(book, [live(8, { dueAtMs: Date.parse(at(1)) })], [], all).wanted).toEqual([8]);
  });
  it('an ended row leaves the list but stays known, and a late answer cannot bring it back', () => {
    const book = patchBook(beginBook(page([wire(1), wire(2)])), [live(1, { status: 'closed' })], [], all).book;
    expect(ids(book)).toEqual([2]);
    expect(book.rows.get(1)?.status).toBe('closed');
    expect(ids(putRows(book, [wire(1)]))).toEqual([2]);
  });
  it('what is gone is gone, unless something newer is known', () => {
    const book = beginBook(page([wire(1, { version: 4 }), wire(2)]));
    expect(
      ids(
        patchBook(
          book,
          [],
          [
            [1, 3],
            [2, 2],
          ],
          all,
        ).book,
      ),
    ).toEqual([1]);
    expect(ids(putRows(patchBook(book, [], [[2, 2]], all).book, [wire(2)]))).toEqual([1]);
  });
  it('reopened comes back', () => {
    const ended = patchBook(beginBook(page([wire(1)])), [live(1, { status: 'closed' })], [], all).book;
    const { book } = patchBook(ended, [live(1, { version: 3, status: 'dispatched' })], [], all);
    expect(ids(book)).toEqual([1]);
  });
  it('further pages add, without undoing what came live', () => {
    const book = patchBook(beginBook(page([wire(1)], 'next')), [live(1, { status: 'handling' })], [], all).book;
    const more = addPage(book, page([wire(1), wire(2)]));
    expect(more.rows.get(1)?.status).toBe('handling');
    expect([ids(more), more.cursor, more.edge]).toEqual([[1, 2], null, null]);
  });
  it('tells a page that was read from what came live', () => {
    const book = beginBook(page([wire(1)], 'next'));
    expect(putRows(patchBook(book, [live(1)], [], all).book, [wire(2)]).reading).toBe(book.reading);
    expect(addPage(book, page([wire(2)])).reading).not.toBe(book.reading);
  });
  it('forgets the oldest that ended: a page may run for weeks', () => {
    let book = beginBook(page([]));
    for (let id = 1; id <= 2500; id++) book = patchBook(book, [live(id, { status: 'closed' })], [], all).book;
    expect(book.left.size).toBe(2000);
  });
});
