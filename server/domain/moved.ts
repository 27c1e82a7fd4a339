import { holderAt } from './held.ts';
import type { Incident } from './incident.ts';
import { STOCK_HOUR } from './metrics.ts';
import { changesBy, placeAt, type Cell, type HourOf, type Spread } from './weigh.ts';

/** The node that a weight is charged to: flows and what is due to whoever held it then, stocks to whoever holds it now. */
export const chargedTo = (incident: Incident, { hourMs, atMs }: { hourMs: number; atMs: number }): string =>
  hourMs === STOCK_HOUR ? incident.holder.node : holderAt(incident, atMs);

const byResponsible: Spread = (incident, weight, put) => {
  const [node, place] = [chargedTo(incident, weight), placeAt(incident, weight.hourMs)];
  if (node === place) return;
  put(node, weight.n);
  put(place, -weight.n);
};

/** It was never held but where it lay: by both dimensions it weighs the same. */
const isAtHome = ({ holder, heldBefore, place, formerPlace }: Incident): boolean =>
  holder.node === place && heldBefore.length === 0 && formerPlace === null;

/**
 * What an event changes in the moved cells: by how much sums by responsibility differ from those by place, a plus at the node that
 * is charged and a minus where it lies. Most incidents are held where they lie and change nothing.
 */
export function movedChanges(before: Incident | null, after: Incident | null, hourOf: HourOf): Cell[] {
  if ((!before || isAtHome(before)) && (!after || isAtHome(after))) return [];
  return changesBy(byResponsible, before, after, hourOf).filter(({ n }) => n !== 0);
}
