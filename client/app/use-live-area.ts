import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { viewKey, type Figures, type Gone, type LiveRow, type View } from '../../shared/live.ts';
import type { IncidentDetail } from '../../shared/incidents.ts';
import type { Summary } from '../../shared/summary.ts';
import { figuresKey, summaryKey } from '../api/figures.query.ts';
import { openRowsKey, rowsByIds, type OpenRows } from '../api/incidents.query.ts';
import { incidentQuery, timelineQuery } from '../api/incidents.query.ts';
import { meQuery } from '../api/session.query.ts';
import { Batcher } from '../live/batcher.ts';
import { liveFeed } from '../live/live-line.ts';
import { isOtherWindow, patchSummary } from '../live/patch-figures.ts';
import { patchBook, putRows, type RowBook } from '../live/row-book.ts';
import { LatestIds } from '../live/latest-ids.ts';

export interface LiveArea {
  area: string;
  view: View;
  rows: OpenRows;
  isReadable: boolean;
  /** Categories that the filters leave; null = all. */
  categories: ReadonlySet<string> | null;
  /** Null until the first answers are there: the room is joined from where they end. */
  sinceSeq: number | null;
  onRows: (rows: LiveRow[], gone: readonly Gone[]) => void;
}
type Arrived = { kind: 'rows'; rows: LiveRow[]; gone: readonly Gone[] } | { kind: 'figures'; figures: Figures };

/** Keeps figures, list, map and an opened incident of one area in step with its room. */
export function useLiveArea(live: LiveArea): void {
  const cache = useQueryClient();
  const { area, isReadable, sinceSeq, onRows, categories } = live;
  const viewText = viewKey(live.view);
  const rowsText = live.rows.category;
  const isReady = sinceSeq !== null;
  useEffect(() => {
    if (!isReady) return undefined;
    const target = { ...live, cache };
    const wanted = new LatestIds((ids) => fetchRows(cache, live.rows, ids));
    const batcher = new Batcher<Arrived>((items) => flush(items, target, wanted));
    let leave: (() => void) | undefined;
    let isLeft = false;
    void liveFeed().then(({ feed }) => {
      if (isLeft) return;
      leave = feed.enter(
        { area, view: live.view, rows: isReadable, sinceSeq: sinceSeq ?? 0 },
        {
          rows: (rows, gone) => batcher.add({ kind: 'rows', rows, gone }),
          figures: (figures) => figures.view === viewText && batcher.add({ kind: 'figures', figures }),
          reset: () => refetchAll(cache, live),
          resumed: () => void cache.invalidateQueries({ queryKey: figuresKey(area, live.view) }),
          refused: () => void cache.invalidateQueries({ queryKey: meQuery.queryKey }),
        },
      );
    });
    return () => {
      isLeft = true;
      wanted.stop();
      batcher.clear();
      leave?.();
    };
    // The view and the rows are compared by what they say; `sinceSeq` matters once, when it is first known.
    // eslint-disable-next-line react/exhaustive-deps
  }, [area, cache, categories, isReadable, isReady, onRows, rowsText, viewText]);
}

function flush(items: readonly Arrived[], { cache, ...live }: LiveArea & { cache: QueryClient }, wanted: LatestIds): void {
  const rows: LiveRow[] = [];
  const gone: Gone[] = [];
  for (const item of items) {
    if (item.kind === 'figures') applyFigures(cache, live, item.figures);
    else {
      rows.push(...item.rows);
      gone.push(...item.gone);
    }
  }
  if (rows.length + gone.length === 0) return;
  live.onRows(rows, gone);
  const key = openRowsKey(live.rows);
  const book = cache.getQueryData<RowBook>(key);
  if (book) {
    const patched = patchBook(book, rows, gone, (row) => live.categories === null || live.categories.has(row.category));
    cache.setQueryData<RowBook>(key, patched.book);
    wanted.add(patched.wanted);
  }
  for (const row of rows) {
    const opened = cache.getQueryData<IncidentDetail>(incidentQuery(row.id).queryKey);
    if (!opened || opened.incident.version >= row.version) continue;
    void cache.invalidateQueries({ queryKey: incidentQuery(row.id).queryKey });
    void cache.invalidateQueries({ queryKey: timelineQuery(row.id).queryKey });
  }
}

function applyFigures(cache: QueryClient, { area, view }: LiveArea, figures: Figures): void {
  const key = summaryKey(area, view);
  const summary = cache.getQueryData<Summary>(key);
  if (!summary) return;
  if (isOtherWindow(summary, figures)) void cache.invalidateQueries({ queryKey: figuresKey(area, view) });
  cache.setQueryData<Summary>(key, patchSummary(summary, figures));
}

async function fetchRows(cache: QueryClient, rows: OpenRows, ids: readonly number[]): Promise<void> {
  const full = await rowsByIds(ids);
  cache.setQueryData<RowBook>(openRowsKey(rows), (book) => book && putRows(book, full));
}

function refetchAll(cache: QueryClient, { area, view, rows }: LiveArea): void {
  void cache.invalidateQueries({ queryKey: figuresKey(area, view) });
  void cache.invalidateQueries({ queryKey: openRowsKey(rows) });
  void cache.invalidateQueries({ queryKey: ['incident'] });
  void cache.invalidateQueries({ queryKey: ['timeline'] });
}
