import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Bilingual } from '../../shared/terms.ts';
import { viewKey } from '../../shared/live.ts';
import { periodsOf } from '../../shared/periods.ts';
import { areaQuery, childrenQuery, type AreaFeature } from '../api/areas.query.ts';
import { summaryQuery, type FiguresOf } from '../api/figures.query.ts';
import { openRowsQuery, type OpenRows } from '../api/incidents.query.ts';
import { rowFilterOf } from '../state/filters.ts';
import type { Measure } from '../state/measures.ts';
import { groupOf } from '../state/place.ts';
import { setPreference } from '../state/preferences.ts';
import { useSession } from '../state/session.ts';
import { useStable } from '../state/use-stable.ts';
import { useAtMs, useView, type ViewControl } from '../state/use-view.ts';
import { liveView } from '../state/view.ts';
import { useChildNames } from './use-child-names.ts';
import { useLiveArea } from '../live/use-live-area.ts';
import { useMapUnits } from './use-map-units.ts';
import { useMapRows } from './use-map-rows.ts';
import { usePrefetch } from './use-prefetch.ts';
import { useRollover } from '../live/use-rollover.ts';
import { useWayOut } from './use-way-out.ts';
import { useWholeList } from './use-whole-list.ts';

export interface Overview {
  control: ViewControl;
  of: FiguresOf;
  rows: OpenRows;
  area: AreaFeature | undefined;
  areaError: Error | null;
  names: ReadonlyMap<string, Bilingual>;
  scope: AreaFeature | undefined;
  counts: { open: number; overdue: number; suspended: number } | null;
  isReadable: boolean;
  hovered: string | null;
  near: (area: string | null) => void;
  openRows: (measure: Measure) => void;
  openIncident: (id: number) => void;
  closeIncident: () => void;
}

/** Everything that the overview's parts share: the place, the view, the live room, and what clicks and keys do. */
/** `closeFirst`: what the page has open besides, and whether Escape has closed it. */
export function useOverview(closeFirst: () => boolean = nothingOpen): Overview {
  const control = useView();
  const { me, city } = useSession();
  const { area: code, view, change, go } = control;
  const asked = liveView(view, periodsOf(city.periods, code));
  const live = useStable(asked, viewKey(asked));
  const atMs = useAtMs(control);
  const of = useMemo(() => ({ area: code, view: live, timeZone: city.timeZone, atMs }), [atMs, city.timeZone, code, live]);
  const { data: area, error: areaError } = useQuery(areaQuery(code, atMs));
  const { data: scope } = useQuery(areaQuery(me.scope));
  const { data: children } = useQuery(childrenQuery(code, atMs));
  const { data: summary } = useQuery(summaryQuery(of));
  // Rows are those of now: they say nothing about a day of the past.
  const isReadable =
    atMs === null &&
    (code === me.scope || me.scope === city.area || (area?.properties.ancestors.some((ancestor) => ancestor.code === me.scope) ?? false));
  const isKnown = area !== undefined;
  const filter = useMemo(() => rowFilterOf(city, live), [city, live]);
  const rows = useMemo(() => {
    const list = (values: ReadonlySet<string> | null) => values && [...values].join(',');
    return { area: code, category: list(filter.categories), severity: list(filter.severities) };
  }, [code, filter]);
  const { data: book } = useQuery({ ...openRowsQuery(rows), enabled: isReadable && isKnown });
  useWholeList(rows, book, area?.properties.children === 0);
  const { onRows, onFull } = useMapRows(book, `${rows.area}|${rows.category ?? ''}|${rows.severity ?? ''}`);
  const isAnswered = isKnown && summary !== undefined && (!isReadable || book !== undefined);
  // A group has no room of its own: the city's tells that the line lives, the group's figures are asked for again.
  const isGroup = groupOf(code) !== null;
  useLiveArea({
    area: isGroup ? city.area : code,
    view: live,
    rows,
    isReadable: isReadable && !isGroup,
    filter,
    sinceSeq: isAnswered ? Math.min(summary.seq, book?.seq ?? summary.seq) : null,
    onRows,
    onFull,
  });
  useRollover(code, live, city.timeZone);
  const isLeaf = area?.properties.children === 0 && of.atMs === null;
  useMapUnits({ area: isLeaf && isReadable ? code : null, isWhole: true });

  const [hovered, setHovered] = useState<string | null>(null);
  const prefetch = usePrefetch(of);
  const near = useCallback(
    (nearest: string | null) => {
      setHovered(nearest);
      prefetch(nearest);
    },
    [prefetch],
  );
  const closeIncident = useCallback(() => change({ incident: null }), [change]);
  const openIncident = useCallback((id: number) => change({ incident: id }, { replace: view.incident !== null }), [change, view.incident]);
  const openRows = useCallback(
    (measure: Measure) => {
      setPreference({ isSheetOpen: true });
      const pane = { pane: 'incidents' as const, q: null };
      if (measure === 'overdue' || measure === 'suspended') change({ ...pane, list: measure, behind: null });
      else if (measure === 'open') change({ ...pane, list: 'risk', behind: null });
      else change({ ...pane, behind: measure, part: 'n', dimension: 'location', unit: null, holder: null });
    },
    [change],
  );
  const parent = area?.properties.parent ?? null;
  useWayOut(() => {
    if (closeFirst()) return;
    if (view.incident !== null) closeIncident();
    else if (view.q !== null) change({ q: null });
    else if (view.behind !== null) change({ behind: null });
    else if (parent !== null) go(parent);
  });
  const names = useChildNames(of, children, summary);
  const counts = summary ? { open: summary.totals.open, overdue: summary.totals.overdue, suspended: summary.totals.suspended } : null;
  return { control, of, rows, area, areaError, names, scope, counts, isReadable, hovered, near, openRows, openIncident, closeIncident };
}
const nothingOpen = (): boolean => false;
