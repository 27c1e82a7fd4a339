/** What a page is of: an area by its code, or a group as `group:` and its code. */
const GROUP = 'group:';
/** Pages of an area beside its overview, by how their paths end. */
const TAILS = { kpi: '/kpi', vitals: '/vitals', devices: '/devices', alerts: '/alerts', plans: '/plans' } as const;
/** Pages that are of no area. */
const OWN = { walls: '/walls', rules: '/rules' } as const;
export type Page = 'overview' | 'desk' | keyof typeof TAILS | keyof typeof OWN;

export const groupPlace = (code: string): string => GROUP + code;
/** The code of a group; null for an area. */
export const groupOf = (place: string): string | null => (place.startsWith(GROUP) ? place.slice(GROUP.length) : null);

const isKey = <T extends object>(of: T, key: PropertyKey): key is keyof T => Object.hasOwn(of, key);
const keysOf = <T extends object>(of: T): (keyof T)[] => Object.keys(of) as (keyof T)[];

/** Where its page lies, and where the API speaks of it: `/area/500103`, `/group/wansheng`. */
export const pagePath = (place: string, page: Page = 'overview'): string => {
  if (isKey(OWN, page)) return OWN[page];
  const group = groupOf(place);
  // Groups have an overview alone.
  if (group !== null) return `/group/${encodeURIComponent(group)}`;
  return `/area/${encodeURIComponent(place)}${isKey(TAILS, page) ? TAILS[page] : ''}`;
};
/** Which page a path is of. */
export const pageOf = (pathname: string): Page =>
  keysOf(OWN).find((page) => pathname === OWN[page] || pathname.startsWith(`${OWN[page]}/`)) ??
  keysOf(TAILS).find((page) => pathname.endsWith(TAILS[page])) ??
  'overview';
export const apiPath = (place: string, what = ''): string => {
  const group = groupOf(place);
  return (group === null ? `/areas/${encodeURIComponent(place)}` : `/groups/${encodeURIComponent(group)}`) + what;
};

/** The desk of an area; one's own is not said. A group has none. */
export const deskPath = (place: string, own: string): string =>
  place === own || groupOf(place) !== null ? '/desk' : `/desk?area=${encodeURIComponent(place)}`;
/** The hand-over list of an area. */
export const handoverPath = (place: string, own: string): string => deskPath(place, own).replace('/desk', '/desk/handover');
