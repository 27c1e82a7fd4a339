import { describe, expect, it } from 'vitest';
import { phaseOf, timesGone, wallSoon } from '../../shared/clock-phase.ts';
import type { Limit } from '../../shared/limits.ts';
import {
  actor,
  category,
  dispatcher,
  handler,
  HOUR_MS,
  incident,
  MINUTE_MS,
  NOON_MS,
  placedIn,
  unitFacts,
  verifier,
} from '../testing/factories.ts';
import { after, CLEANING, give, LATER_MS, refusal, sent, type Given } from '../testing/giving.ts';
import { testClock, testTree } from '../testing/test-city.ts';
import { decideClocks, decideDeadline } from './decide/clock.ts';
import { decideReport } from './decide/report.ts';
import { evolve, type Incident } from './incident.ts';

const unit = handler(CLEANING);
const leader = actor('shift-leader');
/** A case whose category limits every stage, handling in two steps. */
function pothole(nowMs = NOON_MS): Incident {
  const facts = { number: '1', category: category('pothole'), source: 'hotline', placed: placedIn('9001001'), exercise: false, flags: [] };
  return evolve(null, decideReport({ id: 1, actor: dispatcher, nowMs, tree: testTree, clock: testClock, ...facts })[0]!);
}
/** Stages that run, in minutes from noon until due. */
const running = ({ extra }: Incident): [string, number][] =>
  (extra?.clocks ?? []).map(({ stage, step, dueAtMs }) => [
    step === undefined ? stage : `${stage} ${step}`,
    (dueAtMs - NOON_MS) / MINUTE_MS,
  ]);
const then = (state: Incident, command: Given['command'], more: Partial<Given> = {}): Incident =>
  after(state, { nowMs: state.lastActAtMs + 10 * MINUTE_MS, command, ...more });
const inHands = (): Incident => sent(CLEANING, pothole());

describe('stages run', () => {
  it('from receipt, from the desk’s turn, and from the dispatch; each until it is over', () => {
    const reported = pothole();
    expect(running(reported)).toEqual([
      ['check', 20],
      ['register', 30],
    ]);
    expect(running(then(reported, 'check', { actor: actor('grid-worker', '9001001'), outcome: 'found' }))).toEqual([['register', 30]]);
    expect(running(then(reported, 'register'))).toEqual([['dispatch', 40]]);
    const dispatched = inHands();
    expect(running(dispatched)).toEqual([
      ['accept', 70],
      ['arrive', 130],
      ['handle 1', 190],
      ['handle 2', 1210],
    ]);
    const started = then(then(dispatched, 'accept', { actor: unit }), 'start', { actor: unit });
    expect(running(started)).toEqual([
      ['handle 1', 190],
      ['handle 2', 1210],
    ]);
    const stepDone = then(started, 'handle', { actor: unit, disposition: 'resolved', step: 1 });
    expect([stepDone.status, running(stepDone)]).toEqual(['handling', [['handle 2', 1210]]]);
    const handled = then(stepDone, 'handle', { actor: unit, disposition: 'resolved', step: 2 });
    expect([handled.status, running(handled)]).toEqual([
      'handled',
      [
        ['callback', 290],
        ['verify', 170],
      ],
    ]);
    const failed = then(handled, 'verify', { actor: verifier, outcome: 'fail' });
    expect(running(failed)).toEqual([['handle 2', 1260]]);
    const again = then(failed, 'handle', { actor: unit, disposition: 'resolved' });
    const called = then(again, 'callback', { actor: actor('call-taker'), outcome: 'unreachable' });
    expect(running(called).map(([stage]) => stage)).toEqual(['callback', 'verify']);
    expect(then(called, 'verify', { actor: verifier, outcome: 'pass' }).extra?.clocks).toBeUndefined();
  });
  it('begin anew in other hands, and at the desk after a return', () => {
    const given = then(inHands(), 'reassign', { unit: unitFacts('9001-water'), reason: 'r' });
    expect(running(given)[1]).toEqual(['arrive', 140]);
    expect(running(then(inHands(), 'return', { actor: unit, reason: 'r' }))).toEqual([['dispatch', 50]]);
  });
  it('take the limits of another severity or category from where they began', () => {
    const state = then(inHands(), 'correct', { category: category('burst-pipe'), severity: 'critical', reason: 'r' });
    // It has no limits but those that the unit was told.
    expect(running(state)).toEqual([['accept', 70]]);
    expect(running(then(inHands(), 'note', { text: 't' }))).toEqual(running(inHands()));
  });
  it('refuses a step that there is not', () => {
    const started = then(then(inHands(), 'accept', { actor: unit }), 'start', { actor: unit });
    expect(() => give(started, { command: 'handle', actor: unit, disposition: 'resolved', step: 3, nowMs: started.lastActAtMs })).toThrow(
      refusal('command.field-invalid'),
    );
  });
});

describe('a stage that ran out', () => {
  it('is told once, at its own instant and with its name, and does not make the case late', () => {
    const late = NOON_MS + 200 * MINUTE_MS;
    const events = decideClocks(inHands(), late).filter(({ type }) => type === 'DeadlinePassed');
    expect(events.map(({ occurredAtMs, detail }) => [(occurredAtMs - NOON_MS) / MINUTE_MS, detail])).toEqual([
      [130, { stage: 'arrive', unit: CLEANING }],
      [190, { stage: 'handle', step: 1, unit: CLEANING }],
    ]);
    const told = decideClocks(inHands(), late).reduce<Incident>(evolve, inHands());
    expect([told.overdue, decideClocks(told, late)]).toEqual([false, []]);
    expect(decideClocks({ ...inHands(), status: 'closed' }, late)).toEqual([]);
  });
  it('stands still with the case, and goes on with what was left', () => {
    const asked = then(inHands(), 'request-suspension', { actor: unit, reason: 'flood' });
    const stopped = then(asked, 'grant-suspension', { actor: leader });
    expect(decideClocks(stopped, NOON_MS + 100 * HOUR_MS)).toEqual([]);
    const resumed = after(stopped, { command: 'resume', actor: unit, nowMs: stopped.lastActAtMs + 5 * HOUR_MS });
    expect(running(resumed)).toEqual(running(inHands()).map(([stage, due]) => [stage, due + 300]));
    expect(resumed.soonAtMs).toBe(inHands().soonAtMs! + 5 * HOUR_MS);
  });
  it('is the handling’s last step when a unit gets more time', () => {
    const asked = then(inHands(), 'request-extension', { actor: unit, minutes: 60, reason: 'r' });
    const granted = then(asked, 'grant-extension', { actor: leader });
    expect(running(granted)).toEqual([...running(inHands()).slice(0, 3), ['handle 2', 1270]]);
    expect(granted.soonAtMs).toBe(inHands().soonAtMs! + HOUR_MS);
  });
});

describe('a branch', () => {
  const state = after(sent(), { command: 'assist', unit: unitFacts('9001-water'), minutes: 30 });
  const told = (of: Incident): object[] =>
    decideClocks(of, LATER_MS + 50 * MINUTE_MS).filter(({ detail }) => detail.branch === 1 && detail.stage !== undefined);
  it('is late by its own deadline: its unit is named, the case is not late', () => {
    expect(told(state)).toMatchObject([
      {
        type: 'DeadlinePassed',
        occurredAtMs: LATER_MS + 30 * MINUTE_MS,
        detail: { stage: 'handle', branch: 1, unit: '9001-water', department: 'water' },
      },
    ]);
    const late = decideClocks(state, LATER_MS + 50 * MINUTE_MS).reduce<Incident>(evolve, state);
    expect(late).toMatchObject({ overdue: false, extra: { branches: [{ isOverdue: true }] } });
    expect(told(late)).toEqual([]);
  });
  it('is not late once it is handled or over, nor while the case stands', () => {
    const water = handler('9001-water');
    const returned = after(state, { command: 'return', actor: water, branch: 1, reason: 'r' });
    expect(told(returned)).toEqual([]);
    expect(told({ ...state, status: 'voided' })).toEqual([]);
  });
});

describe('the total clock', () => {
  it('tells when three times its limit has gone, counted from the deadline in its own unit', () => {
    const limit: Limit = { amount: 4, unit: 'working-hour' };
    const kind = { ...category('rubbish'), limits: { ...category('rubbish').limits, normal: { total: limit } } };
    const dueAtMs = testClock.dueAt(NOON_MS, limit);
    const state = { ...incident(), dueAtMs, originalDueAtMs: dueAtMs };
    const late = evolve(state, decideDeadline(state, dueAtMs, { category: kind, clock: testClock })!);
    const farAtMs = testClock.dueAt(NOON_MS, { ...limit, amount: 12 });
    expect(late.extra).toMatchObject({ farAtMs, wakeAtMs: farAtMs });
    expect(decideClocks(late, farAtMs)).toMatchObject([{ occurredAtMs: farAtMs, detail: { stage: 'total', times: 3 } }]);
    const [far] = decideClocks(late, farAtMs);
    expect(evolve(late, far!)).toMatchObject({ overdue: true, lastActAtMs: NOON_MS });
  });
  it('is due soon in working time: a night before the deadline is no hurry', () => {
    const limit: Limit = { amount: 5, unit: 'working-hour' };
    const friday = Date.parse('2026-03-06T17:30:00+08:00');
    const soonAtMs = testClock.dueAt(friday, { ...limit, amount: 4 });
    expect(soonAtMs).toBe(Date.parse('2026-03-09T14:30:00+08:00'));
    const clock = { fromMs: friday, dueAtMs: testClock.dueAt(friday, limit), soonAtMs, farAtMs: null, isOverdue: false };
    expect(phaseOf(clock, Date.parse('2026-03-09T08:00:00+08:00'))).toBe('on-time');
    expect(phaseOf(clock, soonAtMs)).toBe('due-soon');
  });
});

it('phases fall back on the wall clock where the server counted none', () => {
  const clock = { fromMs: 0, dueAtMs: 100, soonAtMs: null, farAtMs: null };
  const at = (nowMs: number, isOverdue: boolean) => phaseOf({ ...clock, isOverdue }, nowMs);
  expect([at(79, false), at(80, false), at(150, false), at(150, true), at(299, true), at(300, true)]).toEqual([
    'on-time',
    'due-soon',
    'due-soon',
    'overdue',
    'overdue',
    'far-overdue',
  ]);
  expect([299, 300, 399, 400].map((nowMs) => timesGone({ ...clock, isOverdue: true }, nowMs))).toEqual([null, 3, 3, 4]);
  expect(wallSoon(0, 104)).toBe(84);
});
