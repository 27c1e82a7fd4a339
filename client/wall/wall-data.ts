import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { IncidentWire } from '../../shared/incidents.ts';
import type { AlertsWire, AlertWire } from '../../shared/alert-wire.ts';
import type { Summary } from '../../shared/summary.ts';
import type { Preset, Severity } from '../../shared/terms.ts';
import { alertsQuery } from '../api/alerts.query.ts';
import { areaQuery, type AreaFeature } from '../api/areas.query.ts';
import { summaryQuery, type FiguresOf } from '../api/figures.query.ts';
import { openRowsQuery, type OpenRows } from '../api/incidents.query.ts';
import { overdueKey } from '../api/overdue.query.ts';
import { inOrder } from '../features/alerts/alert-model.ts';
import { startMap } from '../features/areas/start-map.ts';
import { openInOrder, toLiveRow, type RowBook } from '../live/row-book.ts';
import { useLiveArea } from '../live/use-live-area.ts';
import { useRollover } from '../live/use-rollover.ts';
import type { RowFilter } from '../state/filters.ts';
import { nowMs, useTicked } from '../state/clock.ts';
import { useSession } from '../state/session.ts';
import { useStable } from '../state/use-stable.ts';

/** One area as a wall shows it: figures of now, and open incidents of some severities, newest first. Kept in step by its room. */
export interface WallArea {
  code: string;
  of: FiguresOf;
  area: AreaFeature | undefined;
  /** The area is none of this city, or none that this screen may see. */
  isMissing: boolean;
  summary: Summary | undefined;
  /** When figures were last told, ms of this machine. */
  toldAtMs: number;
  rows: readonly IncidentWire[];
  /** There are more of them than were read. */
  isPartial: boolean;
  isKnown: boolean;
  /** In force here, the gravest first; null = not known yet. */
  alerts: readonly AlertWire[] | null;
}
interface Asked {
  code: string;
  window: Preset;
  severities: readonly Severity[];
  /** False: not asked for at all. */
  isOn: boolean;
  /** Beside the screen's own room. */
  isGuest: boolean;
}
const NO_ROWS: readonly IncidentWire[] = [];

export function useWallArea({ code, window, severities, isOn, isGuest }: Asked): WallArea {
  const { city } = useSession();
  const view = useStable({ window }, window);
  const of = useMemo(() => ({ area: code, view, timeZone: city.timeZone, atMs: null }), [city.timeZone, code, view]);
  const severity = severities.join(',');
  const rows = useMemo<OpenRows>(() => ({ area: code, category: null, severity, sort: 'newest' }), [code, severity]);
  const filter = useMemo<RowFilter>(() => ({ categories: null, severities: new Set(severity.split(',') as Severity[]) }), [severity]);
  const { data: area, error } = useQuery({ ...areaQuery(code), enabled: isOn });
  const { data: summary, dataUpdatedAt } = useQuery({ ...summaryQuery(of), enabled: isOn });
  const { data: book } = useQuery({ ...openRowsQuery(rows), enabled: isOn });
  const { data: alerted, dataUpdatedAt: alertedAtMs } = useQuery({ ...alertsQuery(code), enabled: isOn });
  const alerts = useInForce(alerted, alertedAtMs);
  const isAnswered = isOn && area !== undefined && summary !== undefined && book !== undefined;
  useLiveArea({
    area: code,
    view,
    rows,
    isReadable: true,
    filter,
    sinceSeq: isAnswered ? Math.min(summary.seq, book.seq) : null,
    onRows: ignore,
    onFull: ignore,
    isGuest,
  });
  useRollover(code, view, city.timeZone);
  useOverdueFollows(code, summary?.totals.overdue);
  const open = useMemo(() => (book ? openInOrder(book) : NO_ROWS), [book]);
  return {
    code,
    of,
    area,
    isMissing: error !== null && area === undefined,
    summary: summary?.area === code ? summary : undefined,
    toldAtMs: dataUpdatedAt,
    rows: open,
    isPartial: isCut(book),
    isKnown: isAnswered,
    alerts,
  };
}
/** By this page's own clock what has ended goes: it needs no line for that. */
function useInForce(alerted: AlertsWire | undefined, answeredAtMs: number): readonly AlertWire[] | null {
  const held = useTicked((ms) =>
    inOrder(alerted?.alerts ?? [], ms)
      .map(({ id }) => id)
      .join(),
  );
  return useStable(alerted ? inOrder(alerted.alerts, nowMs()) : null, `${answeredAtMs}|${held}`);
}
const ignore = (): void => undefined;
const isCut = (book: RowBook | undefined): boolean => book !== undefined && book.cursor !== null;

/** What is overdue is told apart by a question of its own, asked when the live count says that it changed. */
function useOverdueFollows(code: string, overdue: number | undefined): void {
  const cache = useQueryClient();
  useEffect(() => {
    if (overdue !== undefined) void cache.invalidateQueries({ queryKey: overdueKey(code) });
  }, [cache, code, overdue]);
}

const MOST_MARKS = 200;
/** Rows reach the map beside React. New ones pulse, once they are told apart from those that another area brought. */
export function useMapMarks(subject: string, rows: readonly IncidentWire[], severities: readonly Severity[], only: number | null): void {
  const shown = useMemo(
    () => rows.filter(({ id, severity }) => severities.includes(severity) || id === only).slice(0, MOST_MARKS),
    [only, rows, severities],
  );
  const first = useStable(shown, subject);
  useEffect(() => {
    void startMap()
      .then((host) => host.setRows(first.map(toLiveRow)))
      .catch(() => undefined); // No map: its panel says so.
  }, [first]);
  useEffect(() => {
    if (shown === first) return;
    void startMap()
      .then((host) => host.keepRows(shown.map(toLiveRow)))
      .catch(() => undefined);
  }, [first, shown]);
}
