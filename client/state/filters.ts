import { mayBeInView, type DeskView } from '../../shared/desk-views.ts';
import type { LiveRow } from '../../shared/live.ts';
import type { CityInfo } from '../../shared/session.ts';
import { SEVERITIES, SEVERITY_NAMES, type Bilingual, type Severity } from '../../shared/terms.ts';
import type { FilterName, ViewState } from './view.ts';

/** Filters by severity, and by board, lane, department and category: these belong to the category, so each names a set of categories. */
type FilterKind = 'severity' | 'board' | 'lane' | 'department' | 'major' | 'category';
export interface FilterItem {
  filter: FilterName;
  code: string;
  names: Bilingual;
  kind: FilterKind;
}

export function filterItems(city: CityInfo, isStreet: boolean): FilterItem[] {
  const item = (filter: FilterName, kind: FilterKind) => (entry: { code: string; names: Bilingual }) => ({
    filter,
    kind,
    code: entry.code,
    names: entry.names,
  });
  return [
    ...SEVERITIES.map((code) => ({ code, names: SEVERITY_NAMES[code] })).map(item('severity', 'severity')),
    ...city.majorCategories.map(item('category', 'major')),
    ...(isStreet ? city.streetBoards : []).map(item('board', 'board')),
    ...city.boards.map(item('board', 'board')),
    ...city.lanes.map(item('lane', 'lane')),
    ...city.departments.map(item('department', 'department')),
    ...city.categories.map(item('category', 'category')),
  ];
}

const named = (code: string): Bilingual => ({ zh: code, en: code });
export function filterNames(city: CityInfo, filter: FilterName, code: string): Bilingual {
  const lists = {
    category: [...city.majorCategories, ...city.categories],
    board: [...city.boards, ...city.streetBoards],
    lane: city.lanes,
    department: city.departments,
    severity: SEVERITIES.map((each) => ({ code: each, names: SEVERITY_NAMES[each] })),
  } satisfies Record<FilterName, readonly { code: string; names: Bilingual }[]>;
  return lists[filter].find((entry) => entry.code === code)?.names ?? named(code);
}

/** What a view's filters leave of the rows; null = all. */
export interface RowFilter {
  categories: ReadonlySet<string> | null;
  severities: ReadonlySet<Severity> | null;
  /** The desk's view. A live row says whether it may be in it; the whole row decides. */
  queue?: DeskView;
}
export const rowFilterOf = (city: CityInfo, filters: ViewState['filters']): RowFilter => ({
  categories: categoriesOf(city, filters),
  severities: filters.severity ? new Set(filters.severity.split(',') as Severity[]) : null,
});
export const isLeft = ({ categories, severities, queue }: RowFilter, row: LiveRow): boolean =>
  (categories?.has(row.category) ?? true) && (severities?.has(row.severity) ?? true) && (queue === undefined || mayBeInView(queue, row));

/** The categories that a view's filters leave, or null without such a filter. */
function categoriesOf(city: CityInfo, filters: ViewState['filters']): ReadonlySet<string> | null {
  const { category, department, board, lane } = filters;
  if (!category && !department && !board && !lane) return null;
  const wanted = category ? new Set(category.split(',')) : null;
  const boards = board ? new Set(city.streetBoards.find((entry) => entry.code === board)?.boards ?? [board]) : null;
  const lanes = boards ? new Set(city.lanes.filter((entry) => boards.has(entry.board)).map((entry) => entry.code)) : null;
  const kept = city.categories.filter(
    (entry) =>
      (!wanted || wanted.has(entry.code) || (entry.major !== null && wanted.has(entry.major))) &&
      (!department || entry.department === department) &&
      (!lane || entry.lane === lane) &&
      (!lanes || (entry.lane !== null && lanes.has(entry.lane))),
  );
  return new Set(kept.map((entry) => entry.code));
}
