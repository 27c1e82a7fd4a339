import { describe, expect, it } from 'vitest';
import { actor, handler, HOUR_MS, incident, MINUTE_MS, NOON_MS, unitFacts, verifier } from '../testing/factories.ts';
import { after, CLEANING, LATER_MS, sent, timing } from '../testing/giving.ts';
import { shanghai } from '../testing/test-city.ts';
import { decideDeadline } from './decide/clock.ts';
import { holderAt, unitAt } from './held.ts';
import { evolve, type Incident } from './incident.ts';
import { metricName, STOCK_HOUR } from './metrics.ts';
import { chargedTo, chargedUnit, movedChanges, unitCellChanges } from './moved.ts';
import { weigh } from './weigh.ts';

const STREET = '9001001';
/** What is charged to each node. */
function charged(state: Incident): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const weight of weigh(state, shanghai.hourOf)) (all[chargedTo(state, weight)] ??= []).push(metricName(weight.metric));
  return all;
}
/** What is charged to each unit; '' = to none. */
function chargedToUnits(state: Incident): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const weight of weigh(state, shanghai.hourOf)) (all[chargedUnit(state, weight) ?? ''] ??= []).push(metricName(weight.metric));
  return all;
}
const at = (state: Incident, minutes: number, changes: Parameters<typeof after>[1]): Incident =>
  after(state, { ...changes, nowMs: NOON_MS + minutes * MINUTE_MS });

const closedBy = (unit: string, given: Incident, minute: number): Incident => {
  const handled = (['accept', 'start', 'handle'] as const).reduce(
    (state, command) => at(state, minute, { command, actor: handler(unit), disposition: 'resolved' }),
    given,
  );
  return at(handled, minute + 9, { command: 'verify', actor: verifier, outcome: 'pass' });
};

describe('who is charged', () => {
  it('the desk that gave it to a unit for what it did, the unit’s node for what it left undone', () => {
    const state = sent();
    expect(state.heldBefore).toEqual([[STREET, LATER_MS, 3]]);
    expect(charged(state)).toEqual({
      [STREET]: ['received', 'registered', 'dispatched', 'registrationN', 'registrationNumerator', 'dispatchN', 'dispatchNumerator'],
      '9001': ['acceptanceN', 'responseN', 'dueN', 'originalN', 'open'],
    });
  });

  it('whoever held it when it was due: a late one that is handed up stays the breach of who had it, and leaves its stocks', () => {
    const due = NOON_MS + 4 * HOUR_MS;
    const late = evolve(sent(), decideDeadline(sent(), due + MINUTE_MS, timing(sent()))!);
    const handedUp = at(late, 300, { command: 'escalate', reason: 'r' });
    expect(charged(handedUp)['9001']).toEqual(['dueN', 'originalN']);
    expect(charged(handedUp)['90']).toEqual(['open', 'overdue']);
    const given = at(handedUp, 310, { command: 'dispatch', unit: unitFacts('90-rescue') });
    const closed = closedBy('90-rescue', given, 311);
    expect(charged(closed)['90']).toEqual(expect.arrayContaining(['attempts', 'closed']));
    expect(charged(closed)['9001']).toEqual(['closedLate', 'dueN', 'dueClosed', 'originalN']);
    const before = at(sent(), 120, { command: 'escalate', reason: 'r' });
    expect(charged(before)['90']).toEqual(['dueN', 'originalN', 'open']);
  });

  it('a return is the unit’s, a closing whoever held it then', () => {
    const returned = at(sent(), 20, { command: 'return', actor: handler(CLEANING), reason: 'no' });
    expect(charged(returned)).toMatchObject({ '9001': ['returned'] });
    expect(holderAt(returned, NOON_MS + 21 * MINUTE_MS)).toBe(STREET);
    const state = closedBy('90-rescue', at(returned, 30, { command: 'dispatch', unit: unitFacts('90-rescue') }), 31);
    expect(charged(state)['90']).toEqual(expect.arrayContaining(['closed', 'closedOnTime', 'dueOnTime', 'dueN']));
    expect(charged(state)['90']).not.toContain('open');
  });

  it('nobody for a dispatch that was recalled at once', () => {
    const recalled = after(sent(), { command: 'recall' });
    expect([recalled.heldBefore, recalled.holder.node]).toEqual([[], STREET]);
    const later = at(sent(), 11, { command: 'recall' });
    expect(later.heldBefore.map(([node]) => node)).toEqual([STREET, '9001']);
  });

  it('its place moves with a correction, what was held stays with who held it', () => {
    const corrected = at(incident(), 5, {
      command: 'correct',
      reason: 'r',
      actor: actor('dispatcher'),
      placed: { place: '9003001', located: 'declared', lngLat: null },
    });
    expect([corrected.place, holderAt(corrected, NOON_MS), corrected.holder.node]).toEqual(['9003001', STREET, '9003001']);
    const moves = movedChanges(null, corrected, shanghai.hourOf).map(({ place, metric, n }) => `${place} ${metricName(metric)} ${n}`);
    expect(moves).toContain(`${STREET} received 1`);
    expect(moves).toContain('9003001 received -1');
  });

  it('changes nothing while it is held where it lies', () => {
    expect(movedChanges(null, incident(), shanghai.hourOf)).toEqual([]);
    const moved = movedChanges(null, sent(), shanghai.hourOf);
    expect(moved.reduce((sum, { n }) => sum + n, 0)).toBe(0);
    expect(moved.filter(({ hourMs }) => hourMs === STOCK_HOUR).map(({ place, n }) => [place, n])).toEqual([
      ['9001', 1],
      [STREET, -1],
    ]);
  });
});

describe('which unit is charged', () => {
  const WATER = '9001-water';

  it('none for what the desk did before it gave it away, the unit for what falls due in its hands', () => {
    expect(chargedToUnits(sent())).toEqual({
      '': ['received', 'registered', 'dispatched', 'registrationN', 'registrationNumerator', 'dispatchN', 'dispatchNumerator'],
      [CLEANING]: ['acceptanceN', 'responseN', 'dueN', 'originalN', 'open'],
    });
  });

  it('the one that was silent when it had to accept, though another of the same node has it now', () => {
    const state = at(sent(), 45, { command: 'reassign', unit: unitFacts(WATER), reason: 'r' });
    expect(state.heldBefore).toEqual([
      [STREET, LATER_MS, 3],
      ['9001', NOON_MS + 45 * MINUTE_MS, 4, CLEANING],
    ]);
    expect([unitAt(state, LATER_MS), unitAt(state, LATER_MS + 1), unitAt(state, NOON_MS + 46 * MINUTE_MS)]).toEqual([
      null,
      CLEANING,
      WATER,
    ]);
    // It has a new time to accept, in the new hands.
    expect(chargedToUnits(state)[WATER]).toEqual(['acceptanceN', 'responseN', 'dueN', 'originalN', 'open']);
    const late = evolve(state, decideDeadline(state, NOON_MS + 5 * HOUR_MS, timing(state))!);
    const back = at(late, 301, { command: 'reassign', unit: unitFacts(CLEANING), reason: 'r' });
    const closed = closedBy(CLEANING, back, 302);
    expect(chargedToUnits(closed)[WATER]).toEqual(['closedLate', 'dueN', 'dueClosed', 'originalN']);
    expect(chargedToUnits(closed)[CLEANING]).toEqual(expect.arrayContaining(['attempts', 'closed', 'acceptanceN', 'acceptanceNumerator']));
  });

  it('the one that gave it back for the return, none for what fell due at the desk', () => {
    const returned = at(sent(), 20, { command: 'return', actor: handler(CLEANING), reason: 'no' });
    expect(chargedToUnits(returned)[CLEANING]).toEqual(['returned']);
    expect(chargedToUnits(returned)['']).toEqual(expect.arrayContaining(['dueN', 'originalN', 'open']));
  });

  it('none for a dispatch that was recalled at once', () => {
    const recalled = after(sent(), { command: 'recall' });
    expect([recalled.heldBefore, Object.keys(chargedToUnits(recalled))]).toEqual([[], ['']]);
    expect(unitCellChanges(null, recalled, shanghai.hourOf)).toEqual([]);
    expect(unitCellChanges(sent(), recalled, shanghai.hourOf).every(({ place, n }) => place === CLEANING && n === -1)).toBe(true);
  });

  it('takes nothing from where it lies: units of the place itself move no sums', () => {
    const unit = { code: 'corner', node: STREET, department: null };
    const state = at(at(incident(), 1, { command: 'register' }), 2, { command: 'dispatch', unit });
    expect(state.heldBefore).toEqual([[STREET, NOON_MS + 2 * MINUTE_MS, 3]]);
    expect(movedChanges(null, state, shanghai.hourOf)).toEqual([]);
    expect(unitCellChanges(null, state, shanghai.hourOf).map(({ place, metric }) => `${place} ${metricName(metric)}`)).toContain(
      'corner dueN',
    );
  });
});
