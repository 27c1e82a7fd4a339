/** What a page is of: an area by its code, or a group as `group:` and its code. */
const GROUP = 'group:';
const KPI = '/kpi';
export type Page = 'overview' | 'desk' | 'kpi' | 'rules' | 'walls';
const WALLS = '/walls';
const RULES = '/rules';

export const groupPlace = (code: string): string => GROUP + code;
/** The code of a group; null for an area. */
export const groupOf = (place: string): string | null => (place.startsWith(GROUP) ? place.slice(GROUP.length) : null);

/** Where its page lies, and where the API speaks of it: `/area/500103`, `/group/wansheng`. */
export const pagePath = (place: string, page: Page = 'overview'): string => {
  if (page === 'walls') return WALLS;
  if (page === 'rules') return RULES;
  const group = groupOf(place);
  // Groups have an overview alone.
  return group === null ? `/area/${encodeURIComponent(place)}${page === 'kpi' ? KPI : ''}` : `/group/${encodeURIComponent(group)}`;
};
/** Which page a path is of. */
export const pageOf = (pathname: string): Page =>
  pathname === RULES
    ? 'rules'
    : pathname === WALLS || pathname.startsWith(`${WALLS}/`)
      ? 'walls'
      : pathname.endsWith(KPI)
        ? 'kpi'
        : 'overview';
export const apiPath = (place: string, what = ''): string => {
  const group = groupOf(place);
  return (group === null ? `/areas/${encodeURIComponent(place)}` : `/groups/${encodeURIComponent(group)}`) + what;
};

/** The desk of an area; one's own is not said. A group has none. */
export const deskPath = (place: string, own: string): string =>
  place === own || groupOf(place) !== null ? '/desk' : `/desk?area=${encodeURIComponent(place)}`;
/** The hand-over list of an area. */
export const handoverPath = (place: string, own: string): string => deskPath(place, own).replace('/desk', '/desk/handover');
