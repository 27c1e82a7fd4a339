import { describe, expect, it } from 'vitest';
import { actor, handler, HOUR_MS, MINUTE_MS, unitFacts, verifier } from '../../testing/factories.ts';
import { after, CLEANING, give, LATER_MS, refusal, sent } from '../../testing/giving.ts';
import { branchCommandsFor, commandsFor } from '../may-command.ts';
import { mayReadRow } from '../policy.ts';
import { testTree } from '../../testing/test-city.ts';
import { decideClocks } from './clock.ts';
import type { Incident } from '../incident.ts';

const WATER = '9001-water';
const lead = handler(CLEANING);
const helper = handler(WATER);
const street = actor('dispatcher', '9001001');
const withAssist = () => after(sent(), { command: 'assist', unit: unitFacts(WATER) });
const go = (state: Incident, ...commands: ('accept' | 'start' | 'handle')[]): Incident =>
  commands.reduce((at, command) => after(at, { command, actor: helper, branch: 1, disposition: 'resolved' }), state);
const leadHandled = (state: Incident): Incident =>
  (['accept', 'start', 'handle'] as const).reduce((at, command) => after(at, { command, actor: lead, disposition: 'resolved' }), state);
const verify = (state: Incident, branch?: number, who = verifier) =>
  after(state, { command: 'verify', actor: who, outcome: 'pass', branch });

describe('an assisting branch', () => {
  it('has a unit, a state and deadlines of its own; the owner and their clocks stay', () => {
    const before = sent();
    const state = withAssist();
    expect(state.extra?.branches).toMatchObject([
      {
        id: 1,
        kind: 'assist',
        unit: WATER,
        status: 'dispatched',
        acceptDueAtMs: LATER_MS + 30 * MINUTE_MS,
        dueAtMs: LATER_MS + 4 * HOUR_MS,
      },
    ]);
    expect(go(state, 'accept', 'start')).toMatchObject({
      status: 'dispatched',
      holder: before.holder,
      acceptedAtMs: null,
      marks: before.marks,
    });
  });
  it('is worked on by its own unit alone, which may read the case', () => {
    expect(() => give(withAssist(), { command: 'accept', actor: lead, branch: 1 })).toThrow(refusal('command.holder-only'));
    expect(() => give(withAssist(), { command: 'accept', actor: helper })).toThrow(refusal('command.holder-only'));
    expect(() => give(withAssist(), { command: 'accept', actor: helper, branch: 2 })).toThrow(refusal('branch.unknown'));
    expect(() => give(withAssist(), { command: 'start', actor: helper, branch: 1 })).toThrow(refusal('command.impossible'));
    const far = { ...handler('9002-water'), scope: '9002' };
    const fromAfar = after(sent(), { command: 'assist', unit: unitFacts('9002-water') });
    expect([mayReadRow(far, sent(), testTree, LATER_MS), mayReadRow(far, fromAfar, testTree, LATER_MS)]).toEqual([false, true]);
    expect(branchCommandsFor(far, fromAfar, fromAfar.extra!.branches![0]!, testTree, LATER_MS)).toEqual(['accept', 'return']);
    expect(commandsFor(far, fromAfar, testTree, LATER_MS)).toEqual(['note', 'attach']);
  });
  it('keeps the incident open until it is done and verified, by nobody who had a hand in any of it', () => {
    const handled = leadHandled(go(withAssist(), 'accept', 'start', 'handle'));
    expect(() => verify(handled)).toThrow(
      expect.objectContaining({ code: 'branch.open', detail: expect.objectContaining({ branches: [1] }) }),
    );
    for (const who of [
      actor('verifier', '90', { unit: WATER }),
      actor('verifier', '90', { id: helper.id }),
      actor('verifier', '90', { id: lead.id }),
    ])
      for (const branch of [undefined, 1]) expect(() => verify(handled, branch, who)).toThrow(refusal('command.handler-may-not-verify'));
    const failed = after(handled, { command: 'verify', actor: verifier, outcome: 'fail', branch: 1 });
    expect(failed.extra?.branches?.[0]).toMatchObject({ status: 'handling', reworks: 1 });
    expect([failed.status, failed.reworks]).toEqual(['handled', 0]);
    expect(verify(verify(handled, 1)).status).toBe('closed');
  });
  it('goes to another unit when it is given back, and holds nothing up meanwhile', () => {
    const back = after(withAssist(), { command: 'return', actor: helper, branch: 1, reason: 'no pump' });
    expect([back.returns, back.status, back.extra?.branches?.[0]?.status]).toEqual([0, 'dispatched', 'returned']);
    expect(verify(leadHandled(back)).status).toBe('closed');
    const next = after(back, { command: 'reassign', branch: 1, unit: unitFacts('90-rescue'), reason: 'they have' });
    expect(next.extra?.branches).toMatchObject([{ unit: '90-rescue', status: 'dispatched', dispatchedAtMs: LATER_MS }]);
    expect(next.holder.unit).toBe(CLEANING);
  });
  it('has its own silence', () => {
    const told = decideClocks(after(withAssist(), { command: 'accept', actor: lead }), LATER_MS + 20 * MINUTE_MS);
    expect(told.map(({ detail }) => detail)).toMatchObject([{ branch: 1, silentPercent: 50, unit: WATER }]);
  });
});

describe('a whistle', () => {
  const blow = (who = street) => after(sent(), { command: 'whistle', actor: who, department: 'water', reason: 'leak' });
  it('is the street’s where it lies: the department reports in within half an hour, the owner stays', () => {
    expect(blow()).toMatchObject({
      status: 'dispatched',
      holder: { unit: CLEANING },
      extra: { branches: [{ kind: 'whistle', department: 'water', node: '9001', unit: null, acceptDueAtMs: LATER_MS + 30 * MINUTE_MS }] },
    });
    expect(() => blow(actor('dispatcher'))).toThrow(refusal('scope.street-only'));
    expect(() => blow(actor('dispatcher', '9001002'))).toThrow(refusal('scope.denied'));
  });
  it('is answered by the department’s liaison, confirmed, rated and released by the street alone', () => {
    const liaison = actor('liaison', '9001', { department: 'water' });
    expect(() => give(blow(), { command: 'accept', branch: 1, actor: actor('liaison', '9001', { department: 'sanitation' }) })).toThrow(
      refusal('command.holder-only'),
    );
    const there = after(after(blow(), { command: 'accept', branch: 1, actor: liaison }), {
      command: 'whistle-arrive',
      branch: 1,
      actor: street,
    });
    expect(there.extra?.branches).toMatchObject([{ status: 'arrived', arrivedAtMs: LATER_MS }]);
    expect(() => give(there, { command: 'whistle-release', branch: 1, rating: 4, actor: actor('dispatcher', '9001') })).toThrow(
      refusal('scope.street-only'),
    );
    expect(() => verify(leadHandled(there))).toThrow(refusal('branch.open'));
    const released = after(there, { command: 'whistle-release', branch: 1, rating: 4, actor: street });
    expect(released.extra?.branches).toMatchObject([{ status: 'released', rating: 4 }]);
    expect(verify(leadHandled(released)).status).toBe('closed');
  });
});
