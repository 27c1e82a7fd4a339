import { describe, expect, it } from 'vitest';
import { LIFE_RULES } from '../../../shared/life-rules.ts';
import { actor, category, dispatcher, handler, HOUR_MS, incident, MINUTE_MS, unitFacts, verifier } from '../../testing/factories.ts';
import { after, CLEANING, give, LATER_MS, refusal, sent, type Given } from '../../testing/giving.ts';
import { evolve, type Incident } from '../incident.ts';
import { isDrawn } from '../recheck.ts';
import { weigh } from '../weigh.ts';
import { metricName } from '../metrics.ts';
import { letGo, tookIn } from './intake.ts';

const ALL = { ...LIFE_RULES, recheckShare: 1 };
const NONE = { ...LIFE_RULES, recheckShare: 0 };
const leader = actor('shift-leader');
const into = incident({ id: 2 });
const rejected = (rules = ALL, state = incident()): Incident => after(state, { command: 'reject', reason: 'outside-duty', rules });
const merged = (state = incident()): Incident => after(state, { command: 'merge', into, rules: ALL });
const SETTLED_MS = LATER_MS + 26 * HOUR_MS;
const settle = (outcome: 'confirmed' | 'overturned', more: Partial<Given> = {}): Given => ({
  command: 'recheck',
  actor: verifier,
  outcome,
  reason: 'looked at it again',
  nowMs: SETTLED_MS,
  ...more,
});
/** Metrics of what is counted of re-checks, each with its hour. */
const counted = (state: Incident): string[] =>
  weigh(state, (ms) => ms)
    .filter(({ metric }) => metricName(metric).startsWith('recheck'))
    .map(({ metric, hourMs }) => `${metricName(metric)} ${hourMs - LATER_MS}`);

describe('the draw', () => {
  it('is made when the decision is, from what the log has of it, and stands in its event', () => {
    for (const [state, command, more] of [
      [incident(), 'reject', { reason: 'outside-duty' }],
      [incident(), 'merge', { into }],
    ] as const) {
      const [event] = give(state, { command, ...more, rules: ALL });
      expect(event!.detail.draw).toEqual({ atMs: LATER_MS, share: 1, isDrawn: true });
      expect(event!.decided.extra?.recheck).toEqual({ of: command, by: dispatcher.id, atMs: LATER_MS, from: 'reported' });
    }
    const [event] = give(incident(), { command: 'reject', reason: 'r' });
    const { draw } = event!.detail;
    expect(draw!.isDrawn).toBe(isDrawn({ id: 1, version: event!.version, atMs: draw!.atMs }, draw!.share));
  });
  it('hits nobody at 0, no exercise, and nothing but rejections and merges', () => {
    expect(rejected(NONE).extra?.recheck).toBeUndefined();
    expect(rejected(ALL, incident({ exercise: true })).extra?.recheck).toBeUndefined();
    const cancelled = give(incident(), { command: 'cancel', reason: 'r', rules: ALL })[0]!;
    expect([cancelled.detail.draw, cancelled.decided.extra?.recheck]).toEqual([undefined, undefined]);
  });
  it('goes by the server’s clock: whoever types it in later chooses no luck', () => {
    const [event] = give(incident(), { command: 'reject', reason: 'r', nowMs: LATER_MS + HOUR_MS, occurredAtMs: LATER_MS, rules: ALL });
    expect([event!.occurredAtMs, event!.detail.draw!.atMs]).toEqual([LATER_MS, LATER_MS + HOUR_MS]);
  });
});

describe('a re-check', () => {
  it('is another person’s than who decided, of the right role and node', () => {
    const own = after(incident(), { command: 'reject', reason: 'r', actor: leader, rules: ALL });
    expect(() => give(own, settle('confirmed', { actor: leader }))).toThrow(refusal('recheck.own-decision'));
    expect(give(own, settle('confirmed', { actor: actor('shift-leader', '90', { id: 'user:other' }) }))).toHaveLength(1);
    expect(() => give(own, settle('confirmed', { actor: dispatcher }))).toThrow(refusal('role.denied'));
    expect(() => give(own, settle('confirmed', { actor: actor('verifier', '9002') }))).toThrow(refusal('scope.denied'));
  });
  it('is of what was drawn, and once', () => {
    expect(() => give(rejected(NONE), settle('confirmed'))).toThrow(refusal('recheck.not-drawn'));
    const settled = after(rejected(), settle('confirmed'));
    expect(() => give(settled, settle('overturned'))).toThrow(refusal('recheck.not-drawn'));
    expect(() => give(rejected(), settle('confirmed', { reason: undefined }))).toThrow(refusal('command.field-missing'));
    expect(() => give(rejected(), settle('confirmed', { outcome: 'pass' }))).toThrow(refusal('command.field-invalid'));
  });
  it('leaves what stands as it is, and counts it at the decision', () => {
    const settled = after(rejected(), settle('confirmed'));
    expect(settled).toMatchObject({ status: 'rejected', extra: { recheck: { of: 'reject', outcome: 'confirmed' } } });
    expect([counted(rejected()), counted(settled)]).toEqual([['recheckDrawn 0'], ['recheckDrawn 0', 'recheckSettled 0']]);
  });
  it('puts a rejection back, with its whole limit and the clocks of the desk', () => {
    const back = after({ ...rejected(), overdue: true }, settle('overturned'));
    const dueAtMs = SETTLED_MS + 4 * HOUR_MS;
    expect(back).toMatchObject({
      status: 'reported',
      dueAtMs,
      originalDueAtMs: dueAtMs,
      overdue: false,
      soonAtMs: dueAtMs - 48 * MINUTE_MS,
    });
    expect(counted(back)).toEqual(['recheckDrawn 0', 'recheckSettled 0', 'recheckOverturned 0']);
    const kind = category('pothole');
    const staged = after(rejected(ALL, incident({ category: 'pothole' })), settle('overturned', { category: kind }));
    expect(staged.extra?.clocks?.map(({ stage, fromMs }) => [stage, fromMs])).toEqual([
      ['check', SETTLED_MS],
      ['register', SETTLED_MS],
    ]);
    expect(after(back, { command: 'register', nowMs: SETTLED_MS }).status).toBe('registered');
  });
  it('takes a merge apart on both sides, back to where it was', () => {
    const host = tookIn(into, merged(), { actor: dispatcher }, LATER_MS);
    const took = evolve(into, host);
    const back = after(merged(after(incident(), { command: 'register' })), settle('overturned'));
    expect(back).toMatchObject({ status: 'registered', mergedInto: null });
    expect(back.extra?.links).toBeUndefined();
    const let1 = evolve(took, letGo(took, back, { actor: verifier }, SETTLED_MS));
    expect([took.extra?.links, let1.extra?.links]).toEqual([[{ kind: 'merged-from', id: 1 }], undefined]);
  });
  it('may be drawn again when the same case is rejected again, and the first stays counted', () => {
    const back = after(rejected(), settle('overturned'));
    const again = after(back, { command: 'reject', reason: 'r', nowMs: SETTLED_MS, rules: ALL });
    expect(counted(again)).toEqual(['recheckDrawn 0', 'recheckSettled 0', 'recheckOverturned 0', `recheckDrawn ${SETTLED_MS - LATER_MS}`]);
    const undrawn = after(back, { command: 'reject', reason: 'r', nowMs: SETTLED_MS, rules: NONE });
    expect(() => give(undrawn, settle('confirmed'))).toThrow(refusal('recheck.not-drawn'));
  });
  it('of a case that a unit gave back is charged to the desk', () => {
    const given = after(sent(), { command: 'return', reason: 'not ours', actor: handler(CLEANING) });
    const drawn = after(given, { command: 'merge', into, rules: ALL });
    expect(unitFacts(CLEANING).code).toBe(CLEANING);
    expect(drawn.holder.unit).toBeNull();
    expect(after(drawn, settle('overturned')).status).toBe('registered');
  });
});
