import { LEVELS, type Level } from '../../../shared/alert-terms.ts';
import type { AlertWire } from '../../../shared/alert-wire.ts';
import type { Language } from '../../../shared/terms.ts';
import type { AlertedAreas } from '../../map/map-types.ts';

const rank = (level: Level | null): number => (level === null ? LEVELS.length : LEVELS.indexOf(level));

/** What holds, the gravest first, exercises last, then what ends first. What has ended since it was asked for is left out. */
export const inOrder = (alerts: readonly AlertWire[], nowMs: number): AlertWire[] =>
  alerts
    .filter(({ endsAt }) => endsAt === null || Date.parse(endsAt) > nowMs)
    .sort(
      (a, b) =>
        Number(a.exercise) - Number(b.exercise) ||
        rank(a.level) - rank(b.level) ||
        (a.endsAt ?? '').localeCompare(b.endsAt ?? '') ||
        b.id - a.id,
    );

/** Areas right below that it holds at now; null = the area as a whole, or nothing is known of what lies below. */
export function areasBelow({ parts }: AlertWire, area: string): string[] | null {
  const held = parts.filter(({ inForce }) => inForce).flatMap(({ areas }) => areas);
  const below = [...new Set(held.filter((each) => each.area !== area).map((each) => each.area))];
  return below.length === 0 || held.some((each) => each.area === area && each.share === 1) ? null : below;
}

/** Areas right below that it concerns, whether it holds or not; none = the area as a whole. */
export function placesOf({ parts }: AlertWire, area: string): string[] {
  const all = parts.flatMap(({ areas }) => areas);
  if (all.some((each) => each.area === area && each.share === 1)) return [];
  return [...new Set(all.filter((each) => each.area !== area).map((each) => each.area))];
}

/** By which name it goes: its kind, else what its sender calls it. */
export const kindOf = ({ kindNames, headlines }: AlertWire, language: Language): string =>
  kindNames?.[language] ?? headlineOf(headlines, language);
const headlineOf = (headlines: Readonly<Record<string, string>>, language: Language): string =>
  Object.entries(headlines).find(([tag]) => tag.startsWith(language))?.[1] ?? Object.values(headlines)[0] ?? '';

/** The map's picture of it: the highest colour of each area, and the kinds of each level. `isWhole`: exercises, and what does not hold, are drawn too. */
export function alertedAreas(
  alerts: readonly AlertWire[],
  label: (level: Level, kinds: string) => string,
  language: Language,
  isWhole = false,
): AlertedAreas | undefined {
  const levels: Record<string, Level> = {};
  const kinds = new Map<Level, Set<string>>();
  for (const alert of alerts.filter(({ exercise }) => isWhole || !exercise))
    for (const { level, inForce, areas } of alert.parts) {
      if (level === null || (!inForce && !isWhole)) continue;
      for (const { area } of areas) if (rank(level) < rank(levels[area] ?? null)) levels[area] = level;
      kinds.set(level, (kinds.get(level) ?? new Set()).add(kindOf(alert, language)));
    }
  if (kinds.size === 0) return undefined;
  return { levels, words: Object.fromEntries([...kinds].map(([level, names]) => [level, label(level, [...names].join('、'))])) };
}
