import type { Role } from '../../shared/terms.ts';
import type { UnitState } from '../../shared/unit-states.ts';
import type { Actor } from './actor.ts';
import type { UnitFacts } from './decide/input.ts';
import { Rejection } from './rejection.ts';
import type { Tree } from './tree.ts';
import type { Hold } from './unit-holds.ts';

/** A unit as it stands: the state is kept, the rest follows from the cases that it holds. */
export interface UnitStanding {
  unit: string;
  state: UnitState;
  /** ms UTC */
  sinceMs: number;
  holds: readonly Hold[];
}

/**
 * Where a unit stands once one of its cases has moved. `holds` are all that it has afterwards. A team that is off stays off when it is
 * sent: an order brings nobody to work; its own acceptance or arrival does.
 */
export function stateAfterHold(state: UnitState, was: Hold | null, is: Hold | null, holds: readonly Hold[]): UnitState {
  const isWorking = holds.some(({ stage }) => stage === 'working');
  if (is?.stage === 'working' && was !== null) return 'on-site';
  if (is?.stage === 'accepted' && was !== null && state === 'off') return 'assigned';
  if (state === 'off') return 'off';
  if (holds.length === 0) return 'available';
  if (state === 'available') return 'assigned';
  // It leaves the site that it was at; the next case is not begun by that.
  const hasLeft = was !== null && (is === null || was.stage === 'working');
  return state === 'on-site' && hasLeft && !isWorking ? 'assigned' : state;
}

/** The states that may be set by hand now: a team without a case is there or not, one with a case says how far it is. */
export function possibleStates({ state, holds }: Pick<UnitStanding, 'state' | 'holds'>): UnitState[] {
  const all: readonly UnitState[] = holds.length === 0 ? ['available', 'off'] : ['assigned', 'on-the-way', 'on-site', 'off'];
  return all.filter((each) => each !== state);
}

/** Whose work it is to say where any team of their area stands. */
const DESK: ReadonlySet<Role> = new Set<Role>(['dispatcher', 'shift-leader', 'commander']);
const HANDS: ReadonlySet<Role> = new Set<Role>(['handler', 'liaison', 'grid-worker']);

/** The team itself, or the desk of an area that it belongs to. @throws Rejection */
export function assertMaySpeakFor(actor: Actor, unit: UnitFacts, tree: Tree, nowMs: number, also: readonly Role[] = []): void {
  if (HANDS.has(actor.role) && actor.unit === unit.code) return;
  if (HANDS.has(actor.role)) throw new Rejection('unit.not-yours', { unit: unit.code, own: actor.unit });
  if (!DESK.has(actor.role) && !also.includes(actor.role)) throw new Rejection('role.denied', { role: actor.role, command: 'unit-state' });
  if (!tree.isWithin(actor.scope, unit.node, nowMs)) throw new Rejection('scope.denied', { area: unit.node, scope: actor.scope });
}

/**
 * The state that somebody sets by hand; null = it stands so already, which is no error.
 * @throws Rejection `unit.state-impossible` names what is possible now and which cases stand against it
 */
export function decideUnitState(standing: UnitStanding, asked: UnitState): UnitState | null {
  if (standing.state === asked) return null;
  const possible = possibleStates(standing);
  if (!possible.includes(asked)) {
    const { unit, state, holds } = standing;
    throw new Rejection('unit.state-impossible', {
      unit,
      state,
      asked,
      possible,
      holds: [...new Set(holds.map(({ incident }) => incident))],
    });
  }
  return asked;
}
