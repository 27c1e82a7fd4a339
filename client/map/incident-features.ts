import type { GeoJSONSourceDiff } from 'maplibre-gl';
import type { Feature, Point } from 'geojson';
import { type Language, SEVERITIES } from '../../shared/terms.ts';
import { byRisk, type MarkRow } from './incident-book.ts';
import { timerText } from './timer-text.ts';

interface MarkProperties {
  id: number;
  version: number;
  /** Lit bars, 1–4. */
  bars: number;
  late: 0 | 1;
  faded: 0 | 1;
}
type MarkFeature = Feature<Point, MarkProperties>;

/** One incident as a mark. */
function toMark(row: MarkRow): MarkFeature {
  const bars = SEVERITIES.length - SEVERITIES.indexOf(row.severity);
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: row.lngLat },
    properties: { id: row.id, version: row.version, bars, late: row.overdue ? 1 : 0, faded: row.suspended ? 1 : 0 },
  };
}

/** What brings a source that holds `sent` to `rows`; null = nothing to do. Versions tell, so rows are compared, not features. */
export function markDiff(rows: readonly MarkRow[], sent: ReadonlyMap<number, number>): GeoJSONSourceDiff | null {
  const kept = new Set(rows.map(({ id }) => id));
  const add = rows.filter(({ id, version }) => sent.get(id) !== version).map(toMark);
  const remove = [...sent.keys()].filter((id) => !kept.has(id));
  return add.length + remove.length === 0 ? null : { add, remove };
}

interface FocusProperties {
  id: number;
  look: 'ring' | 'late' | 'soon';
  text: string;
  rank: number;
}
export type FocusFeature = Feature<Point, FocusProperties>;

const FEW_MARKS = 60;
const MOST_CHIPS = 12;

interface Timed {
  selected: number | null;
  nowMs: number;
  language: Language;
  /** Timers in their larger unit alone: type is large on a wall. */
  isWall: boolean;
}
/** The ring round the selected incident, and the timers that stand beside marks: those that matter, while there are few marks. */
export function focusFeatures(rows: readonly MarkRow[], { selected, nowMs, language, isWall }: Timed): FocusFeature[] {
  const feature = (row: MarkRow, look: FocusProperties['look'], text: string, rank: number): FocusFeature => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: row.lngLat },
    properties: { id: row.id, look, text, rank },
  });
  const own = rows.find(({ id }) => id === selected);
  const isUrgent = ({ suspended, overdue, dueAtMs, soonAtMs }: MarkRow): boolean =>
    !suspended && dueAtMs !== null && (overdue || nowMs >= (soonAtMs ?? dueAtMs));
  const timed = rows.length > FEW_MARKS ? [] : rows.filter(isUrgent).sort(byRisk).slice(0, MOST_CHIPS);
  const chipped = own && own.dueAtMs !== null && !own.suspended && !timed.includes(own) ? [own, ...timed] : timed;
  return [
    ...(own ? [feature(own, 'ring', '', 0)] : []),
    ...chipped.map((row, rank) =>
      feature(row, row.overdue ? 'late' : 'soon', timerText(row.dueAtMs!, nowMs, language, isWall), row.id === selected ? -1 : rank),
    ),
  ];
}
