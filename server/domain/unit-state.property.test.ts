import fc from 'fast-check';
import { expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../shared/incident-commands.ts';
import { UNIT_STATES, type UnitState } from '../../shared/unit-states.ts';
import { branchFor, chosen, followUps, plainFields, someoneFor, USUAL } from '../testing/acting.ts';
import { category, incident, MINUTE_MS, NOON_MS } from '../testing/factories.ts';
import { testClock, testTree, TEST_UNITS } from '../testing/test-city.ts';
import { decideCommand } from './decide.ts';
import { evolve, type Incident } from './incident.ts';
import { Rejection } from './rejection.ts';
import { changedHolds, holdsOf, isSameHold, type Hold } from './unit-holds.ts';
import { decideUnitState, possibleStates, stateAfterHold, type UnitStanding } from './unit-state.ts';

/** The cycle as docs/dispatching.md draws it, told a second time: which state may follow which, and only with or without work. */
const MAY_FOLLOW: Readonly<Record<UnitState, readonly UnitState[]>> = {
  available: ['assigned', 'off'],
  assigned: ['available', 'on-the-way', 'on-site', 'off'],
  'on-the-way': ['available', 'assigned', 'on-site', 'off'],
  'on-site': ['available', 'assigned', 'on-the-way', 'off'],
  off: ['available', 'assigned', 'on-the-way', 'on-site'],
};
const UNITS = TEST_UNITS.slice(0, 3);

/** Some incidents and the units that go about them; the rules of both are all that is used. */
function street() {
  const cases = new Map<number, Incident>([1, 2, 3].map((id) => [id, { ...incident(), id }]));
  const units = new Map<string, UnitStanding>();
  const seen: [UnitState, UnitState][] = [];
  const of = (unit: string): UnitStanding => units.get(unit) ?? { unit, state: 'available', sinceMs: 0, holds: [] };
  const put = (standing: UnitStanding): void => {
    const before = of(standing.unit);
    if (before.state !== standing.state) seen.push([before.state, standing.state]);
    units.set(standing.unit, standing);
  };
  let nowMs = NOON_MS;
  return {
    units,
    seen,
    holds: (): Hold[] => [...cases.values()].flatMap(holdsOf),
    command(id: number, n: number, m: number): void {
      const state = cases.get(id)!;
      nowMs += MINUTE_MS;
      const command =
        n % 3 === 0
          ? COMMAND_NAMES[m % COMMAND_NAMES.length]!
          : ((n % 3 === 1 ? chosen(followUps(state), m) : undefined) ?? USUAL[state.status]);
      if (command === undefined) return;
      const branch = branchFor(command, state, n);
      try {
        const [event] = decideCommand(state, {
          command,
          actor: someoneFor(command, state, n, branch),
          seenVersion: state.version,
          nowMs: Math.max(nowMs, state.lastActAtMs),
          tree: testTree,
          clock: testClock,
          category: category(state.category as 'rubbish'),
          unit: UNITS[m % UNITS.length],
          branch: branch?.id,
          ...plainFields(command, n),
        });
        const after = evolve(state, event!);
        cases.set(id, after);
        for (const { was, is } of changedHolds(state, after)) {
          const { unit } = (is ?? was)!;
          const standing = of(unit);
          const others = standing.holds.filter((hold) => !isSameHold(hold, (is ?? was)!));
          const holds = is ? [...others, is] : others;
          put({ ...standing, holds, state: stateAfterHold(standing.state, was, is, holds) });
        }
      } catch (error) {
        if (!(error instanceof Rejection)) throw error;
      }
    },
    byHand(unit: string, asked: UnitState): void {
      const standing = of(unit);
      const said = answer(standing, asked);
      const isPossible = possibleStates(standing).includes(asked);
      expect(said).toEqual(asked === standing.state ? null : isPossible ? asked : 'unit.state-impossible');
      if (isPossible) put({ ...standing, state: asked });
    },
  };
}

function answer(standing: UnitStanding, asked: UnitState): string | null {
  try {
    return decideUnitState(standing, asked);
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
}

const act = fc.record({ id: fc.constantFrom(1, 2, 3), n: fc.nat(999), m: fc.nat(999), by: fc.nat(9) });

it('whatever is commanded or set by hand, units keep to their cycle and hold just what the incidents say', () => {
  const reached = new Set<UnitState>();
  fc.assert(
    fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
      const test = street();
      for (const { id, n, m, by } of acts) {
        if (by < 3) test.byHand(UNITS[by]!.code, UNIT_STATES[m % UNIT_STATES.length]!);
        else test.command(id, n, m);
        const holds = test.holds();
        for (const { unit, state, holds: own } of test.units.values()) {
          reached.add(state);
          expect(own.map(keyOf).sort()).toEqual(
            holds
              .filter((hold) => hold.unit === unit)
              .map(keyOf)
              .sort(),
          );
          expect([unit, state === 'available' || state === 'off']).toEqual([unit, own.length === 0 || state === 'off']);
        }
      }
      for (const [from, to] of test.seen) expect(MAY_FOLLOW[from]).toContain(to);
    }),
    { numRuns: 400 },
  );
  expect([...reached].sort()).toEqual([...UNIT_STATES].sort());
});

const keyOf = ({ incident: id, branch, stage }: Hold): string => `${id}/${branch} ${stage}`;
