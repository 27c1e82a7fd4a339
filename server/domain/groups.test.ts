import { expect, it } from 'vitest';
import { NOON_MS } from '../testing/factories.ts';
import { reformedTree } from '../testing/reform.ts';
import { testTree } from '../testing/test-city.ts';
import { groupFaults, groupTree } from './groups.ts';

it('names members that would be counted twice or not at all, at any time', () => {
  const faults = (members: string[], tree = testTree) =>
    groupFaults({ code: 'g', members }, tree).map(({ member, fault }) => [member, fault]);
  expect(faults(['9001001', '9002', '9003001'])).toEqual([]);
  expect(faults(['9001001', '9001', '9001001', '8'])).toEqual([
    ['9001001', 'within'],
    ['9001001', 'twice'],
    ['8', 'unknown'],
  ]);
  // Since the reform 9002002 is a street of 9001.
  expect(faults(['9001', '9002002'])).toEqual([]);
  expect(faults(['9001', '9002002'], reformedTree(NOON_MS))).toEqual([['9002002', 'within']]);
});

it('stands above its members and what is theirs, each for its time', () => {
  const tree = groupTree({ code: 'g', members: ['9002', '9001003'] }, reformedTree(NOON_MS));
  expect(tree.subtree('g', NOON_MS - 1)).toEqual(['g', '9001003', '9002', '9002001', '9002002']);
  expect(tree.subtree('g', NOON_MS)).toEqual(['g']);
});
