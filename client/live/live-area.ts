import type { QueryClient } from '@tanstack/react-query';
import { viewKey, type Figures, type Gone, type LiveRow } from '../../shared/live.ts';
import type { View } from '../../shared/live-wire.ts';
import type { IncidentDetail } from '../../shared/incidents.ts';
import type { Summary } from '../../shared/summary.ts';
import { alertsKey } from '../api/alerts.query.ts';
import { DEVICES } from '../api/devices.query.ts';
import { vitalsKey } from '../api/vitals.query.ts';
import { figuresKey, summaryKey } from '../api/figures.query.ts';
import { incidentQuery, openRowsKey, rowsByIds, timelineQuery, type OpenRows } from '../api/incidents.query.ts';
import { ALARMS } from '../api/rules.query.ts';
import { offersKey, patchUnits, unitDetailQuery, unitsNowKey, type UnitBook } from '../api/units.query.ts';
import type { LiveUnit } from '../../shared/unit-states.ts';
import type { UnitOffers } from '../../shared/units.ts';
import { meQuery } from '../api/session.query.ts';
import { Batcher } from './batcher.ts';
import { LatestIds } from './latest-ids.ts';
import { liveFeed } from './live-line.ts';
import { isOtherWindow, patchSummary } from './patch-figures.ts';
import { patchBook, putRows, toLiveRow, type RowBook } from './row-book.ts';
import { isLeft, type RowFilter } from '../state/filters.ts';

export interface LiveArea {
  area: string;
  view: View;
  rows: OpenRows;
  isReadable: boolean;
  /** What the filters leave of the rows. */
  filter: RowFilter;
  /** Where the first answers end: the room is joined from there. */
  sinceSeq: number;
  onRows: (rows: LiveRow[], gone: readonly Gone[]) => void;
  /** Full rows of what frames brought, a moment later. */
  onFull: (rows: LiveRow[]) => void;
  /** A second room beside the screen's own: a wall goes round its children and hears of its own node all the time. */
  isGuest?: boolean;
}
/** What touches a place of the area touches the area: whoever asks for the place is told with it. */
const ALERTS = alertsKey('').slice(0, 1);
const [OFFERS] = offersKey(0);
const [UNIT] = unitDetailQuery('').queryKey;
type Arrived = { kind: 'rows'; rows: LiveRow[]; gone: readonly Gone[] } | { kind: 'figures'; figures: Figures };
type Target = LiveArea & { cache: QueryClient };

/** Enters the room and writes what comes into the query cache and the map. Gives how to leave. */
export async function enterLiveArea(target: Target): Promise<() => void> {
  const { cache, area, view } = target;
  const wanted = new LatestIds((ids) => fetchRows(target, ids));
  const batcher = new Batcher<Arrived>((items) => flush(items, target, wanted));
  const { feed, guest } = await liveFeed();
  const leave = (target.isGuest === true ? guest : feed).enter(
    { area, view, rows: target.isReadable, sinceSeq: target.sinceSeq },
    {
      rows: (rows, gone) => batcher.add({ kind: 'rows', rows, gone }),
      units: (moved) => moveUnits(cache, area, moved),
      alerts: () => void cache.invalidateQueries({ queryKey: ALERTS }),
      vitals: () => {
        void cache.invalidateQueries({ queryKey: vitalsKey(area) });
        void cache.invalidateQueries({ queryKey: [DEVICES], refetchType: 'none' });
      },
      alarms: () => void cache.invalidateQueries({ queryKey: [ALARMS] }),
      figures: (figures) => figures.view === viewKey(view) && batcher.add({ kind: 'figures', figures }),
      reset: () => refetchAll(target),
      joined: () => {
        for (const queryKey of [unitsNowKey(area), ALERTS, vitalsKey(area), [OFFERS]]) void cache.invalidateQueries({ queryKey });
      },
      resumed: () => void cache.invalidateQueries({ queryKey: figuresKey(area, view) }),
      refused: () => void cache.invalidateQueries({ queryKey: meQuery.queryKey }),
    },
  );
  return () => {
    wanted.stop();
    batcher.clear();
    leave();
  };
}

function flush(items: readonly Arrived[], live: Target, wanted: LatestIds): void {
  const { cache } = live;
  const rows: LiveRow[] = [];
  const gone: Gone[] = [];
  for (const item of items) {
    if (item.kind === 'figures') applyFigures(live, item.figures);
    else {
      rows.push(...item.rows);
      gone.push(...item.gone);
    }
  }
  if (rows.length + gone.length === 0) return;
  // A row that the filters leave out may have been on the map until now.
  const left = rows.filter((row) => isLeft(live.filter, row));
  live.onRows(left, [...gone, ...rows.filter((row) => !left.includes(row)).map(({ id, version }): Gone => [id, version])]);
  const key = openRowsKey(live.rows);
  const book = cache.getQueryData<RowBook>(key);
  if (book) {
    const patched = patchBook(book, rows, gone, (row) => isLeft(live.filter, row));
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

function applyFigures({ cache, area, view }: Target, figures: Figures): void {
  const key = summaryKey(area, view);
  const summary = cache.getQueryData<Summary>(key);
  if (!summary) return;
  if (isOtherWindow(summary, figures)) void cache.invalidateQueries({ queryKey: figuresKey(area, view) });
  cache.setQueryData<Summary>(key, patchSummary(summary, figures));
}

/** How units stand by now; who is offered one of them has to see it. */
function moveUnits(cache: QueryClient, area: string, moved: readonly LiveUnit[]): void {
  cache.setQueryData<UnitBook>(unitsNowKey(area), (book) => book && patchUnits(book, moved));
  const codes = new Set(moved.map(({ unit }) => unit));
  void cache.invalidateQueries({
    predicate: ({ queryKey, state }) =>
      (queryKey[0] === OFFERS && ((state.data as UnitOffers | undefined)?.offers.some(({ unit }) => codes.has(unit)) ?? false)) ||
      (queryKey[0] === UNIT && codes.has(queryKey[1] as string)),
  });
}

async function fetchRows({ cache, rows, onFull }: Target, ids: readonly number[]): Promise<void> {
  const full = await rowsByIds(ids);
  onFull(full.map(toLiveRow));
  cache.setQueryData<RowBook>(openRowsKey(rows), (book) => book && putRows(book, full));
}

function refetchAll({ cache, area, view, rows }: Target): void {
  void cache.invalidateQueries({ queryKey: figuresKey(area, view) });
  void cache.invalidateQueries({ queryKey: openRowsKey(rows) });
  void cache.invalidateQueries({ queryKey: ['incident'] });
  void cache.invalidateQueries({ queryKey: ['timeline'] });
  void cache.invalidateQueries({ queryKey: unitsNowKey(area) });
  void cache.invalidateQueries({ queryKey: ALERTS });
  void cache.invalidateQueries({ queryKey: vitalsKey(area) });
  // It may have been another edition of the tree that made the server say so.
  for (const key of ['area', 'children', 'directory']) void cache.invalidateQueries({ queryKey: [key] });
}
