import { expect, it } from 'vitest';
import { COMMAND_RULES } from '../../shared/incident-commands.ts';
import { ROLES } from '../../shared/terms.ts';
import { DESK_KEYS, deskActOf, keyFor, type DeskAct } from './desk-keys.ts';

it.each(ROLES)('for a %s each act has a key of its own, and none that a command of theirs has', (role) => {
  const acts = Object.keys(DESK_KEYS) as DeskAct[];
  const keys = acts.map((act) => keyFor(act, role));
  expect(new Set(keys).size).toBe(keys.length);
  expect(COMMAND_RULES.filter(({ roles, key }) => roles.includes(role) && keys.includes(key))).toEqual([]);
});
it('a call is acknowledged by the same key whoever one is', () => {
  const pressed = { key: 'O', shiftKey: true, ctrlKey: false, metaKey: false, altKey: false };
  for (const role of ROLES) expect(deskActOf(pressed, role)?.act).toBe('acknowledge');
});
