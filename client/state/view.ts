import { SEARCH_MOST } from '../../shared/search.ts';
import { PRESETS, type Preset, SEVERITIES } from '../../shared/terms.ts';
import type { View } from '../../shared/live-wire.ts';
import { FIGURE_PARTS, type FigurePart, type HeldBy, type RateName } from '../../shared/measures.ts';
import type { NodePeriods } from '../../shared/periods.ts';
import type { SummaryBy } from '../../shared/summary.ts';
import { DEFAULT_MEASURE, MAP_MEASURES, type Measure } from './measures.ts';

/** All of a page that a colleague should see too lives in its URL: `/area/500103?window=7d&measure=reworkRate&incident=17`. */
export const FILTERS = ['category', 'department', 'board', 'lane', 'severity'] as const;
export type FilterName = (typeof FILTERS)[number];
export type ListTab = 'risk' | 'overdue' | 'suspended';
/** On a phone one part is shown at a time. */
export type Pane = 'overview' | 'incidents' | 'me';

/** What the rows of a list made together: a part of a figure, counted where they lie or where they were answered for. */
export interface BehindFigure {
  measure: Measure;
  part: FigurePart;
  by: SummaryBy;
  /** What was charged to one unit, or to the units of one department. */
  held: { by: HeldBy; key: string } | null;
}

export interface ViewState {
  window: Preset;
  measure: RateName;
  filters: Partial<Record<FilterName, string>>;
  list: ListTab;
  /** The figure whose rows the list shows instead of the open ones. */
  behind: Measure | null;
  /** Of that figure: its cases, those of the numerator, or those left out. */
  part: FigurePart;
  /** Counted where it lies, or where it was answered for: of the scores and the rows behind them. */
  dimension: SummaryBy;
  /** Of that figure: what was charged to this unit, or to units of this department ('' = of none). */
  unit: string | null;
  holder: string | null;
  /** Words of the description: the list shows what holds them. */
  q: string | null;
  incident: number | null;
  pane: Pane;
  /** A day of the past, `YYYY-MM-DD`: the tree and the figures of then. Null = now. */
  at: string | null;
}
const DEFAULTS: Omit<ViewState, 'filters'> = {
  window: '7d',
  measure: DEFAULT_MEASURE,
  list: 'risk',
  behind: null,
  part: 'n',
  dimension: 'location',
  unit: null,
  holder: null,
  q: null,
  incident: null,
  pane: 'overview',
  at: null,
};

const oneOf = <T extends string>(values: readonly T[], given: string | null, otherwise: T): T =>
  values.find((value) => value === given) ?? otherwise;
const COUNTS: readonly Measure[] = ['received', 'closed', 'returned', 'open', 'overdue', 'suspended'];
const BEHIND: readonly Measure[] = [...MAP_MEASURES, ...COUNTS, 'acceptP90', 'arriveP90', 'closeP90'];

function isDay(text: string | null): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** Severities are fixed words, all other filters a city's own codes. */
const isSaid = (name: FilterName, value: string | null): boolean =>
  Boolean(value) && (name !== 'severity' || value!.split(',').every((each) => (SEVERITIES as readonly string[]).includes(each)));

/** What the URL says; anything unknown counts as not said. */
export function parseView(params: URLSearchParams): ViewState {
  const incident = Number(params.get('incident'));
  const filters = Object.fromEntries(FILTERS.flatMap((name) => (isSaid(name, params.get(name)) ? [[name, params.get(name)!]] : [])));
  return {
    window: oneOf(PRESETS, params.get('window'), DEFAULTS.window),
    measure: oneOf(MAP_MEASURES, params.get('measure'), DEFAULTS.measure),
    filters,
    list: oneOf(['risk', 'overdue', 'suspended'], params.get('list'), DEFAULTS.list),
    behind: BEHIND.find((measure) => measure === params.get('behind')) ?? null,
    part: oneOf(FIGURE_PARTS, params.get('part'), DEFAULTS.part),
    dimension: oneOf(['location', 'responsible'], params.get('dimension'), DEFAULTS.dimension),
    unit: params.get('unit')?.slice(0, 80) || null,
    holder: params.get('holder')?.slice(0, 80) ?? null,
    q: params.get('q')?.trim().slice(0, SEARCH_MOST) || null,
    incident: Number.isSafeInteger(incident) && incident > 0 ? incident : null,
    pane: oneOf(['overview', 'incidents', 'me'], params.get('pane'), DEFAULTS.pane),
    at: isDay(params.get('at')) ? params.get('at') : null,
  };
}

/** `/area/500103/alerts?shelf=past&alert=12`, `/area/500103/devices?device=rain-01`, and what is being written there. */
const OPEN_PARAMS = ['shelf', 'alert', 'write', 'device', 'state', 'kind', 'owner', 'told', 'find'] as const;

/** Only what differs from the default; what else stands in the URL (`motion=off`) is kept. */
export function toSearch(view: ViewState, kept: URLSearchParams = new URLSearchParams()): string {
  const params = new URLSearchParams(kept);
  const put = (name: string, value: string | number | null | undefined, otherwise: string | number | null) =>
    value === otherwise || value === null || value === undefined ? params.delete(name) : params.set(name, String(value));
  // What is open on such a page is of that page alone.
  for (const name of OPEN_PARAMS) params.delete(name);
  put('window', view.window, DEFAULTS.window);
  put('measure', view.measure, DEFAULTS.measure);
  for (const name of FILTERS) put(name, view.filters[name], null);
  put('list', view.list, DEFAULTS.list);
  put('behind', view.behind, null);
  put('part', view.behind && view.part, DEFAULTS.part);
  put('dimension', view.dimension, DEFAULTS.dimension);
  put('unit', view.behind && view.unit, null);
  put('holder', view.behind && view.holder, null);
  put('q', view.q, null);
  put('incident', view.incident, null);
  put('pane', view.pane, DEFAULTS.pane);
  put('at', view.at, null);
  const text = params.toString();
  return text ? `?${text}` : '';
}

export function behindOf({ behind: measure, part, dimension, unit, holder }: ViewState): BehindFigure | null {
  if (measure === null) return null;
  if (unit === null && holder === null) return { measure, part, by: dimension, held: null };
  return { measure, part, by: 'responsible', held: unit === null ? { by: 'holder', key: holder! } : { by: 'unit', key: unit } };
}

/** The part of a view that the server's figures speak of; a duty day or scoring period as the node has it. */
export function liveView({ window, filters }: ViewState, { dutyHour, scoringDay }: NodePeriods): View {
  const starts = window === 'duty' ? dutyHour : window === 'period' ? (scoringDay ?? 1) : undefined;
  return { window, ...(starts === undefined ? {} : { starts }), ...filters };
}
