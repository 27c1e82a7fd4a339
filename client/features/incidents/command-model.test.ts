import { expect, it } from 'vitest';
import { COMMAND_RULES, type CommandName } from '../../../shared/incident-commands.ts';
import { inOrder, isCommandKey, missingField, nextRoles, offersOf, pressedOf, shownKey, toBody } from './command-model.ts';

const own = (command: CommandName) => ({ command, branch: null });

it('the body carries what was seen and what was typed, nothing else', () => {
  expect(toBody(own('reassign'), { unit: 'u', reason: ' full ', text: 'x' }, 4)).toEqual({ seenVersion: 4, unit: 'u', reason: 'full' });
  expect(toBody(own('merge'), { into: '17' }, 1)).toEqual({ seenVersion: 1, into: 17 });
});
it('names the first field that is missing', () => {
  expect(missingField('reassign', { unit: 'u', reason: ' ' })).toBe('reason');
  expect(missingField('accept', {})).toBeNull();
});
it('what was done earlier goes with its time and the reason', () => {
  const occurredAt = '2026-11-28T01:00:00.000Z';
  expect(missingField('accept', { occurredAt })).toBe('reason');
  expect(toBody(own('accept'), { occurredAt, reason: '断网' }, 2)).toEqual({ seenVersion: 2, occurredAt, reason: '断网' });
  expect(toBody(own('accept'), { reason: '断网' }, 2)).toEqual({ seenVersion: 2 });
});
it('keeps the order of the published table', () => {
  expect(inOrder(['note', 'cancel', 'register'])).toEqual(['register', 'cancel', 'note']);
});
it('says who is next', () => {
  expect(nextRoles('handled')).toEqual(['verifier']);
  expect(nextRoles('closed')).toEqual([]);
});

it('every key means one command, a capital with Shift', () => {
  const keys = COMMAND_RULES.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[A-Za-z]$/);
  const press = (key: string, more: object = {}) =>
    pressedOf({ key, code: `Key${key.toUpperCase()}`, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });
  expect(press('S')).toEqual({ letter: 's', isLate: false });
  expect(press('S', { shiftKey: true })).toEqual({ letter: 'S', isLate: false });
  expect(press('1', { code: 'Digit1' })).toEqual({ letter: '1', isLate: false });
  expect([press('Escape', { code: 'Escape' }), press('s', { ctrlKey: true }), press('s', { metaKey: true })]).toEqual([null, null, null]);
  // A Mac makes another letter of it with Alt: its place tells.
  expect(press('ß', { code: 'KeyS', altKey: true })).toEqual({ letter: 's', isLate: true });
  expect(press('Alt', { code: 'AltLeft', altKey: true })).toBeNull();
  expect([isCommandKey('d'), isCommandKey('9')]).toEqual([true, false]);
  expect([shownKey('s'), shownKey('S')]).toEqual(['S', '⇧S']);
});
it('offers what is possible at a branch beside what is possible at the incident', () => {
  const branch = { id: 2, kind: 'assist' } as never;
  const detail = {
    incident: { extra: { branches: [branch] } },
    commands: ['note', 'attach'],
    branchCommands: [{ branch: 2, commands: ['start', 'accept'] }],
  } as never;
  expect(offersOf(detail)).toEqual([own('note'), own('attach'), { command: 'accept', branch }, { command: 'start', branch }]);
  expect(toBody({ command: 'accept', branch }, {}, 3)).toEqual({ seenVersion: 3, branch: 2 });
});
