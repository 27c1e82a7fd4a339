import { describe, expect, it } from 'vitest';
import type { ScreenWire } from '../../../shared/wall-wire.ts';
import type { Directory } from '../../api/areas.query.ts';
import { common, dataAgeOf, driftOf, groupsOf, reaches } from './screen-words.ts';

const screen = (given: Partial<ScreenWire>): ScreenWire => ({ id: 1, group: null, areaCode: '50', scene: 'night', ...given }) as ScreenWire;
const at = (row: number, column: number) => ({ columns: 3, rows: 2, column, row });

describe('screens', () => {
  it('stand by group, and in it as they hang', () => {
    const screens = [
      screen({ id: 1, place: at(1, 1) }),
      screen({ id: 2, group: 'West', place: at(2, 1) }),
      screen({ id: 3, group: 'West', place: at(1, 2) }),
      screen({ id: 4, group: 'East', place: at(1, 1) }),
      screen({ id: 5, group: 'West', place: at(1, 1) }),
    ];
    expect(groupsOf(screens).map(({ name, screens: members }) => [name, members.map(({ id }) => id)])).toEqual([
      ['East', [4]],
      ['West', [5, 3, 2]],
      [null, [1]],
    ]);
  });
  it('have in common what all have', () => {
    expect(common([screen({}), screen({})], ({ scene }) => scene)).toBe('night');
    expect(common([screen({}), screen({ scene: 'storm' })], ({ scene }) => scene)).toBeNull();
    expect(common([], ({ scene }) => scene)).toBeNull();
  });
  it('reach their node and what lies below', () => {
    const directory = new Map([
      ['50', { parent: null }],
      ['5001', { parent: '50' }],
      ['500101', { parent: '5001' }],
    ]) as unknown as Directory;
    const reached = (areaCode: string) => ['50', '5001', '500101', '51'].filter((place) => reaches(screen({ areaCode }), place, directory));
    expect([reached('50'), reached('5001'), reached('500101')]).toEqual([['50', '5001', '500101'], ['5001', '500101'], ['500101']]);
  });
  it('tell how old their data is by now, and a clock that is off', () => {
    const beat = { at: '2026-01-01T00:00:00Z', dataAgeMs: 800 } as ScreenWire['beat'];
    expect(dataAgeOf(screen({ beat }), Date.parse('2026-01-01T00:00:03Z'))).toBe(3_800);
    expect(dataAgeOf(screen({ beat: null }), 0)).toBeNull();
    expect([driftOf(screen({ driftMs: 1_999 })), driftOf(screen({ driftMs: -2_001 })), driftOf(screen({ driftMs: null }))]).toEqual([
      null,
      2_001,
      null,
    ]);
  });
});
