import { describe, expect, it } from 'vitest';
import type { Actor } from '../domain/actor.ts';
import type { Rejection } from '../domain/rejection.ts';
import { smallTree } from '../testing/realtime-log.ts';
import { addDirt, mergeDirt } from './figures-dirt.ts';
import { Quota } from './quota.ts';
import { assertMayReadRows, heartbeatOf, heartbeatRoom, partyRoom, roomOf, roomsShowing, wireName } from './rooms.ts';
import { queuedBytes } from './slow-clients.ts';

describe('rooms', () => {
  const tree = smallTree();
  const actor: Actor = { id: 'user:a', name: 'a', role: 'handler', scope: '500105', department: null, unit: 'u-7' };

  it('spells names both ways', () => {
    expect([roomOf('500103'), roomOf('party:u-7')]).toEqual(['area:500103', 'party:u-7']);
    expect([wireName('area:500103'), wireName('party:u-7')]).toEqual(['500103', 'party:u-7']);
    expect([heartbeatOf(heartbeatRoom('500103')), heartbeatOf('party:u-7'), heartbeatOf('area:500103')]).toEqual([
      '500103',
      'party:u-7',
      null,
    ]);
  });

  it('never lets an area whose code looks like a party into that party', () => {
    const rooms = roomsShowing({ place: 'party:u-7', holder: { unit: null } }, tree, 1);
    expect(rooms).not.toContain(partyRoom('u-7'));
  });

  it.each([
    ['own scope', '500105', null],
    ['below it', '500105001', null],
    ['own party', 'party:u-7', null],
    ['above it', '500000', 'scope.denied'],
    ['a neighbour', '500103', 'scope.denied'],
    ['another party', 'party:u-8', 'scope.denied'],
    ['an unknown area', '999999', 'area.unknown'],
  ])('rows of %s', (_case, area, code) => {
    const ask = (): string | null => {
      try {
        assertMayReadRows(actor, area, tree, 1);
        return null;
      } catch (rejection) {
        return (rejection as Rejection).code;
      }
    };
    expect(ask()).toBe(code);
  });
});

describe('Quota', () => {
  it('allows so many in each window', () => {
    const quota = new Quota(2, 10);
    expect([0, 1, 9, 10, 11, 12].map((atMs) => quota.take(atMs))).toEqual([true, true, false, true, true, false]);
  });
});

describe('dirt', () => {
  it('gathers children until everything is dirty', () => {
    expect(addDirt(null, undefined)).toEqual(new Set());
    expect(addDirt(addDirt(null, 'a'), 'b')).toEqual(new Set(['a', 'b']));
    expect(addDirt('all', 'a')).toBe('all');
    expect(mergeDirt(null, 'all')).toBe('all');
    expect(mergeDirt(new Set(['a']), new Set(['b']))).toEqual(new Set(['a', 'b']));
    expect(mergeDirt(new Set(['a']), 'all')).toBe('all');
  });
});

describe('queuedBytes', () => {
  it('adds up what waits in the engine and in the socket', () => {
    const writeBuffer = [{ data: 'abc' }, { data: 'abc', options: { wsPreEncodedFrame: [new Uint8Array(2), new Uint8Array(5)] } }, {}];
    expect(queuedBytes({ writeBuffer, transport: { socket: { bufferedAmount: 90 } } })).toBe(100);
    expect(queuedBytes({ writeBuffer: [], transport: {} })).toBe(0);
  });
});
