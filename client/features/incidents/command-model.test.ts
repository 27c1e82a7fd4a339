import { expect, it } from 'vitest';
import { inOrder, missingField, nextRoles, toBody } from './command-model.ts';

it('the body carries what was seen and what was typed, nothing else', () => {
  expect(toBody('reassign', { unit: 'u', reason: ' full ', text: 'x' }, 4)).toEqual({ seenVersion: 4, unit: 'u', reason: 'full' });
  expect(toBody('merge', { into: '17' }, 1)).toEqual({ seenVersion: 1, into: 17 });
});
it('names the first field that is missing', () => {
  expect(missingField('reassign', { unit: 'u', reason: ' ' })).toBe('reason');
  expect(missingField('accept', {})).toBeNull();
});
it('keeps the order of the published table', () => {
  expect(inOrder(['note', 'cancel', 'register'])).toEqual(['register', 'cancel', 'note']);
});
it('says who is next', () => {
  expect(nextRoles('handled')).toEqual(['verifier']);
  expect(nextRoles('closed')).toEqual([]);
});
