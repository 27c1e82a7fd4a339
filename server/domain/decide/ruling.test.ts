import { describe, expect, it } from 'vitest';
import { actor, handler, incident, unitFacts } from '../../testing/factories.ts';
import { after, CLEANING, give, LATER_MS, sent } from '../../testing/giving.ts';
import { testTree } from '../../testing/test-city.ts';
import { evolve } from '../incident.ts';
import { causeOf, decideRuled, supervisingNode } from './ruling.ts';

const leader = actor('shift-leader');
const ruled = (state = sent()) => decideRuled(state, 'returned', LATER_MS, { node: '90' });

describe('supervision by rule', () => {
  it('is the level above’s, says why, and is nobody’s act', () => {
    expect(supervisingNode(sent(), testTree, LATER_MS)).toBe('90');
    const state = evolve(sent(), ruled()!);
    expect(ruled()).toMatchObject({
      type: 'SupervisionStarted',
      actor: 'system:rule',
      detail: { rule: 'returned', node: '90', isListed: false },
    });
    expect(state).toMatchObject({
      supervised: true,
      lastActAtMs: sent().lastActAtMs,
      extra: { supervision: { kind: 'supervised', rule: 'returned' } },
    });
  });
  it('comes once: not over a person’s, not after it was lifted', () => {
    const lifted = after(evolve(sent(), ruled()!), { command: 'lift', actor: leader, reason: 'r' });
    expect([lifted.supervised, ruled(lifted)]).toEqual([false, null]);
    expect(ruled(after(sent(), { command: 'supervise', actor: leader, name: 'W' }))).toBeNull();
    expect(ruled({ ...sent(), exercise: true })).toBeNull();
    expect(ruled({ ...sent(), status: 'closed' })).toBeNull();
  });
  it('is asked for by the second return, not by the first, and only where the city has the rule', () => {
    const back = { command: 'return' as const, actor: handler(CLEANING), reason: 'r' };
    const first = after(sent(), back);
    const again = after(first, { command: 'dispatch', unit: unitFacts(CLEANING) });
    const [event] = give(again, back);
    expect(causeOf(give(sent(), back)[0]!, first, { returns: 2 })).toBeNull();
    expect(causeOf(event!, evolve(again, event!), { returns: 2 })).toBe('returned');
    expect(causeOf(event!, evolve(again, event!), {})).toBeNull();
    expect(causeOf(give(incident(), { command: 'note', text: 't' })[0]!, incident(), { returns: 1, farOverdue: true })).toBeNull();
  });
});
