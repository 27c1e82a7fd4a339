import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isBranchOver } from '../../shared/command-words.ts';
import { COMMAND_RULES, commandRule, type CommandName } from '../../shared/incident-commands.ts';
import { LIFE_RULES } from '../../shared/life-rules.ts';
import { isOpen, ROLES } from '../../shared/terms.ts';
import { branchFor, chosen, followUps, plainFields, someoneFor, USUAL } from '../testing/acting.ts';
import { actor, category, DAY_MS, incident, NOON_MS, placedIn } from '../testing/factories.ts';
import { timing } from '../testing/giving.ts';
import { CITY, DISTRICTS, STREETS, TEST_UNITS, testClock, testTree } from '../testing/test-city.ts';
import type { Actor } from './actor.ts';
import { decideCommand } from './decide.ts';
import { decideDeadline, decideClocks } from './decide/clock.ts';
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
    clock: testClock,
    category: category(state.category as 'rubbish'),
    rules: { ...LIFE_RULES, recheckShare: 0.5 },
    unit: one.unit,
    into: other,
    newId: 3,
    placed: command === 'correct' && one.who % 2 === 0 ? placedIn(STREETS[one.who % STREETS.length]!) : undefined,
  };
}

type Given = ReturnType<typeof inputOf>;
/** Told by hand from the rules of the field, not from the code. */
const STAGES_OF: Partial<Record<Incident['status'], string>> = {
  reported: 'check register',
  registered: 'dispatch',
  adjudicating: 'dispatch',
  dispatched: 'accept contact arrive handle',
  accepted: 'contact arrive handle',
  handling: 'contact handle',
  handled: 'contact callback verify',
};

/** The names of what does not hold. */
const faultsAmong = (holds: Record<string, boolean>): string[] => Object.keys(holds).filter((name) => !holds[name]);

/** What the table allows, told without the decisions. */
function faultsOfTable(before: Incident, { command, actor: who, branch: id }: Given, after: Incident): string[] {
  const rule = commandRule(command);
  const branch = branchesOf(before.extra).find((each) => each.id === id);
  const branchAfter = branchesOf(after.extra).find((each) => each.id === id);
  const others = branchesOf(before.extra).filter((each) => each.id !== id && command !== 'resume');
  const mayStay = rule.to.length === 0 || rule.mayStay === true || branch !== undefined;
  return faultsAmong({
    'a role of the table': rule.roles.includes(who.role),
    'a state to begin from': isPossibleFrom(rule, before, branch),
    'a state to lead to': (after.status === before.status && mayStay) || (!branch && rule.to.includes(after.status)),
    'a state of the branch': !branch || rule.branch!.to.includes(branchAfter!.status),
    'other branches as they were': others.every((each) =>
      branchesOf(after.extra).some((one) => JSON.stringify(one) === JSON.stringify(each)),
    ),
    'clocks of stages that it is in': after.extra?.clocks?.every(({ stage }) => STAGES_OF[after.status]?.includes(stage)) ?? true,
    'one version more': after.version === before.version + 1,
    'no clock of what has ended': isOpen(after.status) || (!after.suspended && after.extra?.wakeAtMs === undefined),
  });
}

const QUESTION_OF = { 'grant-suspension': 'suspension', 'grant-extension': 'extension', uphold: 'reopening' } as const;

/** Handling and supervision are separate; whoever asks does not answer. */
function faultsOfSeparation(before: Incident, { command, actor: who, outcome }: Given, after: Incident): string[] {
  const hands = [{ handledBy: before.handledBy, unit: before.handledByUnit }, ...branchesOf(before.extra).filter((each) => each.handledBy)];
  const hasHand = hands.some(({ handledBy, unit }) => who.id === handledBy || (who.unit !== null && who.unit === unit));
  const isClosing = command === 'verify' && outcome === 'pass' && after.status === 'closed';
  const question = QUESTION_OF[command as keyof typeof QUESTION_OF];
  return faultsAmong({
    'verified by another than who handled it': command !== 'verify' || !hasHand,
    'closed with every branch over': !isClosing || branchesOf(after.extra).every(({ status }) => isBranchOver(status)),
    'answered by another than who asked': !question || who.id !== before.extra?.asked?.[question]?.by,
    're-checked by another than who decided': command !== 'recheck' || who.id !== before.extra?.recheck?.by,
    'voided by a second person': after.status !== 'voided' || who.id !== before.extra?.asked?.voiding?.by,
  });
}

function faultsOfRefusal(refusal: Rejection, state: Incident, input: Given): string[] {
  const possible = JSON.stringify(possibleNow(input.actor, state, testTree, input.nowMs));
  return faultsAmong({
    'named what is possible': refusal.code !== 'command.impossible' || JSON.stringify(refusal.detail['possible']) === possible,
  });
}

const seen = { commands: new Set<string>(), refusals: new Set<string>() };

/** Plays a life, and names whatever went wrong in it. */
function play(attempts: readonly Attempt[]): string[] {
  const faults: string[] = [];
  let state = incident();
  let nowMs = NOON_MS;
  for (const one of attempts) {
    nowMs += one.waitMs;
    if (one.what === 'clock') {
      const passed = decideDeadline(state, nowMs, timing(state));
      const events = passed ? [passed] : decideClocks(state, nowMs);
      if (state.suspended && events.length > 0) faults.push('told of what stands still');
      for (const event of events) state = evolve(state, event);
      continue;
    }
    const input = inputOf(one, state, nowMs);
    try {
      const [event] = decideCommand(state, input);
      const after = evolve(state, event!);
      faults.push(...faultsOfTable(state, input, after), ...faultsOfSeparation(state, input, after));
      seen.commands.add(input.command);
      state = after;
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      seen.refusals.add(error.code);
      faults.push(...faultsOfRefusal(error, state, input));
    }
  }
  return faults;
}

it('no sequence of commands by anybody leaves the table, and nobody judges their own work', () => {
  const lives = fc.array(attempt, { minLength: 20, maxLength: 80, size: 'max' });
  const { failed, counterexample } = fc.check(
    fc.property(lives, (attempts) => play(attempts).length === 0),
    { seed: 20_260_305, numRuns: 1000 },
  );
  expect(counterexample ? play(counterexample[0]) : []).toEqual([]);
  expect(failed).toBe(false);
});

it('which tries every command, and many refusals', () => {
  expect(COMMAND_RULES.map(({ command }) => command).filter((command) => !seen.commands.has(command))).toEqual([]);
  for (const code of ['command.impossible', 'command.holder-only', 'scope.denied', 'scope.level-up', 'branch.open', 'incident.suspended'])
    expect([...seen.refusals]).toContain(code);
});
