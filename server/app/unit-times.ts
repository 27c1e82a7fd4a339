import { UNIT_STATES, type UnitState } from '../../shared/unit-states.ts';
import type { StateTimes } from '../../shared/units.ts';

export interface TimesAsked {
  units: readonly string[];
  fromMs: number;
  toMs: number;
}
export interface TimesReads {
  /** Of units whose state has changed since the beginning of the window. */
  times(asked: TimesAsked): Promise<readonly { unit: string; state: UnitState; ms: number }[]>;
  of(units: readonly string[]): Promise<readonly { unit: string; state: UnitState }[]>;
}

/**
 * How long each unit stood in each state within a window that has passed, ms. They add up to the window; a unit of which nothing was
 * ever said is not here.
 */
export async function timesOf(asked: TimesAsked, reads: TimesReads): Promise<Map<string, StateTimes>> {
  const found = new Map<string, StateTimes>();
  const whole = asked.toMs - asked.fromMs;
  if (whole <= 0) return found;
  const add = (unit: string, state: UnitState, ms: number): void => {
    const times = found.get(unit) ?? found.set(unit, noTimes()).get(unit)!;
    times[state] += ms;
  };
  for (const { unit, state, ms } of await reads.times(asked)) add(unit, state, ms);
  const still = asked.units.filter((unit) => !found.has(unit));
  for (const { unit, state } of await reads.of(still)) add(unit, state, whole);
  return found;
}

const noTimes = (): StateTimes => Object.fromEntries(UNIT_STATES.map((state) => [state, 0])) as StateTimes;
