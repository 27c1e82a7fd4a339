import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isBranchOver } from '../../shared/command-words.ts';
import { COMMAND_RULES, commandRule, type CommandName } from '../../shared/incident-commands.ts';
import { isOpen, ROLES } from '../../shared/terms.ts';
import { branchFor, chosen, followUps, plainFields, someoneFor, USUAL } from '../testing/acting.ts';
import { actor, category, DAY_MS, incident, NOON_MS, placedIn } from '../testing/factories.ts';
import { CITY, DISTRICTS, STREETS, TEST_UNITS, testTree } from '../testing/test-city.ts';
import type { Actor } from './actor.ts';
import { decideCommand } from './decide.ts';
import { decideDeadline, decideSilence } from './decide/clock.ts';
import type { CommandInput } from './decide/input.ts';
import { branchesOf } from './extra.ts';
import { evolve, type Incident } from './incident.ts';
import { isPossibleFrom, possibleNow } from './may-command.ts';
import { Rejection } from './rejection.ts';

/** What anybody at all may try, mostly what comes next. */
const attempt = fc.record({
  what: fc.constantFrom('usual', 'usual', 'usual', 'usual', 'any', 'any', 'follow', 'follow', 'clock'),
  command: fc.constantFrom(...COMMAND_RULES.map(({ command }) => command)),
  who: fc.nat(),
  /** Now and then somebody of any role from anywhere. */
  stranger: fc.option(
    fc.record({
      role: fc.constantFrom(...ROLES),
      scope: fc.constantFrom(CITY, ...DISTRICTS, ...STREETS),
      unit: fc.option(fc.constantFrom(...TEST_UNITS.map(({ code }) => code))),
    }),
    { freq: 4 },
  ),
  unit: fc.constantFrom(...TEST_UNITS),
  waitMs: fc.oneof(fc.nat({ max: 4000 }), fc.nat({ max: DAY_MS })),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never;

const other = incident({ id: 2 });
function inputOf(one: Attempt, state: Incident, nowMs: number): CommandInput & { command: CommandName } {
  const next = one.what === 'follow' ? chosen(followUps(state), one.who) : one.what === 'usual' ? USUAL[state.status] : undefined;
  const command = next ?? one.command;
  const branch = branchFor(command, state, one.who);
  const who: Actor = one.stranger
    ? actor(one.stranger.role, one.stranger.scope, { unit: one.stranger.unit, id: `user:${one.who % 3}` })
    : someoneFor(command, state, one.who, branch);
  return {
    ...plainFields(command, one.who),
    command,
    actor: who,
    branch: branch?.id,
    seenVersion: state.version,
    nowMs,
    tree: testTree,
    category: category(state.category as 'rubbish'),
    unit: one.unit,
    into: other,
    newId: 3,
    placed: command === 'correct' && one.who % 2 === 0 ? placedIn(STREETS[one.who % STREETS.length]!) : undefined,
  };
}

/** What the table allows, told without the decisions. */
function expectWithinTable(before: Incident, input: ReturnType<typeof inputOf>, after: Incident): void {
  const rule = commandRule(input.command);
  const branch = branchesOf(before.extra).find(({ id }) => id === input.branch);
  expect(rule.roles).toContain(input.actor.role);
  expect(isPossibleFrom(rule, before, branch)).toBe(true);
  const mayStay = rule.to.length === 0 || rule.mayStay === true || branch !== undefined;
  const reachable = branch ? [] : rule.to;
  if (after.status === before.status && mayStay) expect(true).toBe(true);
  else expect(reachable).toContain(after.status);
  if (branch) {
    const { status } = branchesOf(after.extra).find(({ id }) => id === branch.id)!;
    expect(rule.branch!.to).toContain(status);
  }
  // Every other branch is as it was.
  for (const each of branchesOf(before.extra))
    if (each.id !== branch?.id && input.command !== 'resume') expect(branchesOf(after.extra)).toContainEqual(each);
}

function expectSeparated(before: Incident, { command, actor: who, outcome }: ReturnType<typeof inputOf>, after: Incident): void {
  if (command === 'verify') {
    const hands = [
      { handledBy: before.handledBy, unit: before.handledByUnit },
      ...branchesOf(before.extra).filter((each) => each.handledBy),
    ];
    for (const hand of hands) {
      expect(who.id).not.toBe(hand.handledBy);
      if (who.unit !== null) expect(who.unit).not.toBe(hand.unit);
    }
    if (after.status === 'closed' && outcome === 'pass')
      for (const { status } of branchesOf(after.extra)) expect(isBranchOver(status)).toBe(true);
  }
  const asked = { 'grant-suspension': 'suspension', 'grant-extension': 'extension', uphold: 'reopening' } as const;
  const question = asked[command as keyof typeof asked];
  if (question) expect(who.id).not.toBe(before.extra?.asked?.[question]?.by);
  if (command === 'void' && after.status === 'voided') expect(who.id).not.toBe(before.extra?.asked?.voiding?.by);
}

function expectHelpful(refusal: Rejection, state: Incident, input: ReturnType<typeof inputOf>): void {
  if (refusal.code !== 'command.impossible') return;
  expect(refusal.detail['possible']).toEqual(possibleNow(input.actor, state, testTree, input.nowMs));
}

const seen = { statuses: new Set<string>(), commands: new Set<string>(), refusals: new Set<string>() };

it('no sequence of commands by anybody leaves the table, and nobody judges their own work', () => {
  const property = fc.property(fc.array(attempt, { minLength: 20, maxLength: 80, size: 'max' }), (attempts) => {
    let state = incident();
    let nowMs = NOON_MS;
    for (const one of attempts) {
      nowMs += one.waitMs;
      if (one.what === 'clock') {
        const passed = decideDeadline(state, nowMs, isOpen(state.status));
        const events = [...(passed ? [passed] : []), ...(passed ? [] : decideSilence(state, nowMs))];
        for (const event of events) {
          if (event.type === 'UnitSilent') expect(state.suspended).toBe(false);
          state = evolve(state, event);
        }
        continue;
      }
      const input = inputOf(one, state, nowMs);
      try {
        const [event] = decideCommand(state, input);
        const after = evolve(state, event!);
        expectWithinTable(state, input, after);
        expectSeparated(state, input, after);
        expect(after.version).toBe(state.version + 1);
        // What is stored of an incident is what its last event says.
        expect(after.extra).toEqual(event!.decided.extra ?? null);
        if (!isOpen(after.status)) expect([after.suspended, after.extra?.wakeAtMs]).toEqual([false, undefined]);
        seen.commands.add(input.command);
        seen.statuses.add(after.status);
        state = after;
      } catch (error) {
        if (!(error instanceof Rejection)) throw error;
        seen.refusals.add(error.code);
        expectHelpful(error, state, input);
      }
    }
  });
  fc.assert(property, { seed: 20_260_305, numRuns: 1000 });
});

it('which tries every command, and many refusals', () => {
  expect(COMMAND_RULES.map(({ command }) => command).filter((command) => !seen.commands.has(command))).toEqual([]);
  for (const code of ['command.impossible', 'command.holder-only', 'scope.denied', 'scope.level-up', 'branch.open', 'incident.suspended'])
    expect([...seen.refusals]).toContain(code);
});
