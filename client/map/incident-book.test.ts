import { describe, expect, it } from 'vitest';
import type { LiveRow } from '../../shared/live.ts';
import { IncidentBook, type MarkRow } from './incident-book.ts';
import { focusFeatures, markDiff } from './incident-features.ts';

const row = (id: number, more: Partial<LiveRow> = {}): MarkRow =>
  ({
    id,
    version: 1,
    status: 'handling',
    severity: 'normal',
    category: 'c',
    place: 'p',
    lngLat: [106, 29],
    dueAtMs: id * 1_000,
    overdue: false,
    suspended: false,
    supervised: false,
    exercise: false,
    ...more,
  }) as MarkRow;
const ids = (rows: readonly LiveRow[]): number[] => rows.map(({ id }) => id);

describe('IncidentBook', () => {
  it('draws what is open and has a place', () => {
    const book = new IncidentBook();
    book.set([row(1), row(2, { lngLat: null }), row(3, { status: 'closed' })]);
    expect(ids(book.drawn(null).rows)).toEqual([1]);
  });

  it('applies by version: what arrives twice or late changes nothing', () => {
    const book = new IncidentBook();
    book.set([row(1, { version: 3, severity: 'urgent' })]);
    expect(book.patch([row(1, { version: 2, severity: 'low' }), row(2)], [[1, 2]])).toEqual([2]);
    expect(book.get(1)).toMatchObject({ version: 3, severity: 'urgent' });
    book.patch([], [[1, 3]]);
    expect(book.get(1)).toBeUndefined();
  });

  it('keeps what only a full row says while the clock is the same, and takes it when one comes', () => {
    const book = new IncidentBook();
    book.set([row(1, { dueAtMs: 5_300, soonAtMs: 4_000 })]);
    book.patch([row(1, { version: 2, dueAtMs: 5_000 }), row(2)], []);
    expect(book.get(1)!.soonAtMs).toBe(4_000);
    book.patch([row(1, { version: 3, dueAtMs: 9_000 })], []);
    expect(book.get(1)!.soonAtMs, 'another clock').toBeUndefined();
    book.complete([row(1, { version: 3, soonAtMs: 8_000 }), row(2, { version: 9, soonAtMs: 1 }), row(7, { soonAtMs: 1 })]);
    expect([book.get(1)!.soonAtMs, book.get(2)!.soonAtMs, book.get(7)]).toEqual([8_000, undefined, undefined]);
  });

  it('keeps those that are told and no others, and says which are new: it never grows', () => {
    const book = new IncidentBook();
    for (let round = 0; round < 1_000; round++) expect(book.keep([row(round), row(round + 1)])).toEqual(round === 0 ? [0, 1] : [round + 1]);
    expect(ids(book.drawn(null).rows)).toEqual([999, 1_000]);
  });

  it('beyond the limit keeps the riskiest, and the selected one with them', () => {
    const book = new IncidentBook();
    book.set(Array.from({ length: 10 }, (_, i) => row(10 - i)));
    expect(book.drawn(null, 3)).toMatchObject({ total: 10 });
    expect(ids(book.drawn(null, 3).rows)).toEqual([1, 2, 3]);
    expect(ids(book.drawn(9, 3).rows)).toEqual([1, 2, 9]);
  });
});

describe('markDiff', () => {
  it('brings the source from what it holds to what is wanted', () => {
    const diff = markDiff(
      [row(1), row(2, { version: 5 }), row(3)],
      new Map([
        [1, 1],
        [2, 4],
        [9, 1],
      ]),
    )!;
    expect(diff.add!.map(({ properties }) => properties!['id'])).toEqual([2, 3]);
    expect(diff.remove).toEqual([9]);
  });
  it('is nothing when nothing changed', () => {
    expect(markDiff([row(1)], new Map([[1, 1]]))).toBeNull();
  });
});

describe('focusFeatures', () => {
  const now = 10 * 60 * 60_000;
  const late = row(1, { overdue: true, dueAtMs: now - 130 * 60_000 });
  const soon = row(2, { dueAtMs: now + 6 * 60_000, soonAtMs: now - 1 });
  const calm = row(3, { dueAtMs: now + 600 * 60_000, soonAtMs: now + 1 });
  const looks = (rows: MarkRow[], selected: number | null, isWall = false) =>
    focusFeatures(rows, { selected, nowMs: now, language: 'en', isWall }).map(({ properties: { id, look, text } }) => [id, look, text]);

  it('shows timers that matter beside their marks', () => {
    expect(looks([calm, soon, late], null)).toEqual([
      [1, 'late', '+2 h 10 m'],
      [2, 'soon', '6 min'],
    ]);
  });
  it('says them shorter on a wall, where type is large', () => {
    expect(looks([late], null, true)).toEqual([[1, 'late', '+2 h']]);
  });
  it('goes by the fifth of each limit: a long one is due soon hours before, a short one is not in its first minute', () => {
    const long = row(4, { dueAtMs: now + 600 * 60_000, soonAtMs: now });
    const short = row(5, { dueAtMs: now + 20 * 60_000, soonAtMs: now + 16 * 60_000 });
    const unsaid = row(6, { dueAtMs: now + 60_000 });
    expect(looks([long, short, unsaid], null)).toEqual([[4, 'soon', '10 h 00 m']]);
  });
  it('adds ring and timer for the selected one, however calm', () => {
    expect(looks([calm], 3)).toEqual([
      [3, 'ring', ''],
      [3, 'soon', '10 h 00 m'],
    ]);
  });
  it('leaves timers to the list where marks are many, and to nobody while suspended', () => {
    expect(
      looks(
        Array.from({ length: 80 }, (_, i) => ({ ...late, id: i })),
        null,
      ),
    ).toEqual([]);
    expect(looks([{ ...late, suspended: true }], null)).toEqual([]);
  });
});
