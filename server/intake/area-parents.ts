import { largestOverlaps } from './area-overlap.ts';
import type { KnownArea } from '../app/import-areas.ts';
import { issue, refuse, shown } from '../app/import-issue.ts';
import type { PolygonRings } from './polygon-checks.ts';
import { normaliseCode, RowRefusal, textOf } from './text-values.ts';

export interface FoundParent {
  parent: string;
  /** It is not the one that covers most of the area, or the area's features name different ones. */
  isDisputed: boolean;
  /** More than a hundredth of the area lies outside it. */
  isStraddling: boolean;
}
/** @throws RowRefusal when no parent, or more than one, answers */
export type ParentFinder = (features: readonly Readonly<Record<string, unknown>>[], polygons: readonly PolygonRings[]) => FoundParent;

export interface ParentOptions {
  parent?: string | undefined;
  parentByLocation?: boolean | undefined;
}

const STRADDLES = 0.99;

/**
 * How areas of a tier find their parent among `parents`: by a property (a code, else a name that only one of them has), by
 * location (the largest overlap), or without a question when there is only one.
 */
export function parentFinder(parents: readonly KnownArea[], { parent: property, parentByLocation }: ParentOptions): ParentFinder {
  const tier = parents[0]!.tier;
  const isDrawn = parents.some((parent) => parent.geometry !== null);
  if (property === undefined && parentByLocation !== true) {
    if (parents.length > 1) refuse('areas.parent-needed', '--parent', { tier, count: parents.length });
    const only = parents[0]!.code;
    return () => ({ parent: only, isDisputed: false, isStraddling: false });
  }
  const overlapOf = isDrawn ? largestOverlaps(parents) : null;
  if (property === undefined) {
    if (!overlapOf) return refuse('areas.parent-borders', '--parent-by-location', { tier });
    return (_features, polygons) => {
      const { code, shares } = overlapOf(polygons);
      if (code === null) throw new RowRefusal(issue('parent.none-here', null, { tier }));
      return { parent: code, isDisputed: false, isStraddling: (shares.get(code) ?? 0) < STRADDLES };
    };
  }
  const byName = parentsByName(parents, property);
  return (features, polygons) => {
    const named = [...new Set(features.map(byName))];
    const overlap = overlapOf?.(polygons);
    // Features that were merged may name several: of these the one that covers most.
    const share = (code: string): number => overlap?.shares.get(code) ?? 0;
    const parent = named.reduce((best, code) => (share(code) > share(best) ? code : best));
    return {
      parent,
      isDisputed: named.length > 1 || (overlap !== undefined && overlap.code !== parent),
      isStraddling: overlap !== undefined && share(parent) < STRADDLES,
    };
  };
}

/** By code, else by a name that one parent alone has; capitals do not matter. */
function parentsByName(parents: readonly KnownArea[], property: string): (properties: Readonly<Record<string, unknown>>) => string {
  const tier = parents[0]!.tier;
  const codes = new Set(parents.map((parent) => parent.code));
  const byName = new Map<string, Set<string>>();
  for (const { code, names } of parents) {
    for (const name of [names.zh, names.en]) byName.set(name.toLowerCase(), (byName.get(name.toLowerCase()) ?? new Set()).add(code));
  }
  return (properties) => {
    const text = textOf(properties[property], property);
    if (text === null) throw new RowRefusal(issue('parent.missing', property));
    const value = normaliseCode(text);
    if (codes.has(value)) return value;
    const [found, ...others] = byName.get(value.toLowerCase()) ?? [];
    if (found === undefined) throw new RowRefusal(issue('parent.unknown', property, { value: shown(value), tier }));
    if (others.length > 0)
      throw new RowRefusal(issue('parent.ambiguous', property, { value: shown(value), tier, count: others.length + 1 }));
    return found;
  };
}
