import type { PackPeriods } from '../../shared/city-pack.ts';
import type { CityPeriods, NodePeriods } from '../../shared/periods.ts';
import type { Tree } from './tree.ts';

const MIDNIGHT: NodePeriods = { dutyHour: 0, scoringDay: null };

/**
 * When the duty day and the scoring month of each node begin: as the node says, else as the nearest above it does. Named are those
 * alone that differ from the city's.
 */
export function resolvePeriods(given: PackPeriods | null, tree: Tree, atMs: number): CityPeriods {
  const city = said(given ?? {}, MIDNIGHT);
  const nodes: Record<string, NodePeriods> = {};
  const overrides = Object.entries(given?.nodes ?? {}).filter(([code]) => tree.row(code, atMs));
  const depth = (code: string): number => tree.path(code, atMs).length;
  for (const [code, own] of overrides.sort(([a], [b]) => depth(a) - depth(b))) {
    const periods = said(own, nodes[code] ?? city);
    for (const below of tree.subtree(code, atMs)) nodes[below] = periods;
  }
  return { ...city, nodes };
}

const said = ({ dutyDayStart, scoringDay }: Omit<PackPeriods, 'nodes'>, above: NodePeriods): NodePeriods => ({
  dutyHour: dutyDayStart === undefined ? above.dutyHour : Number(dutyDayStart.slice(0, 2)),
  scoringDay: scoringDay ?? above.scoringDay,
});
