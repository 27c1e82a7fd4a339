import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMAND_RULES } from '../../shared/incident-commands.ts';
import { branchFor, chosen, followUps, plainFields, someoneFor, USUAL } from '../testing/acting.ts';
import { dispatcher, HOUR_MS, importedFacts, NOON_MS, placedIn } from '../testing/factories.ts';
import { timing } from '../testing/giving.ts';
import { CITY, shanghai, STREETS, TEST_CATEGORIES, TEST_UNITS, testClock, testTree } from '../testing/test-city.ts';
import { decideCommand } from './decide.ts';
import { decideDeadline, decideClocks } from './decide/clock.ts';
import { decideReport } from './decide/report.ts';
import { decideImported, decideUpdatedByImport } from './import.ts';
import { evolve, type Incident } from './incident.ts';
import type { IncidentEvent } from './incident-event.ts';
import { STOCK_HOUR } from './metrics.ts';
import { movedChanges, unitCellChanges } from './moved.ts';
import { Rejection } from './rejection.ts';
import { CLOSED_BEFORE_OPENED, cellChanges, placeAt, weigh, type Cell, type HourOf } from './weigh.ts';

/** One try at something: mostly the usual next step of an incident, else any command, a report, a file's row or a deadline. */
const attempt = fc.record({
  what: fc.constantFrom('report', 'import', 'usual', 'usual', 'usual', 'usual', 'any', 'any', 'follow', 'follow', 'deadline', 'silence'),
  command: fc.constantFrom(...COMMAND_RULES.map((rule) => rule.command)),
  which: fc.nat(),
  who: fc.nat(),
  street: fc.constantFrom(...STREETS),
  category: fc.constantFrom(...TEST_CATEGORIES),
  unit: fc.constantFrom(...TEST_UNITS),
  isCorrected: fc.boolean(),
  isPass: fc.boolean(),
  isExercise: fc.boolean(),
  waitMs: fc.oneof(fc.nat({ max: 6 * HOUR_MS }), fc.nat({ max: 6_000 })),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never;
/** Plays attempts; what the rules refuse leaves no trace. */
function play(attempts: readonly Attempt[], onEvent: (before: Incident | null, after: Incident, event: IncidentEvent) => void): Incident[] {
  const states: Incident[] = [];
  let nowMs = NOON_MS;
  for (const one of attempts) {
    nowMs += one.waitMs;
    const index = states.length === 0 ? 0 : one.which % states.length;
    for (const event of tryOne(one, states, index, nowMs)) {
      const before = states[event.id - 1] ?? null;
      const after = evolve(before, event);
      states[event.id - 1] = after;
      onEvent(before, after, event);
    }
  }
  return states;
}

function tryOne(one: Attempt, states: readonly Incident[], index: number, nowMs: number): IncidentEvent[] {
  const id = states.length + 1;
  const number = `20260304-${id}`;
  const placed = placedIn(one.street);
  const state = states[index];
  try {
    if (one.what === 'report' || !state) {
      const { category, isExercise: exercise } = one;
      return decideReport({
        id,
        number,
        actor: dispatcher,
        category,
        source: 'hotline',
        placed,
        exercise: exercise && one.isPass,
        flags: [],
        nowMs,
        tree: testTree,
        clock: testClock,
      });
    }
    if (one.what === 'import') {
      const closedAtMs = one.isPass ? nowMs - HOUR_MS : null;
      const facts = importedFacts('x', {
        placed,
        category: one.category.code,
        reportedAtMs: nowMs - one.waitMs,
        closedAtMs,
        status: closedAtMs === null ? 'reported' : 'closed',
        dueAtMs: one.isCorrected ? nowMs : null,
        flags: closedAtMs !== null && closedAtMs < nowMs - one.waitMs ? [CLOSED_BEFORE_OPENED] : [],
      });
      const event = state.isImported ? decideUpdatedByImport(state, facts, 'import') : decideImported(id, number, facts, 'import');
      return event ? [event] : [];
    }
    if (one.what === 'deadline') {
      const event = decideDeadline(state, nowMs, timing(state));
      return event ? [event] : [];
    }
    if (one.what === 'silence') return decideClocks(state, nowMs);
    const next = one.what === 'follow' ? chosen(followUps(state), one.who) : one.what === 'usual' ? USUAL[state.status] : undefined;
    const command = next ?? one.command;
    const branch = branchFor(command, state, one.who);
    return decideCommand(state, {
      ...plainFields(command, one.who),
      command,
      actor: someoneFor(command, state, one.who, branch),
      branch: branch?.id,
      newId: id,
      seenVersion: state.version,
      nowMs,
      tree: testTree,
      clock: testClock,
      category: one.isCorrected ? one.category : TEST_CATEGORIES.find(({ code }) => code === state.category)!,
      unit: one.unit,
      into: states[one.which % Math.max(1, index)],
      placed: one.isCorrected ? placed : undefined,
    });
  } catch (error) {
    if (error instanceof Rejection) return [];
    throw error;
  }
}

type Cells = Map<string, number>;
const add = (cells: Cells, key: string, n: number): void => {
  const sum = (cells.get(key) ?? 0) + n;
  if (sum === 0) cells.delete(key);
  else cells.set(key, sum);
};
const keyOf = (node: string, { category, hourMs, metric }: Pick<Cell, 'category' | 'hourMs' | 'metric'>): string =>
  `${node} ${category} ${hourMs} ${metric}`;
const recount = (states: readonly Incident[]): Cells => {
  const cells: Cells = new Map();
  for (const state of states)
    for (const weight of weigh(state, shanghai.hourOf))
      add(cells, keyOf(placeAt(state, weight.hourMs), { ...weight, category: state.category }), weight.n);
  return cells;
};
const RUNS = { seed: 20_260_304, numRuns: 300 };
const attempts = fc.array(attempt, { minLength: 1, maxLength: 120, size: 'max' });
type Changes = (before: Incident | null, after: Incident, hourOf: HourOf) => Cell[];
const keptAsRecounted = (changes: Changes) =>
  fc.property(attempts, (ops) => {
    const kept: Cells = new Map();
    const states = play(ops, (before, after) => {
      for (const cell of changes(before, after, shanghai.hourOf)) add(kept, keyOf(cell.place, cell), cell.n);
    });
    expect(kept).toEqual(recount(states));
  });

/** Who held it at an instant, by its events alone: the node, and its unit if one had it. */
function heldBy(events: readonly IncidentEvent[], ms: number): { node: string; unit: string | null } {
  const isUndone = ({ version }: IncidentEvent): boolean =>
    events.some(({ version: recall, detail: { undoes } }) => undoes !== undefined && version >= undoes && version < recall);
  const told = events.filter((event) => !isUndone(event));
  const changes = told.flatMap((event, i) => {
    const [was, is] = [told[i - 1]?.decided.holder, event.decided.holder];
    return was && (was.node !== is.node || was.unit !== is.unit) ? [{ event, was }] : [];
  });
  // What files restate before it changes hands here holds for all of its past.
  const first = changes.findIndex(({ event }) => event.type !== 'IncidentUpdatedByImport');
  const left = first < 0 ? undefined : changes.slice(first).find(({ event }) => ms <= event.occurredAtMs);
  return left?.was ?? told.at(-1)!.decided.holder;
}
/** Of each weight, where it counts; null = nowhere. */
type Charge = (holder: { node: string; unit: string | null }) => string | null;
const byNode: { add: readonly Changes[]; charge: Charge } = { add: [cellChanges], charge: ({ node }) => node };
const byUnit: typeof byNode = { add: [], charge: ({ unit }) => unit };
const chargedAsRecounted = ({ add: also, charge }: typeof byNode, changes: Changes, seen = new Set<string>()) =>
  fc.property(attempts, (ops) => {
    const kept: Cells = new Map();
    const log = new Map<number, IncidentEvent[]>();
    const states = play(ops, (before, after, event) => {
      log.set(event.id, [...(log.get(event.id) ?? []), event]);
      if (before && charge(before.holder) !== charge(after.holder)) seen.add(event.type);
      if (event.detail.undoes !== undefined) seen.add('undone');
      for (const change of [...also, changes])
        for (const cell of change(before, after, shanghai.hourOf)) add(kept, keyOf(cell.place, cell), cell.n);
    });
    const recounted: Cells = new Map();
    for (const state of states)
      for (const weight of weigh(state, shanghai.hourOf)) {
        const ms = weight.hourMs === STOCK_HOUR ? Number.POSITIVE_INFINITY : weight.atMs;
        const where = charge(heldBy(log.get(state.id)!, ms));
        if (where !== null) add(recounted, keyOf(where, { ...weight, category: state.category }), weight.n);
      }
    expect(kept).toEqual(recounted);
  });

describe('sums', () => {
  it('kept event by event equal a recount of what the incidents are in the end', () => {
    expect(() => fc.assert(keptAsRecounted(cellChanges), RUNS)).not.toThrow();
  });

  it.each<[string, Changes]>([
    [
      'forgets to move what a corrected place or category leaves',
      (before, after, hourOf) => cellChanges(before && { ...before, place: after.place, category: after.category }, after, hourOf),
    ],
    ['forgets what was before', (_before, after, hourOf) => cellChanges(null, after, hourOf)],
    [
      'counts exercises',
      (before, after, hourOf) => cellChanges(before && { ...before, exercise: false }, { ...after, exercise: false }, hourOf),
    ],
  ])('would catch a projection that %s', (_fault, changes) => {
    expect(fc.check(keptAsRecounted(changes), { ...RUNS, endOnFailure: true }).failed).toBe(true);
  });

  it('by responsibility equal a recount of who held each incident when', () => {
    const seen = new Set<string>();
    expect(() => fc.assert(chargedAsRecounted(byNode, movedChanges, seen), RUNS)).not.toThrow();
    const moving = ['Dispatched', 'Reassigned', 'Returned', 'Escalated', 'Delegated', 'Corrected', 'UpdatedByImport'];
    expect([...seen]).toEqual(expect.arrayContaining([...moving.map((name) => `Incident${name}`), 'DispatchRecalled', 'undone']));
  });

  it.each<[string, Changes]>([
    [
      'charges all to whoever holds it now',
      (...[before, after, hourOf]) => movedChanges(before && forgetful(before), forgetful(after), hourOf),
    ],
    ['leaves what is moved where it lay', () => []],
  ])('would catch sums by responsibility that %s', (_fault, changes) => {
    expect(fc.check(chargedAsRecounted(byNode, changes), { ...RUNS, endOnFailure: true }).failed).toBe(true);
  });

  it('of units equal a recount of which unit held each incident when', () => {
    const seen = new Set<string>();
    expect(() => fc.assert(chargedAsRecounted(byUnit, unitCellChanges, seen), RUNS)).not.toThrow();
    const changing = ['Dispatched', 'Reassigned', 'Returned', 'Escalated', 'UpdatedByImport'];
    expect([...seen]).toEqual(expect.arrayContaining([...changing.map((name) => `Incident${name}`), 'DispatchRecalled', 'undone']));
  });

  it.each<[string, Changes]>([
    [
      'charges all to the unit that has it now',
      (...[before, after, hourOf]) => unitCellChanges(before && forgetful(before), forgetful(after), hourOf),
    ],
    ['forgets who had it before', (_before, after, hourOf) => unitCellChanges(null, after, hourOf)],
  ])('would catch sums of units that %s', (_fault, changes) => {
    expect(fc.check(chargedAsRecounted(byUnit, changes), { ...RUNS, endOnFailure: true }).failed).toBe(true);
  });

  it.each<[string, Changes]>([
    ['by place', cellChanges],
    ['by responsibility', (...asked) => [...cellChanges(...asked), ...movedChanges(...asked)]],
  ])('of a node are its own and the sum of its children, at every instant, %s', (_dimension, changes) => {
    const property = fc.property(attempts, (ops) => {
      const totals: Cells = new Map();
      const own: Cells = new Map();
      play(ops, (before, after) => {
        for (const cell of changes(before, after, shanghai.hourOf)) {
          add(own, keyOf(cell.place, cell), cell.n);
          for (const node of testTree.path(cell.place, NOON_MS)) add(totals, keyOf(node, cell), cell.n);
        }
        for (const node of [CITY, ...testTree.children(CITY, NOON_MS)])
          expect(under(totals, node)).toEqual(ownAndChildren(totals, own, node));
      });
    });
    fc.assert(property, { ...RUNS, numRuns: 30 });
  });

  it('are tried on every kind of event', () => {
    const seen = new Set<string>();
    for (const ops of fc.sample(attempts, { ...RUNS, numRuns: 400 }))
      play(ops, (before, after) => {
        seen.add(`${before?.status ?? 'none'}→${after.status}`);
        seen.add(`→${after.status}`);
        if (after.suspended) seen.add('suspended');
        if (before?.suspended && !after.suspended) seen.add('resumed');
      });
    for (const way of [
      'none→reported',
      'none→closed',
      'dispatched→registered',
      'dispatched→adjudicating',
      'handled→closed',
      'handled→handling',
      'closed→dispatched',
      'reported→merged',
      'adjudicating→dispatched',
      '→voided',
      'handling→registered',
      'suspended',
      'resumed',
    ])
      expect([...seen]).toContain(way);
  });
});

const forgetful = (incident: Incident): Incident => ({ ...incident, heldBefore: [] });

/** The cells of one node, without its name. */
const under = (cells: Cells, node: string): Cells =>
  new Map([...cells].filter(([key]) => key.startsWith(`${node} `)).map(([key, n]) => [key.slice(node.length + 1), n]));
function ownAndChildren(totals: Cells, own: Cells, node: string): Cells {
  const sum = new Map(under(own, node));
  for (const child of testTree.children(node, NOON_MS)) for (const [key, n] of under(totals, child)) add(sum, key, n);
  return sum;
}
