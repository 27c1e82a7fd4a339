import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PLAIN_CALENDAR, type HolidayFile } from '../../../shared/work-calendar.ts';
import { actor, handler, HOUR_MS, incident, MINUTE_MS, NOON_MS, unitFacts } from '../../testing/factories.ts';
import { after, CLEANING, give, LATER_MS, refusal, sent, timing, type Given } from '../../testing/giving.ts';
import { categoryFacts } from '../deadlines.ts';
import type { Incident } from '../incident.ts';
import { buildWorkClock } from '../work-calendar.ts';
import { decideDeadline, decideClocks } from './clock.ts';

const leader = actor('shift-leader');
const unit = handler(CLEANING);
const asked = () => after(sent(), { command: 'request-suspension', actor: unit, reason: 'flood' });
const stopped = () => after(asked(), { command: 'grant-suspension', actor: leader });

describe('suspension', () => {
  it('is asked by the unit that holds it, and granted a level above its node by another', () => {
    expect(() => give(sent(), { command: 'request-suspension', actor: handler('9001-water'), reason: 'r' })).toThrow(
      refusal('command.holder-only'),
    );
    expect(() => give(sent(), { command: 'grant-suspension', actor: leader })).toThrow(refusal('command.nothing-asked'));
    const ofDistrict = actor('shift-leader', '9001');
    expect(() => give(asked(), { command: 'grant-suspension', actor: ofDistrict })).toThrow(refusal('scope.level-up'));
    const sameOne = actor('shift-leader', '90', { id: unit.id });
    expect(() => give(asked(), { command: 'grant-suspension', actor: sameOne })).toThrow(refusal('command.second-person'));
    expect(stopped()).toMatchObject({ suspended: true, status: 'dispatched', extra: { suspensions: 1, suspendedAtMs: LATER_MS } });
  });
  it('at the root is granted by a second person there', () => {
    const rescue = handler('90-rescue');
    const waiting = after(sent('90-rescue'), { command: 'request-suspension', actor: rescue, reason: 'r' });
    expect(after(waiting, { command: 'grant-suspension', actor: leader }).suspended).toBe(true);
  });
  it('stops every clock: neither a deadline nor a silence is told, and no step goes on', () => {
    const state = stopped();
    const late = NOON_MS + 100 * HOUR_MS;
    expect(decideDeadline(state, late, timing(state))).toBeNull();
    expect(decideClocks(state, late)).toEqual([]);
    expect(() => give(state, { command: 'accept', actor: unit })).toThrow(
      expect.objectContaining({
        code: 'incident.suspended',
        detail: expect.objectContaining({ possible: expect.arrayContaining(['resume']) }),
      }),
    );
  });
  it('gives back on resumption what was left, to every clock that was not met', () => {
    const state = stopped();
    const resumed = after(state, { command: 'resume', actor: unit, nowMs: LATER_MS + 5 * HOUR_MS });
    expect(resumed).toMatchObject({
      suspended: false,
      dueAtMs: state.dueAtMs! + 5 * HOUR_MS,
      originalDueAtMs: state.originalDueAtMs! + 5 * HOUR_MS,
      acceptDueAtMs: state.acceptDueAtMs! + 5 * HOUR_MS,
      contactDueAtMs: state.contactDueAtMs! + 5 * HOUR_MS,
    });
    expect(decideClocks(resumed, LATER_MS + 5 * HOUR_MS + 14 * MINUTE_MS)).toEqual([]);
    expect(decideClocks(resumed, LATER_MS + 5 * HOUR_MS + 15 * MINUTE_MS)).toHaveLength(1);
    expect(() => give(resumed, { command: 'resume' })).toThrow(refusal('incident.not-suspended'));
  });
  it('ends with the case: what is over does not stand still', () => {
    const voiding = after(stopped(), { command: 'void', reason: 'a mistake' });
    expect(after(voiding, { command: 'void', actor: leader, reason: 'yes' })).toMatchObject({ status: 'voided', suspended: false });
  });
  it('leaves a clock where it was that had run out, or was met, before', () => {
    const accepted = { ...stopped(), acceptedAtMs: LATER_MS, overdue: true, dueAtMs: LATER_MS - 1 };
    const resumed = after(accepted, { command: 'resume', actor: unit, nowMs: LATER_MS + HOUR_MS });
    expect(resumed).toMatchObject({ dueAtMs: LATER_MS - 1, overdue: true, acceptDueAtMs: accepted.acceptDueAtMs });
  });
});

describe('a clock of working time', () => {
  const { years } = JSON.parse(readFileSync(new URL('../../../seed/calendars/cn.json', import.meta.url), 'utf8')) as HolidayFile;
  const clock = buildWorkClock('Asia/Shanghai', { ...PLAIN_CALENDAR, years });
  it.each(['working-hour', 'working-day', 'emergency-hour'] as const)(
    'in %ss has run for its limit when it is due, the pause left out',
    (unitName) => {
      const limit = { amount: 11, unit: unitName };
      const kind = categoryFacts('rubbish', 'normal', { accept: limit, contact: limit, arrive: limit, handle: [limit], total: limit }, {});
      const at = (state: Incident, changes: Given) => after(state, { clock, category: kind, ...changes });
      const reported = { ...incident(), dueAtMs: clock.dueAt(NOON_MS, limit), originalDueAtMs: clock.dueAt(NOON_MS, limit) };
      const sentOff = at(at(reported, { command: 'register' }), { command: 'dispatch', unit: unitFacts(CLEANING) });
      const waiting = at(sentOff, { command: 'request-suspension', actor: unit, reason: 'holiday' });
      const paused = at(waiting, { command: 'grant-suspension', actor: leader, nowMs: NOON_MS + 3 * HOUR_MS });
      // Over the days off of Qingming in April.
      const resumedAtMs = Date.parse('2026-04-05T23:10:00+08:00');
      const resumed = at(paused, { command: 'resume', actor: unit, nowMs: resumedAtMs });
      const ran = (fromMs: number, dueAtMs: number): number =>
        clock.spent(fromMs, paused.lastActAtMs, unitName) + clock.spent(resumedAtMs, dueAtMs, unitName);
      expect(ran(NOON_MS, resumed.dueAtMs!)).toBeCloseTo(limit.amount, 6);
      expect(ran(LATER_MS, resumed.acceptDueAtMs!)).toBeCloseTo(limit.amount, 6);
      for (const { dueAtMs, soonAtMs } of resumed.extra!.clocks!) {
        expect(ran(LATER_MS, dueAtMs)).toBeCloseTo(limit.amount, 6);
        expect(ran(LATER_MS, soonAtMs)).toBeCloseTo(limit.amount * 0.8, 6);
      }
      expect(ran(LATER_MS, resumed.extra!.silent![0]!)).toBeCloseTo(limit.amount / 2, 6);
      expect(ran(LATER_MS, resumed.extra!.silent![2]!)).toBeCloseTo(limit.amount * 1.5, 6);
    },
  );
});

describe('extension', () => {
  const wants = (state = sent()) => after(state, { command: 'request-extension', actor: unit, reason: 'r', minutes: 120 });
  it('moves the deadline, keeps the original, and is not overdue any more', () => {
    const late = { ...wants(), overdue: true };
    const granted = after(late, { command: 'grant-extension', actor: leader });
    expect(granted).toMatchObject({
      dueAtMs: late.dueAtMs! + 2 * HOUR_MS,
      originalDueAtMs: late.originalDueAtMs,
      overdue: false,
      extra: { extensions: 1 },
    });
    expect(granted.extra?.asked).toBeUndefined();
  });
  it('from the second time on is the commander’s', () => {
    const again = wants(after(wants(), { command: 'grant-extension', actor: leader }));
    expect(() => give(again, { command: 'grant-extension', actor: leader })).toThrow(refusal('role.denied'));
    expect(after(again, { command: 'grant-extension', actor: actor('commander') }).extra?.extensions).toBe(2);
  });
  it('is asked once until it is answered, and only where there is a deadline', () => {
    expect(() => wants(wants())).toThrow(refusal('command.asked-already'));
    expect(() => wants({ ...sent(), dueAtMs: null })).toThrow(refusal('extension.no-deadline'));
    const refused = after(wants(), { command: 'refuse-extension', actor: leader, reason: 'no' });
    expect(refused.dueAtMs).toBe(incident().dueAtMs);
    expect(wants(refused).extra?.asked?.extension).toMatchObject({ minutes: 120 });
  });
});

describe('a silent unit', () => {
  const said = (state: Incident, nowMs: number) => decideClocks(state, nowMs).filter(({ type }) => type === 'UnitSilent');
  it('is told of at half of its limit, at its end and beyond, each once and at its own instant, also after days', () => {
    const state = sent();
    expect(said(state, LATER_MS + 15 * MINUTE_MS - 1)).toEqual([]);
    const [first] = said(state, LATER_MS + 15 * MINUTE_MS);
    expect(first).toMatchObject({ type: 'UnitSilent', occurredAtMs: LATER_MS + 15 * MINUTE_MS, actor: 'system:clock' });
    const all = said(state, LATER_MS + 100 * HOUR_MS);
    expect(all.map(({ occurredAtMs, detail }) => [(occurredAtMs - LATER_MS) / MINUTE_MS, detail.silentPercent, detail.unit])).toEqual([
      [15, 50, CLEANING],
      [30, 100, CLEANING],
      [45, 150, CLEANING],
    ]);
    expect(all.map(({ version }) => version)).toEqual([4, 5, 6]);
  });
  it('is nobody’s business once it has answered, and begins anew with the next unit', () => {
    expect(said(after(sent(), { command: 'accept', actor: unit }), LATER_MS + 100 * HOUR_MS)).toEqual([]);
    const next = after(sent(), { command: 'reassign', unit: { code: '9001-water', node: '9001', department: 'water' }, reason: 'silent' });
    expect(said(next, LATER_MS + HOUR_MS).map(({ detail }) => detail.unit)).toEqual(Array(3).fill('9001-water'));
    expect(said({ ...sent(), status: 'voided' }, LATER_MS + HOUR_MS)).toEqual([]);
  });
});
