import type { UnitState } from '../../shared/unit-states.ts';
import type { UnitPosition } from '../domain/unit-position.ts';
import type { UnitStanding } from '../domain/unit-state.ts';

/** A unit as the store knows it; one of which nothing was ever said is available since the beginning, and nobody knows where. */
export interface UnitNow extends UnitStanding {
  position: UnitPosition | null;
}
/** One row of the small log of units. */
export interface UnitChange {
  unit: string;
  /** When it happened, ms UTC. */
  atMs: number;
  was: UnitState;
  state: UnitState;
  actor: string;
  reason: string | null;
  /** The incident whose command moved it; null = somebody set it by hand. */
  incident: number | null;
}
/** Units within the one writing transaction. */
export interface UnitsTx {
  now(unit: string): Promise<UnitNow>;
  /** Sets a state that was decided, and writes it into the log. */
  move(change: Omit<UnitChange, 'was'>): Promise<void>;
  /** Takes the place of the position before. */
  place(unit: string, position: UnitPosition): Promise<void>;
}

/** Of whom nothing was ever said. */
export const unheardOf = (unit: string): UnitNow => ({ unit, state: 'available', sinceMs: 0, holds: [], position: null });
