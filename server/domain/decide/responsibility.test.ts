import { describe, expect, it } from 'vitest';
import { actor, category, dispatcher, handler, incident, MINUTE_MS, NOON_MS, unitFacts, verifier } from '../../testing/factories.ts';
import { after, CLEANING, give, LATER_MS, refusal, sent } from '../../testing/giving.ts';
import { shanghai } from '../../testing/test-city.ts';
import type { Incident } from '../incident.ts';
import { weigh } from '../weigh.ts';

const leader = actor('shift-leader');
const weights = (state: Incident) => weigh(state, shanghai.hourOf);

describe('responsibility', () => {
  it('goes up a level at a time, and a return goes back to who answers for it', () => {
    const district = after(incident(), { command: 'escalate', reason: 'r' });
    expect(district).toMatchObject({ status: 'reported', place: '9001001', holder: { node: '9001' } });
    const city = after(district, { command: 'escalate', reason: 'r' });
    expect(city.holder.node).toBe('90');
    expect(() => give(city, { command: 'escalate', reason: 'r' })).toThrow(refusal('node.at-top'));
    expect(() => give(city, { command: 'note', text: 't', actor: actor('dispatcher', '9001') })).not.toThrow();
    expect(() => give(city, { command: 'register', actor: actor('dispatcher', '9001') })).toThrow(refusal('scope.denied'));
    const returned = after(sent(CLEANING, city), { command: 'return', actor: handler(CLEANING), reason: 'no' });
    expect(returned.holder).toEqual({ node: '90', department: null, unit: null });
  });
  it('takes it out of a unit’s hands: registered again, for the new node to dispatch; the total clock runs on', () => {
    const before = after(sent(), { command: 'accept', actor: handler(CLEANING) });
    const state = after(before, { command: 'escalate', reason: 'r' });
    expect(state).toMatchObject({
      status: 'registered',
      holder: { node: '90', department: null, unit: null },
      dispatchedAtMs: null,
      acceptedAtMs: null,
      acceptDueAtMs: null,
      dueAtMs: before.dueAtMs,
      firstDispatchedAtMs: LATER_MS,
    });
  });
  it('goes down to the child on the way to the place, or to the one that is named', () => {
    const city = incident({ holder: { node: '90', department: null, unit: null } });
    expect(after(city, { command: 'delegate', reason: 'r' }).holder.node).toBe('9001');
    expect(after(city, { command: 'delegate', reason: 'r', node: '9003' }).holder.node).toBe('9003');
    expect(() => give(city, { command: 'delegate', reason: 'r', node: '9003001' })).toThrow(refusal('node.not-a-child'));
    expect(() => give(incident(), { command: 'delegate', reason: 'r' })).toThrow(refusal('node.at-bottom'));
    expect(() => give({ ...city, place: '90' }, { command: 'delegate', reason: 'r' })).toThrow(refusal('command.field-missing'));
  });
});

describe('a recall', () => {
  const at = (state: Incident, ms: number) => give(state, { command: 'recall', nowMs: LATER_MS + ms })[0]!;
  it('within five seconds leaves no trace in any sum', () => {
    const before = after(incident(), { command: 'register' });
    const recalled = after(sent(), { command: 'recall', nowMs: LATER_MS + 5000 });
    expect(recalled).toMatchObject({ status: 'registered', dispatchedAtMs: null, firstDispatchedAtMs: null, acceptDueAtMs: null });
    expect(weights(recalled)).toEqual(weights(before));
    const returned = after(sent(), { command: 'return', actor: handler(CLEANING), reason: 'no' });
    const again = after(returned, { command: 'dispatch', unit: unitFacts('9001-water') });
    const undone = after(again, { command: 'recall' });
    expect(undone).toMatchObject({ hasUpheldReturn: false, returnedByUnit: CLEANING, firstDispatchedAtMs: LATER_MS });
    expect(weights(undone)).toEqual(weights(returned));
  });
  it('later, of a grave incident, or said to have been earlier, is a visible one', () => {
    expect(at(sent(), 5000).detail.undoes).toBe(3);
    expect(at(sent(), 5001).detail.undoes).toBeUndefined();
    expect(at(sent(CLEANING, incident({ severity: 'urgent' })), 0).detail.undoes).toBeUndefined();
    const typedIn = give(sent(), { command: 'recall', nowMs: LATER_MS + 60_000, occurredAtMs: LATER_MS + 1000 });
    expect(typedIn[0]!.detail.undoes).toBeUndefined();
    expect(after(sent(), { command: 'recall', nowMs: LATER_MS + MINUTE_MS }).marks).toContainEqual(['dispatched', LATER_MS]);
  });
});

describe('a ruling', () => {
  it('is given a level above the unit that gave it back twice, by somebody else', () => {
    const twice = (unit: string, state = sent(unit)) => after(state, { command: 'return', actor: handler(unit), reason: 'no' });
    const waiting = twice('9001-water', after(twice(CLEANING), { command: 'dispatch', unit: unitFacts('9001-water') }));
    expect(waiting.status).toBe('adjudicating');
    const rule = { command: 'adjudicate', unit: unitFacts(CLEANING), reason: 'yours' } as const;
    expect(() => give(waiting, { ...rule, actor: actor('adjudicator', '9001') })).toThrow(refusal('scope.level-up'));
    expect(() => give(waiting, { ...rule, actor: actor('adjudicator', '90', { id: handler('9001-water').id }) })).toThrow(
      refusal('command.second-person'),
    );
    const ruled = after(waiting, { ...rule, actor: actor('adjudicator'), outcome: 'unfounded' });
    expect(ruled).toMatchObject({ status: 'dispatched', hasUpheldReturn: true, holder: { unit: CLEANING } });
    expect(() => twice(CLEANING, ruled)).toThrow(refusal('return.after-ruling'));
    expect(() => give(ruled, { command: 'recall' })).toThrow(refusal('recall.after-ruling'));
  });
});

describe('what the reporter and the shift say', () => {
  const closed = () => ({
    ...sent(),
    status: 'closed' as const,
    closedAtMs: LATER_MS,
    handledBy: 'user:h',
    handledByUnit: CLEANING,
    extra: null,
  });
  const callTaker = actor('call-taker');
  it('a reporter may ask within days, a verifier decides', () => {
    const asked = after(closed(), { command: 'reopen', actor: callTaker, reason: 'still there' });
    expect(asked.status).toBe('closed');
    expect(() => give(asked, { command: 'reopen', actor: callTaker, reason: 'r' })).toThrow(refusal('command.asked-already'));
    expect(after(asked, { command: 'dismiss', actor: verifier, reason: 'no' })).toMatchObject({
      status: 'closed',
      reworks: 0,
      extra: null,
    });
    expect(after(asked, { command: 'uphold', actor: verifier })).toMatchObject({ status: 'dispatched', reworks: 1 });
    expect(() => give(asked, { command: 'uphold', actor: actor('verifier', '90', { unit: CLEANING }) })).toThrow(
      refusal('command.handler-may-not-verify'),
    );
    const late = LATER_MS + 7 * 86_400_000 + 1;
    expect(() => give(closed(), { command: 'reopen', actor: callTaker, reason: 'r', nowMs: late })).toThrow(refusal('reopen.too-late'));
    expect(() => give(closed(), { command: 'uphold', actor: verifier })).toThrow(refusal('command.nothing-asked'));
  });
  it('two people void an order, one of them the shift leader', () => {
    const asked = after(sent(), { command: 'void', reason: 'twice' });
    expect(asked.status).toBe('dispatched');
    expect(() => give(asked, { command: 'void', reason: 'r' })).toThrow(refusal('command.asked-already'));
    expect(() => give(asked, { command: 'void', reason: 'r', actor: actor('shift-leader', '90', { id: dispatcher.id }) })).toThrow(
      refusal('command.second-person'),
    );
    expect(after(asked, { command: 'void', reason: 'yes', actor: leader }).status).toBe('voided');
  });
  it('a listing is the commander’s alone; urging and reminding are counted', () => {
    const listed = after(sent(), { command: 'list-supervise', actor: actor('commander'), name: 'Li', reason: 'order 3' });
    expect(listed).toMatchObject({ supervised: true, extra: { supervision: { kind: 'listed' } } });
    expect(JSON.stringify(listed)).not.toContain('Li');
    expect(() => give(listed, { command: 'lift', actor: leader, reason: 'r' })).toThrow(refusal('role.denied'));
    expect(after(listed, { command: 'lift', actor: actor('commander'), reason: 'r' }).supervised).toBe(false);
    const urged = after(after(sent(), { command: 'urge' }), { command: 'urge', actor: leader });
    expect(after(urged, { command: 'remind', actor: callTaker }).extra).toMatchObject({ urges: 2, reminds: 1 });
  });
});

describe('evidence', () => {
  const demanding = { ...category('rubbish'), evidence: ['photo-after', 'quantity', 'text'] as const };
  const at = () => (['accept', 'start'] as const).reduce((state, command) => after(state, { command, actor: handler(CLEANING) }), sent());
  const handle = { command: 'handle', actor: handler(CLEANING), disposition: 'resolved', category: demanding } as const;
  const photo = { kind: 'photo-after', sha256: 'a'.repeat(64), bytes: 1, mediaType: 'image/png' } as const;
  it('that the category asks for is named when it is missing', () => {
    expect(() => give(at(), handle)).toThrow(
      expect.objectContaining({ code: 'evidence.missing', detail: { missing: ['photo-after', 'quantity', 'text'] } }),
    );
    const shown = after(at(), { command: 'attach', actor: handler(CLEANING), file: photo });
    expect(() => give(shown, { ...handle, quantity: 0, text: ' ' })).toThrow(expect.objectContaining({ detail: { missing: ['text'] } }));
    expect(after(shown, { ...handle, quantity: 3, text: 'cleared' })).toMatchObject({ status: 'handled', extra: { quantity: 3 } });
  });
  it('of an earlier attempt shows an earlier state', () => {
    const shown = { ...at(), extra: { files: [{ ...photo, atMs: NOON_MS }] } };
    expect(() => give(shown, { ...handle, quantity: 1, text: 't' })).toThrow(refusal('evidence.missing'));
  });
});
