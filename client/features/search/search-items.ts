import type { Group } from '../../../shared/city-pack.ts';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { TIERS, type Bilingual } from '../../../shared/terms.ts';
import type { Directory } from '../../api/areas.query.ts';
import { shortName } from '../../map/short-name.ts';
import type { Choice } from '../../state/recent.ts';
import type { IconName } from '../../ui/icon.tsx';
import { keysOf, rank, type Candidate, type Keys } from '../../state/rank.ts';

/** A page of the application, or a part of one that has an address. */
export interface SearchPage {
  code: string;
  icon: IconName;
  names: Bilingual;
  open: () => void;
}

/** One line of the search. */
export type Item =
  | { kind: 'area'; key: string; code: string; names: Bilingual; path: readonly Bilingual[] }
  | { kind: 'group'; key: string; code: string; names: Bilingual; members: number }
  | { kind: 'page'; key: string; code: string; names: Bilingual; icon: IconName }
  | { kind: 'incident'; key: string; id: number; number: string; category: string; place: readonly Bilingual[] }
  | { kind: 'text'; key: string; text: string };
type SectionName = 'recent' | 'incidents' | 'places' | 'pages' | 'text';
export interface Section {
  value: SectionName;
  items: Item[];
}

export type Entry = Candidate & { item: Item };

/** Everything that has a name, with the keys that find it: made once for a directory. */
export function entriesOf(directory: Directory, groups: readonly Group[], pages: readonly SearchPage[]) {
  const keys = new Map<string, Keys>();
  for (const [code, { name: names, pinyin }] of directory) {
    const short = { zh: shortName({ name: names }, 'zh'), en: shortName({ name: names }, 'en') };
    keys.set(code, keysOf({ code, names, short, ...(pinyin === undefined ? {} : { pinyin }) }));
  }
  const areas = [...directory.values()].map(({ code, name: names, tier }): Entry => {
    const path = pathOf(code, directory);
    return {
      key: `area:${code}`,
      keys: keys.get(code)!,
      above: path.slice(1).map((above) => keys.get(above)!),
      path,
      rank: TIERS.indexOf(tier),
      item: { kind: 'area', key: `area:${code}`, code, names, path: placeNames(code, directory).slice(0, -1) },
    };
  });
  const named = (kind: 'group' | 'page', code: string, names: Bilingual, item: Item, nth = 0): Entry => ({
    key: `${kind}:${code}`,
    keys: keysOf({ code, names }),
    above: [],
    path: [],
    rank: TIERS.length + nth,
    item,
  });
  return {
    areas,
    groups: groups.map(({ code, names, members }) =>
      named('group', code, names, { kind: 'group', key: `group:${code}`, code, names, members: members.length }),
    ),
    pages: pages.map(({ code, names, icon }, nth) =>
      named('page', code, names, { kind: 'page', key: `page:${code}`, code, names, icon }, nth),
    ),
  };
}
export type Entries = ReturnType<typeof entriesOf>;

/** The place, then what lies above it, up to the root. */
export function pathOf(code: string, directory: Directory): string[] {
  const path: string[] = [];
  for (let at = directory.get(code); at; at = at.parent === null ? undefined : directory.get(at.parent)) path.push(at.code);
  return path;
}
/** From the second tier down to the place; of the root its own name. */
function placeNames(code: string, directory: Directory): Bilingual[] {
  const path = pathOf(code, directory).reverse();
  return path.slice(path.length > 1 ? 1 : 0).map((at) => directory.get(at)!.name);
}

const PLACES = 8;
const PAGES = 2;

interface Asked {
  entries: Entries;
  typed: string;
  /** From the place in view to the root. */
  viewPath: readonly string[];
  incidents: readonly Item[];
  recent: readonly Item[];
  /** Whether the words may be looked for in descriptions. */
  isText: boolean;
}

/** What the search shows, best first, twelve lines or so. */
export function sectionsOf({ entries, typed, viewPath, incidents, recent, isText }: Asked): Section[] {
  const text = typed.trim();
  const items = (from: readonly Entry[], most: number): Item[] =>
    rank(from, text, viewPath)
      .slice(0, most)
      .map(({ it }) => it.item);
  if (text === '')
    return filled([
      { value: 'recent', items: [...recent] },
      { value: 'pages', items: items(entries.pages, PLACES) },
    ]);
  return filled([
    { value: 'incidents', items: [...incidents] },
    { value: 'places', items: items([...entries.areas, ...entries.groups], PLACES) },
    { value: 'pages', items: items(entries.pages, PAGES) },
    { value: 'text', items: isText && /[\p{L}\p{N}]/u.test(text) ? [{ kind: 'text', key: 'text', text }] : [] },
  ]);
}
const filled = (sections: Section[]): Section[] => sections.filter(({ items }) => items.length > 0);

export const incidentItem = ({ id, number, category, place }: IncidentWire, directory: Directory): Item => ({
  kind: 'incident',
  key: `incident:${id}`,
  id,
  number,
  category,
  place: placeNames(place, directory),
});

/** What was chosen before, as far as it still exists. */
export function recentItems(choices: readonly Choice[], { areas, groups, pages }: Entries): Item[] {
  const known = new Map([...areas, ...groups, ...pages].map(({ key, item }) => [key, item]));
  return choices.flatMap((choice): Item[] => {
    if (choice.kind === 'incident') return [{ ...choice, key: `incident:${choice.id}`, place: [] }];
    const item = known.get(`${choice.kind}:${choice.code}`);
    return item ? [item] : [];
  });
}
