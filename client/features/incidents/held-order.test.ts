import { expect, it } from 'vitest';
import { holdOrder } from './held-order.ts';

it('follows while nobody is there', () => {
  expect(holdOrder([1, 2], [3, 1, 2], false)).toEqual({ ids: [3, 1, 2], waiting: 0, left: 0 });
});
it('holds under the hand and counts what waits and what has left', () => {
  expect(holdOrder([1, 2], [3, 2], true)).toEqual({ ids: [1, 2], waiting: 1, left: 1 });
});
it('an empty list has nothing to hold', () => {
  expect(holdOrder([], [3], true)).toEqual({ ids: [3], waiting: 0, left: 0 });
});
it('a further page is appended, what came before it still waits', () => {
  expect(holdOrder([1, 2], [5, 1, 2, 3, 4], true, true)).toEqual({ ids: [1, 2, 3, 4], waiting: 1, left: 0 });
});
it('what sorts last without a page waits like any other', () => {
  expect(holdOrder([1, 2], [1, 2, 3], true)).toEqual({ ids: [1, 2], waiting: 1, left: 0 });
});
