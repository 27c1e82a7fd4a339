import { describe, expect, it } from 'vitest';
import { NEWS_MS, PASSES_MOST, UNANSWERED_AGAIN_MS, UNANSWERED_MS } from '../../shared/calls.ts';
import { ROLES, type Role } from '../../shared/terms.ts';
import { actor, incident, NOON_MS } from '../testing/factories.ts';
import { CITY, DISTRICTS, testTree as tree } from '../testing/test-city.ts';
import { decideUnanswered, ended, isCalling, isOver, mayAcknowledge, nodesToCall, raised, toldNodes, type Call } from './call.ts';

const [district, elsewhere] = DISTRICTS;
const STREET = '9001001';
const critical = incident({ severity: 'critical', place: STREET });
const callAt = (node: string): Call => ({ id: 1, rev: 1, ...raised(node, critical, NOON_MS) });
const walls = new Set([CITY, district, elsewhere]);
const event = { type: 'IncidentReported', occurredAtMs: NOON_MS } as const;
const asked = { before: null, after: critical, event, walls, tree, nowMs: NOON_MS };

describe('what calls', () => {
  it.each([
    ['a critical one that is open', {}, true],
    ['an urgent one', { severity: 'urgent' }, false],
    ['one that has ended', { status: 'closed' }, false],
    ['an exercise', { exercise: true }, false],
  ] as const)('%s: %o', (_what, changes, calls) => expect(isCalling({ ...critical, ...changes })).toBe(calls));

  it('calls each node that holds its place and has a wall', () => {
    expect(nodesToCall(asked)).toEqual([district, CITY]);
    expect(nodesToCall({ ...asked, walls: new Set([elsewhere]) })).toEqual([]);
  });
  it('calls once, and again where it becomes news: made critical, reopened, moved to another node', () => {
    const again = { ...asked, before: critical, event: { ...event, type: 'NoteAdded' as const } };
    expect(nodesToCall(again)).toEqual([]);
    expect(nodesToCall({ ...again, before: { ...critical, severity: 'normal' } })).toEqual([district, CITY]);
    expect(nodesToCall({ ...again, before: { ...critical, status: 'closed' } })).toEqual([district, CITY]);
    expect(nodesToCall({ ...again, after: { ...critical, place: '9002001' } })).toEqual([elsewhere]);
  });
  it('what was typed in late, or moved by the tree, is no news', () => {
    expect(nodesToCall({ ...asked, nowMs: NOON_MS + NEWS_MS })).not.toEqual([]);
    expect(nodesToCall({ ...asked, nowMs: NOON_MS + NEWS_MS + 1 })).toEqual([]);
    const moved = { ...asked, before: critical, after: { ...critical, place: '9002001' } };
    expect(nodesToCall({ ...moved, event: { ...event, type: 'IncidentRehomed' } })).toEqual([]);
  });
  it('a call is over with what called, or where it does not lie any more', () => {
    expect(isOver(callAt(CITY), critical, tree, NOON_MS)).toBe(false);
    expect(isOver(callAt(CITY), { ...critical, status: 'cancelled' }, tree, NOON_MS)).toBe(true);
    expect(isOver(callAt(district), { ...critical, place: '9002001' }, tree, NOON_MS)).toBe(true);
  });
});

describe('when nobody answers', () => {
  it('is passed on a level after 120 s, again after 180 s, to the root at most, and for an hour at most', () => {
    let call = callAt(STREET);
    expect([call.nextAtMs, toldNodes(call, tree, NOON_MS)]).toEqual([NOON_MS + UNANSWERED_MS, [STREET]]);
    const told: (readonly string[])[] = [];
    const atMs: number[] = [];
    while (call.nextAtMs !== null) {
      atMs.push(call.nextAtMs);
      call = decideUnanswered(call, tree, call.nextAtMs);
      told.push(toldNodes(call, tree, NOON_MS));
    }
    expect(atMs).toEqual(Array.from({ length: PASSES_MOST }, (_, n) => NOON_MS + UNANSWERED_MS + n * UNANSWERED_AGAIN_MS));
    expect(told.slice(0, 3)).toEqual([
      [STREET, district],
      [STREET, district, CITY],
      [STREET, district, CITY],
    ]);
    expect(call).toMatchObject({ passes: PASSES_MOST, nextAtMs: null, endedAtMs: null });
  });
});

describe('who acknowledges', () => {
  const may = (role: Role, scope: string, call = callAt(district)) => mayAcknowledge(actor(role, scope), call, tree, NOON_MS);
  it('people at desks, and nobody else', () =>
    expect(ROLES.filter((role) => may(role, district))).toEqual(['call-taker', 'dispatcher', 'shift-leader', 'commander']));
  it('of the node that calls, and of those above it only once they were told', () => {
    expect([may('dispatcher', elsewhere), may('dispatcher', STREET), may('dispatcher', CITY)]).toEqual([false, false, false]);
    expect(may('dispatcher', CITY, decideUnanswered(callAt(district), tree, NOON_MS))).toBe(true);
  });
  it('then it stands no more and is not passed on', () =>
    expect(ended(callAt(district), 'user:x', NOON_MS + 5)).toMatchObject({ endedAtMs: NOON_MS + 5, endedBy: 'user:x', nextAtMs: null }));
});
