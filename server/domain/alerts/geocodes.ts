import type { AlertRules } from '../../../shared/alert-rules.ts';
import type { CapValue } from '../../../shared/cap.ts';
import type { Tree } from '../tree.ts';
import type { GeocodeNotes } from './alert.ts';

/** What the geocodes of a message mean in this city. */
export interface FoundCodes {
  codes: ReadonlySet<string>;
  /** What has to be said of them; null = each is an area of ours. */
  notes: GeocodeNotes | null;
}
/** So many are named of what is said of them; how many there are is counted. */
const NAMED_MOST = 40;
/** Names of codes are spelled in many ways. */
export const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Which areas are meant. What is not understood is said, never dropped: whoever reads the alert has to know that it may concern more. */
export function findGeocodes(geocodes: readonly CapValue[], rules: AlertRules, tree: Tree, atMs: number): FoundCodes {
  const codes = new Set<string>();
  const [unknown, widened] = [new Map<string, CapValue>(), new Map<string, CapValue & { area: string }>()];
  for (const geocode of geocodes) {
    const found = areasOf(geocode, rules, tree, atMs);
    for (const code of found.areas) codes.add(code);
    const key = `${plain(geocode.name)} ${geocode.value}`;
    if (found.areas.length === 0) unknown.set(key, geocode);
    else if (found.isWider) widened.set(key, { ...geocode, area: found.areas[0]! });
  }
  if (unknown.size + widened.size === 0) return { codes, notes: null };
  const named = <T>(of: ReadonlyMap<string, T>): T[] => [...of.values()].slice(0, NAMED_MOST);
  return { codes, notes: { unknown: named(unknown), unknownCount: unknown.size, widened: named(widened) } };
}

/** Whether every value of such a code that lies in this city is known: then any other lies elsewhere. */
export function isKnownScheme({ name }: CapValue, { geocodes, geocodeTables }: AlertRules): boolean {
  return [...geocodes, ...geocodeTables.flatMap(({ names }) => names)].some((known) => plain(known) === plain(name));
}

function areasOf(
  { name, value }: CapValue,
  { geocodes, geocodeTables }: AlertRules,
  tree: Tree,
  atMs: number,
): { areas: readonly string[]; isWider: boolean } {
  const isArea = (code: string): boolean => code !== '' && tree.row(code, atMs) !== undefined;
  const told = plain(value);
  const listed = geocodeTables
    .filter(({ names }) => names.some((known) => plain(known) === plain(name)))
    .flatMap(({ codes }) => Object.entries(codes).flatMap(([code, areas]) => (plain(code) === told ? areas : [])))
    .filter(isArea);
  if (listed.length > 0) return { areas: [...new Set(listed)], isWider: false };
  if (!geocodes.some((known) => plain(known) === plain(name))) return { areas: [], isWider: false };
  const [same] = spellings(value).filter(isArea);
  if (same !== undefined) return { areas: [same], isWider: false };
  const [above] = above12(value).filter(isArea);
  return above === undefined ? { areas: [], isWider: false } : { areas: [above], isWider: true };
}

/** Codes of twelve digits may end in zeros that ours leaves out. */
const spellings = (value: string): string[] => [
  value,
  value.replace(/000$/, ''),
  value.replace(/0{6}$/, ''),
  value.replace(/0{8}$/, ''),
  value.replace(/0{10}$/, ''),
  value.replace(/0{4}$/, ''),
];
/** Of twelve digits nine are the street and six the district: what lies in a village that we do not know lies in its street. */
const above12 = (value: string): string[] =>
  /^\d{12}$/.test(value) ? [value.slice(0, 9), value.slice(0, 6)] : /^\d{9}$/.test(value) ? [value.slice(0, 6)] : [];
