import type { ViewQuery } from '../../shared/saved-views.ts';
import type { DeskView } from '../../shared/desk-views.ts';
import { FILTERS, type ViewState } from './view.ts';

export const SORTS = ['risk', 'severity', 'newest', 'oldest'] as const;
export type RowSort = (typeof SORTS)[number];

interface Looked {
  queue: DeskView;
  sort: RowSort;
  area: string;
  view: Pick<ViewState, 'filters'>;
}

const PARTS = ['queue', 'sort', 'area', ...FILTERS] as const;

/** What the desk looks at now, as a saved view says it. One's own area and the usual order are not said: they hold for whoever opens it. */
export const queryOf = ({ queue, sort, area, view }: Looked, scope: string): ViewQuery => ({
  queue,
  ...(sort === 'risk' ? {} : { sort }),
  ...(area === scope ? {} : { area }),
  ...view.filters,
});
export const isSameQuery = (a: ViewQuery, b: ViewQuery): boolean => PARTS.every((part) => a[part] === b[part]);
/** Every part of a view in the words of the desk's address; null = not said. */
export const partsOf = (query: ViewQuery): [name: string, value: string | null][] =>
  PARTS.map((part) => [part, part === 'queue' && query.queue === 'all' ? null : (query[part] ?? null)]);
