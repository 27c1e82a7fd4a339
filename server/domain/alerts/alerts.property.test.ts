import fc from 'fast-check';
import { expect, it } from 'vitest';
import { alertRulesOf } from '../../../shared/alert-rules.ts';
import { LEVELS, type Level } from '../../../shared/alert-terms.ts';
import { CITY, STREETS, testTree } from '../../testing/test-city.ts';
import { Rejection } from '../rejection.ts';
import type { Alert } from './alert.ts';
import { evolveAlert } from './evolve-alert.ts';
import { levelAt } from './at-area.ts';
import { leavesOf, namedBy } from './cover.ts';
import { decideCommand, decideOwn, type OwnCommand } from './decide-own.ts';

const NOW = Date.parse('2026-07-10T08:00:00+08:00');
const ground = { rules: alertRulesOf(null), tree: testTree, sizeOf: () => 1, nowMs: NOW };
const leader = { id: 'user:a', name: 'a', role: 'commander' as const, scope: CITY, department: null, unit: null };
const areas = fc.uniqueArray(fc.constantFrom(...testTree.codes), { minLength: 1, maxLength: 4 });
const level = fc.constantFrom(...LEVELS);
const command: fc.Arbitrary<OwnCommand> = fc.oneof(
  fc.record({ command: fc.constantFrom('raise' as const, 'lower' as const), level, areas: fc.option(areas), endsAtMs: fc.constant(null) }),
  fc.record({ command: fc.constant('lift' as const), areas: fc.option(areas) }),
);
const rank = (held: Level | 'none' | null): number => (held === null || held === 'none' ? LEVELS.length : LEVELS.indexOf(held));

it('whatever is done: each street has one level or none, each area above the highest of its own, and only what was named has changed', () => {
  fc.assert(
    fc.property(level, areas, fc.array(command, { maxLength: 12 }), (first, where, commands) => {
      const evolve = (before: Alert | null, happening: ReturnType<typeof decideOwn>, by: string): Alert =>
        evolveAlert(before, { ...happening, id: 1, version: (before?.version ?? 0) + 1, occurredAtMs: NOW, actor: by, textHash: null });
      const leaves = [...new Set(where.flatMap((code) => leavesOf(code, testTree, NOW)))];
      const asked = {
        origin: 'submitted' as const,
        kind: 'rainstorm',
        issuer: 'weather',
        isExercise: false,
        startsAtMs: null,
        endsAtMs: NOW + 1000,
      };
      let alert = evolve(
        null,
        decideOwn(leader, { ...asked, parts: [{ level: first, areas: namedBy(leaves, testTree, NOW) }] }, ground),
        'user:b',
      );
      alert = evolve(alert, decideCommand(leader, alert, { command: 'publish', documentNumber: null }, ground), leader.id);
      const held = new Map<string, Level>(leaves.map((leaf) => [leaf, first]));
      for (const each of commands) {
        try {
          alert = evolve(alert, decideCommand(leader, alert, each, ground), leader.id);
        } catch (error) {
          if (error instanceof Rejection) continue;
          throw error;
        }
        const named = ('areas' in each ? each.areas : null)?.flatMap((code) => leavesOf(code, testTree, NOW)) ?? [...held.keys()];
        for (const leaf of named) {
          if (each.command === 'lift') held.delete(leaf);
          else if ('level' in each) held.set(leaf, each.level);
        }
      }
      const isOver = alert.ended !== null;
      expect(isOver).toBe(held.size === 0);
      for (const street of STREETS) expect(levelAt(alert, street, NOW)).toBe(isOver ? null : (held.get(street) ?? null));
      for (const node of testTree.codes) {
        const below = testTree.children(node, NOW);
        if (below.length === 0) continue;
        expect(rank(levelAt(alert, node, NOW))).toBe(Math.min(...below.map((child) => rank(levelAt(alert, child, NOW)))));
      }
      expect(alert.issued.length).toBe(alert.version - 1);
    }),
    { numRuns: 300 },
  );
});
