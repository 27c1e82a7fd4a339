import type { AreaLimits, Indicator, IndicatorPack, Limit, LimitBasis } from '../../../shared/indicators.ts';
import type { Tree } from '../tree.ts';

/** Limits with where they come from. */
export interface LimitSet {
  limits: readonly Limit[];
  basis: LimitBasis;
  /** The area whose own they are; null = the indicator's. */
  from: string | null;
}
/** The city's vital signs, in the order of its catalogue. */
export interface IndicatorBook {
  all: readonly Indicator[];
  areaLimits: readonly AreaLimits[];
  get(code: string): Indicator | undefined;
  /** What holds at an area: the nearest limits on its way up to the root, else the indicator's own. */
  limitsAt(indicator: Indicator, area: string, tree: Tree, atMs: number): LimitSet;
}

/** The catalogue of vital signs as rules and pages ask it; a city may have none. */
export function indicatorBook(pack: IndicatorPack | null): IndicatorBook {
  const { indicators, areaLimits } = pack ?? { indicators: [], areaLimits: [] };
  const byCode = new Map(indicators.map((each) => [each.code, each]));
  const overrides = new Map<string, Map<string, LimitSet>>();
  for (const { indicator, area, limits, basis } of areaLimits) {
    let byArea = overrides.get(indicator);
    if (!byArea) overrides.set(indicator, (byArea = new Map()));
    byArea.set(area, { limits, basis, from: area });
  }
  return {
    all: indicators,
    areaLimits,
    get: (code) => byCode.get(code),
    limitsAt({ code, limits, basis }, area, tree, atMs) {
      const byArea = overrides.get(code);
      const nearest = byArea && tree.path(area, atMs).findLast((each) => byArea.has(each));
      return nearest === undefined ? { limits, basis, from: null } : byArea!.get(nearest)!;
    },
  };
}
