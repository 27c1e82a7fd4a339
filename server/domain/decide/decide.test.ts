import { describe, expect, it } from 'vitest';
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
} from '../../testing/factories.ts';
import { after, CLEANING, give, LATER_MS, refusal, sent, timing } from '../../testing/giving.ts';
import { CITY, minutes, testClock, testTree } from '../../testing/test-city.ts';
import { categoryFacts } from '../deadlines.ts';
import { decideDeadline } from './clock.ts';
import { decideReport, type ReportInput } from './report.ts';
import { evolve, type Incident } from '../incident.ts';

const report = (changes: Partial<ReportInput> = {}): ReportInput => ({
  id: 7,
  number: '20260304-000007',
  actor: dispatcher,
  category: category('rubbish'),
  source: 'hotline',
  placed: placedIn('9001001'),
  exercise: false,
  flags: [],
  nowMs: NOON_MS,
  tree: testTree,
  clock: testClock,
  ...changes,
});
const UNIT = CLEANING;
const dispatched = sent;

describe('decideReport', () => {
  it('runs the total clock from receipt, also when it is typed in later', () => {
    const [event] = decideReport(report({ occurredAtMs: NOON_MS - HOUR_MS }));
    expect(event).toMatchObject({ type: 'IncidentReported', version: 1, occurredAtMs: NOON_MS - HOUR_MS });
    expect(event!.decided).toMatchObject({
      status: 'reported',
      dueAtMs: NOON_MS + 3 * HOUR_MS,
      originalDueAtMs: NOON_MS + 3 * HOUR_MS,
      acceptDueAtMs: null,
    });
    expect(event!.decided.holder).toEqual({ node: '9001001', department: null, unit: null });
  });
  it('knows no due time where the category has none', () => {
    expect(decideReport(report({ category: category('noise') }))[0]!.decided.dueAtMs).toBeNull();
  });
  it('says the limit in its unit, and counts it by the severity', () => {
    const own = { total: { amount: 1, unit: 'working-day' }, bySeverity: { critical: { total: minutes(30) } } } as const;
    const kind = categoryFacts('rubbish', 'normal', own, {});
    const [usual] = decideReport(report({ category: kind }));
    expect([usual!.decided.dueAtMs, usual!.detail.limit]).toEqual([NOON_MS + 24 * HOUR_MS, own.total]);
    const [grave] = decideReport(report({ category: kind, severity: 'critical' }));
    expect(grave!.decided.dueAtMs).toBe(NOON_MS + 30 * MINUTE_MS);
    const state = evolve(null, usual!);
    expect(after(state, { command: 'register', category: kind }).dueAtMs).toBe(NOON_MS + 24 * HOUR_MS);
    const corrected = after(state, { command: 'correct', category: kind, severity: 'critical', reason: 'worse' });
    expect([corrected.severity, corrected.dueAtMs]).toEqual(['critical', NOON_MS + 30 * MINUTE_MS]);
  });
  it('flags a due time that lies in a year without a calendar, but not where the clock never stops', () => {
    const clock = { ...testClock, unknownYear: () => 2027 };
    const day = categoryFacts('c', 'normal', { total: { amount: 1, unit: 'working-day' } }, {});
    expect(decideReport(report({ category: day, clock }))[0]!.detail.flags).toEqual(['due-provisional']);
    expect(decideReport(report({ clock }))[0]!.detail.flags).toBeUndefined();
  });
  it.each([
    ['from the future', { occurredAtMs: NOON_MS + 2 * MINUTE_MS }, 'time.future'],
    ['outside the scope', { actor: actor('dispatcher', '9002') }, 'scope.denied'],
    ['by one who only looks', { actor: actor('viewer') }, 'role.denied'],
  ])('refuses a report %s', (_case, changes, code) => {
    expect(() => decideReport(report(changes))).toThrow(refusal(code));
  });
  it('takes a clock that runs a little ahead', () => {
    expect(decideReport(report({ occurredAtMs: NOON_MS + 30_000 }))).toHaveLength(1);
  });
});

describe('decideCommand', () => {
  it('refuses what was decided on an older state, before anything else', () => {
    expect(() => give(incident({ version: 3 }), { command: 'start', seenVersion: 2 })).toThrow(refusal('version.stale'));
  });
  it('says what is possible instead', () => {
    expect(() => give(incident(), { command: 'dispatch', unit: unitFacts(UNIT) })).toThrow(
      expect.objectContaining({
        code: 'command.impossible',
        detail: expect.objectContaining({ possible: expect.arrayContaining(['register', 'answer', 'reject']) }),
      }),
    );
  });
  it('names the field that is missing', () => {
    expect(() => give(incident(), { command: 'reject' })).toThrow(
      expect.objectContaining({ detail: { command: 'reject', field: 'reason' } }),
    );
    expect(() => give(incident(), { command: 'reject', reason: '' })).toThrow(refusal('command.field-missing'));
  });
  it('accepts late typing between the last act and now only', () => {
    const state = after(incident(), { command: 'register' });
    expect(give(state, { command: 'note', text: 'x', occurredAtMs: LATER_MS })[0]!.occurredAtMs).toBe(LATER_MS);
    expect(() => give(state, { command: 'note', text: 'x', occurredAtMs: LATER_MS - 1 })).toThrow(refusal('time.before-last-act'));
    expect(() => give(state, { command: 'note', text: 'x', occurredAtMs: LATER_MS + 2 * MINUTE_MS })).toThrow(refusal('time.future'));
  });
  it('takes what was done earlier with its reason, and not from too long ago', () => {
    const state = after(incident(), { command: 'register' });
    const later = { command: 'note', text: 'x', nowMs: LATER_MS + 6 * MINUTE_MS, occurredAtMs: LATER_MS } as const;
    expect(() => give(state, later)).toThrow(refusal('time.reason-missing'));
    expect(give(state, { ...later, reason: '系统中断' })[0]!.occurredAtMs).toBe(LATER_MS);
    expect(give(state, { ...later, nowMs: LATER_MS + 5 * MINUTE_MS })[0]!.occurredAtMs).toBe(LATER_MS);
    expect(() => give(state, { ...later, reason: '系统中断', nowMs: LATER_MS + 73 * HOUR_MS })).toThrow(refusal('time.too-long-ago'));
  });
  it('registers with another category: its limit from receipt', () => {
    const state = after(incident(), { command: 'register', category: category('burst-pipe') });
    expect(state).toMatchObject({ status: 'registered', category: 'burst-pipe', dueAtMs: NOON_MS + 2 * HOUR_MS, registeredAtMs: LATER_MS });
  });
  it('starts the stage clocks at dispatch and hands the incident to the unit', () => {
    expect(dispatched()).toMatchObject({
      status: 'dispatched',
      holder: { node: '9001', department: 'sanitation', unit: UNIT },
      acceptDueAtMs: LATER_MS + 30 * MINUTE_MS,
      contactDueAtMs: LATER_MS + 60 * MINUTE_MS,
    });
  });
  it('keeps what is the holder’s for the holder', () => {
    expect(() => give(dispatched(), { command: 'accept', actor: handler('9001-water') })).toThrow(refusal('command.holder-only'));
    expect(() => give(dispatched(), { command: 'accept', actor: handler('9002-cleaning') })).toThrow(refusal('scope.denied'));
    expect(after(dispatched(), { command: 'accept', actor: handler(UNIT) })).toMatchObject({ status: 'accepted', acceptedAtMs: LATER_MS });
    const nobodys = { ...dispatched(), holder: { node: '9001', department: null, unit: null } };
    expect(() => give(nobodys, { command: 'accept', actor: actor('handler', '9001') })).toThrow(refusal('command.holder-only'));
  });
  it('takes one return back, upholds it when another unit gets the case, and leaves a second to the adjudicator', () => {
    const returned = after(dispatched(), { command: 'return', actor: handler(UNIT), reason: 'not ours' });
    expect(returned).toMatchObject({
      status: 'registered',
      returns: 1,
      returnedByUnit: UNIT,
      dispatchedAtMs: null,
      acceptDueAtMs: null,
      holder: { unit: null },
    });
    expect(after(returned, { command: 'dispatch', unit: unitFacts(UNIT) }).hasUpheldReturn).toBe(false);
    const again = after(returned, { command: 'dispatch', unit: unitFacts('9001-water') });
    expect(again.hasUpheldReturn).toBe(true);
    expect(after(again, { command: 'return', actor: handler('9001-water'), reason: 'nor ours' }).status).toBe('adjudicating');
  });
  it('lets nobody verify their own work, and counts a failed check as rework', () => {
    const handled = { ...dispatched(), status: 'handled' as const, handledBy: 'user:a', handledByUnit: UNIT };
    const verify = { command: 'verify', outcome: 'pass' } as const;
    expect(() => give(handled, { ...verify, actor: actor('verifier', CITY, { id: 'user:a' }) })).toThrow(
      refusal('command.handler-may-not-verify'),
    );
    expect(() => give(handled, { ...verify, actor: actor('verifier', CITY, { unit: UNIT }) })).toThrow(
      refusal('command.handler-may-not-verify'),
    );
    expect(after(handled, { ...verify, actor: verifier, outcome: 'fail' })).toMatchObject({
      status: 'handling',
      reworks: 1,
      handledAtMs: null,
    });
    expect(give(handled, { ...verify, actor: verifier })[0]!.detail.isOnTime).toBe(true);
    expect(give(handled, { ...verify, actor: verifier, nowMs: NOON_MS + 5 * HOUR_MS })[0]!.detail.isOnTime).toBe(false);
    expect(give({ ...handled, dueAtMs: null }, { ...verify, actor: verifier })[0]!.detail.isOnTime).toBeNull();
  });
  it('gives a reopened case its whole limit again', () => {
    const closed = { ...dispatched(), status: 'closed' as const, closedAtMs: NOON_MS, overdue: true };
    expect(after(closed, { command: 'reopen', actor: verifier, reason: 'still there' })).toMatchObject({
      status: 'dispatched',
      dueAtMs: LATER_MS + 4 * HOUR_MS,
      closedAtMs: null,
      overdue: false,
      reworks: 1,
    });
  });
  it('merges into another open incident only', () => {
    const merge = (into: Incident) => give(incident(), { command: 'merge', into });
    expect(merge(incident({ id: 2 }))[0]).toMatchObject({ type: 'IncidentMerged', detail: { into: 2 } });
    for (const into of [incident(), incident({ id: 2, status: 'closed' }), incident({ id: 2, status: 'merged' })])
      expect(() => merge(into)).toThrow(refusal('merge.target'));
  });
  it('corrects the place of what no unit holds together with its holder, and keeps the old values', () => {
    const [event] = give(incident(), { command: 'correct', reason: 'wrong street', placed: placedIn('9003001') });
    expect(event!.decided).toMatchObject({ place: '9003001', holder: { node: '9003001' } });
    expect(event!.detail.was).toMatchObject({ place: '9001001' });
    expect(give(dispatched(), { command: 'correct', reason: 'r', placed: placedIn('9003001') })[0]!.decided.holder.unit).toBe(UNIT);
  });
  it('judges a corrected open case by its new limit, an ended one by the old', () => {
    const correct = { command: 'correct', reason: 'r', category: category('pothole') } as const;
    expect(after(incident({ overdue: true }), correct)).toMatchObject({ dueAtMs: NOON_MS + 24 * HOUR_MS, overdue: false });
    const closed = incident({ status: 'closed', closedAtMs: NOON_MS });
    expect(give(closed, correct)[0]!.decided.dueAtMs).toBe(closed.dueAtMs);
  });
});

describe('decideDeadline', () => {
  const dueAtMs = NOON_MS + 4 * HOUR_MS;
  it('speaks at the due time itself, however late it is found, and once', () => {
    const event = decideDeadline(incident(), dueAtMs + 48 * HOUR_MS, timing(incident()))!;
    expect(event).toMatchObject({ type: 'DeadlinePassed', occurredAtMs: dueAtMs, version: 2, actor: 'system:clock' });
    const overdue = evolve(incident(), event);
    expect(overdue).toMatchObject({ overdue: true, lastActAtMs: NOON_MS });
    expect(decideDeadline(overdue, dueAtMs + 1, timing(overdue))).toBeNull();
  });
  it.each([
    ['before', incident(), dueAtMs - 1],
    ['when it is over', incident({ status: 'rejected' }), dueAtMs],
    ['while suspended', incident({ suspended: true }), dueAtMs],
    ['without a due time', incident({ dueAtMs: null }), dueAtMs],
  ])('says nothing %s', (_case, state, nowMs) => {
    expect(decideDeadline(state, nowMs, timing(state))).toBeNull();
  });
});
