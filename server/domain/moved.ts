import { holderAt, unitAt } from './held.ts';
import type { Incident } from './incident.ts';
import { STOCK_HOUR } from './metrics.ts';
import { changesBy, placeAt, type Cell, type HourOf, type Spread } from './weigh.ts';

interface When {
  hourMs: number;
  atMs: number;
}
/** The node that a weight is charged to: flows and what is due to whoever held it then, stocks to whoever holds it now. */
export const chargedTo = (incident: Incident, { hourMs, atMs }: When): string =>
  hourMs === STOCK_HOUR ? incident.holder.node : holderAt(incident, atMs);
/** The unit that a weight is charged to, by the same rule; null = nobody's, but the desk's. */
export const chargedUnit = (incident: Incident, { hourMs, atMs }: When): string | null =>
  hourMs === STOCK_HOUR ? incident.holder.unit : unitAt(incident, atMs);

const byResponsible: Spread = (incident, weight, put) => {
  const [node, place] = [chargedTo(incident, weight), placeAt(incident, weight.hourMs)];
  if (node === place) return;
  put(node, weight.n);
  put(place, -weight.n);
};
const byUnit: Spread = (incident, weight, put) => {
  const unit = chargedUnit(incident, weight);
  if (unit !== null) put(unit, weight.n);
};

/** It was never held but where it lay: by both dimensions it weighs the same. */
const isAtHome = ({ holder, heldBefore, place, formerPlace }: Incident): boolean =>
  holder.node === place && formerPlace === null && heldBefore.every(([node]) => node === place);
/** No unit ever had it. */
const isOfNoUnit = ({ holder, heldBefore }: Incident): boolean =>
  holder.unit === null && heldBefore.every(([, , , unit]) => unit === undefined);

/**
 * What an event changes in the moved cells: by how much sums by responsibility differ from those by place, a plus at the node that
 * is charged and a minus where it lies. Most incidents are held where they lie and change nothing.
 */
export function movedChanges(before: Incident | null, after: Incident | null, hourOf: HourOf): Cell[] {
  if ((!before || isAtHome(before)) && (!after || isAtHome(after))) return [];
  return changesBy(byResponsible, before, after, hourOf).filter(({ n }) => n !== 0);
}

/** What an event changes in the sums of units; `place` is the unit's code. What desks did themselves is no unit's. */
export function unitCellChanges(before: Incident | null, after: Incident | null, hourOf: HourOf): Cell[] {
  if ((!before || isOfNoUnit(before)) && (!after || isOfNoUnit(after))) return [];
  return changesBy(byUnit, before, after, hourOf).filter(({ n }) => n !== 0);
}
