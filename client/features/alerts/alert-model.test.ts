import { describe, expect, it } from 'vitest';
import type { Level } from '../../../shared/alert-terms.ts';
import type { AlertWire } from '../../../shared/alert-wire.ts';
import { alertedAreas, areasBelow, inOrder } from './alert-model.ts';

const NOW = Date.parse('2026-07-10T08:00:00Z');
const part = (level: Level | null, areas: [string, number][], inForce = true): AlertWire['parts'][number] => ({
  level,
  severity: 'Unknown',
  startsAt: '2026-07-10T07:00:00Z',
  endsAt: '2026-07-10T12:00:00Z',
  inForce,
  named: [],
  areas: areas.map(([area, share]) => ({ area, share })),
});
const alert = (id: number, level: Level | null, parts: AlertWire['parts'], more: Partial<AlertWire> = {}): AlertWire => ({
  id,
  version: 1,
  origin: 'received',
  standing: 'in-force',
  inForce: true,
  kind: 'rainstorm',
  kindNames: { zh: '暴雨', en: 'Rainstorm' },
  issuer: null,
  issuerNames: null,
  exercise: false,
  level,
  node: 'c',
  issuedAt: '2026-07-10T07:00:00Z',
  startsAt: '2026-07-10T07:00:00Z',
  endsAt: '2026-07-10T12:00:00Z',
  endAssumed: false,
  geocodes: null,
  originalUnknown: false,
  headlines: {},
  message: null,
  parts,
  ...more,
});

describe('alerts at an area', () => {
  it('stand in order of their level, exercises last, without those that have ended meanwhile', () => {
    const alerts = [
      alert(1, 'blue', []),
      alert(2, null, []),
      alert(3, 'red', [], { exercise: true }),
      alert(4, 'red', [], { endsAt: '2026-07-10T08:00:00Z' }),
      alert(5, 'orange', []),
    ];
    expect(inOrder(alerts, NOW).map(({ id }) => id)).toEqual([5, 1, 2, 3]);
  });
  it('name what lies below, unless the whole is meant', () => {
    expect(
      areasBelow(
        alert(1, 'red', [
          part('red', [
            ['c', 0.5],
            ['d1', 1],
            ['d2', 0.1],
          ]),
          part('blue', [
            ['c', 0.2],
            ['d2', 1],
          ]),
        ]),
        'c',
      ),
    ).toEqual(['d1', 'd2']);
    expect(
      areasBelow(
        alert(1, 'red', [
          part('red', [
            ['c', 1],
            ['d1', 1],
            ['d2', 1],
          ]),
        ]),
        'c',
      ),
    ).toBeNull();
    expect(areasBelow(alert(1, 'red', [part('red', [['c', 0]])]), 'c')).toBeNull();
    expect(areasBelow(alert(1, 'red', [part('red', [['d1', 1]], false), part('blue', [['d2', 1]])]), 'c')).toEqual(['d2']);
  });
  it('give each area its highest colour, and each level its kinds; what has no colour or is an exercise is not drawn', () => {
    const alerts = [
      alert(1, 'yellow', [part('yellow', [['d1', 1]])]),
      alert(2, 'red', [part('red', [['d1', 0.2]]), part('yellow', [['d2', 1]])], { kindNames: { zh: '大风', en: 'Gale' } }),
      alert(3, null, [part(null, [['d3', 1]])]),
      alert(4, 'red', [part('red', [['d4', 1]])], { exercise: true }),
    ];
    expect(alertedAreas(alerts, (level, kinds) => `${level} ${kinds}`, 'zh')).toEqual({
      levels: { d1: 'red', d2: 'yellow' },
      words: { red: 'red 大风', yellow: 'yellow 暴雨、大风' },
    });
    expect(alertedAreas([], String, 'zh')).toBeUndefined();
  });
});
