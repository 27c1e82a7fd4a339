import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { isInView } from '../../../shared/desk-membership.ts';
import { viewKey } from '../../../shared/live.ts';
import { periodsOf } from '../../../shared/periods.ts';
import { areaQuery } from '../../api/areas.query.ts';
import { summaryQuery } from '../../api/figures.query.ts';
import { deskCountsQuery, incidentQuery, openList, openRowsQuery, timelineQuery } from '../../api/incidents.query.ts';
import { useReadOn } from '../../features/incidents/use-read-on.ts';
import { openInOrder } from '../../live/row-book.ts';
import { nowMs, useTicked } from '../../state/clock.ts';
import { factsOf } from '../../state/desk-facts.ts';
import { rowFilterOf } from '../../state/filters.ts';
import { useSession } from '../../state/session.ts';
import { useDeskView } from '../../state/use-desk-view.ts';
import { useStable } from '../../state/use-stable.ts';
import { liveView } from '../../state/view.ts';
import { useLiveArea } from '../../live/use-live-area.ts';
import { useRollover } from '../../live/use-rollover.ts';
import { useCursor } from './use-cursor.ts';
import { useDeskMap, useMapArea } from './use-desk-map.ts';

const MINUTE = 60_000;
const nothing = () => undefined;

export type Desk = ReturnType<typeof useDesk>;

/** All that the three panes share: the queue and its live room, what is selected, what is marked. */
export function useDesk() {
  const control = useDeskView();
  const { me, city } = useSession();
  const cache = useQueryClient();
  const { area: code, view, queue, sort } = control;
  const [selected, select] = useCursor(control);
  const asked = liveView(view, periodsOf(city.periods, code));
  const live = useStable(asked, viewKey(asked));
  const of = useMemo(() => ({ area: code, view: live, timeZone: city.timeZone, atMs: null }), [city.timeZone, code, live]);
  const { data: area, error: areaError } = useQuery(areaQuery(code));
  const { data: summary } = useQuery(summaryQuery(of));
  const filter = useMemo(() => ({ ...rowFilterOf(city, live), queue }), [city, live, queue]);
  const rows = useMemo(() => {
    const list = (values: ReadonlySet<string> | null) => values && [...values].join(',');
    return { area: code, category: list(filter.categories), severity: list(filter.severities), queue, sort };
  }, [code, filter, queue, sort]);
  const { data: book, error, refetch } = useQuery(openRowsQuery(rows));
  const { data: counts } = useQuery(deskCountsQuery(rows));
  useLiveArea({
    area: code,
    view: live,
    rows,
    isReadable: true,
    filter,
    sinceSeq: summary && book ? Math.min(summary.seq, book.seq) : null,
    onRows: nothing,
    onFull: nothing,
  });
  useRollover(code, live, city.timeZone);
  useFreshCounts(book?.rows, rows);

  // What the clock alone brings in or out is looked at once a minute.
  const minute = useTicked((ms) => Math.floor(ms / MINUTE));
  const shown = useMemo(() => {
    if (!book) return [];
    const looking = { user: me.user, role: me.role, unit: me.unit, nowMs: Math.max(nowMs(), minute * MINUTE) };
    return openInOrder(book).filter((row) => isInView(queue, factsOf(row), looking));
  }, [book, me.role, me.unit, me.user, minute, queue]);
  const opened = selected === null ? undefined : book?.rows.get(selected);
  useDeskMap(shown, opened);
  const mapArea = useMapArea(code, area, opened?.place);

  const subject = `${code}|${rows.category ?? ''}|${rows.severity ?? ''}|${queue}|${sort}`;
  const [marks, setMarks] = useState<{ subject: string; ids: ReadonlySet<number> }>({ subject, ids: new Set() });
  const marked = marks.subject === subject ? marks.ids : NONE;
  const mark = useCallback(
    (ids: readonly number[], isOn: boolean) =>
      setMarks((held) => {
        const next = new Set(held.subject === subject ? held.ids : []);
        for (const id of ids)
          if (isOn) next.add(id);
          else next.delete(id);
        return { subject, ids: next };
      }),
    [subject],
  );
  const unmark = useCallback(() => setMarks({ subject, ids: NONE }), [subject]);

  // The row after this one is likely next: its answer is here before the key.
  const next = selected === null ? undefined : shown[shown.findIndex((row) => row.id === selected) + 1]?.id;
  useEffect(() => {
    if (next === undefined) return;
    void cache.prefetchQuery(incidentQuery(next));
    void cache.prefetchQuery(timelineQuery(next));
  }, [cache, next]);
  const readOn = useReadOn(useMemo(() => openList(rows), [rows]));
  return {
    mapOf: useMemo(() => ({ ...of, area: mapArea }), [mapArea, of]),
    control,
    of,
    rows,
    /** Of a whole city the map shows the units offered alone. */
    isNear: mapArea !== city.area,
    area,
    areaError,
    book,
    error,
    refetch,
    counts,
    shown,
    subject,
    selected,
    select,
    marked,
    mark,
    unmark,
    readOn,
    isFiltered: rows.category !== null || rows.severity !== null,
    overdue: summary?.totals.overdue ?? null,
  };
}
const NONE: ReadonlySet<number> = new Set();
const CALM_MS = 1_500;

/** Counts follow what came live, not each frame of it. */
function useFreshCounts(known: unknown, of: Parameters<typeof deskCountsQuery>[0]): void {
  const cache = useQueryClient();
  useEffect(() => {
    if (known === undefined) return undefined;
    const timer = setTimeout(() => void cache.invalidateQueries({ queryKey: deskCountsQuery(of).queryKey }), CALM_MS);
    return () => clearTimeout(timer);
  }, [cache, known, of]);
}
