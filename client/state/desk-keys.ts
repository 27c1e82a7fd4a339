import { COMMAND_RULES } from '../../shared/incident-commands.ts';
import type { Role } from '../../shared/terms.ts';

/** The desk's own keys. Commands have theirs by the published table. */
export const DESK_KEYS = { next: 'j', previous: 'k', open: 'o', mark: 'x', news: 'n' } as const;
export type DeskAct = keyof typeof DESK_KEYS;
const ACTS = Object.keys(DESK_KEYS) as DeskAct[];

const ownKeys = (role: Role): ReadonlySet<string> =>
  new Set(COMMAND_RULES.filter(({ roles }) => roles.includes(role)).map(({ key }) => key));

/** Where the table gives the letter to a command of this role, it is the command's, and the desk's act needs Shift. */
export const needsShift = (act: DeskAct, role: Role): boolean => ownKeys(role).has(DESK_KEYS[act]);

interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}
/** `isExtending` = Shift with a step: what was passed over is marked. */
export function deskActOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Pressed, role: Role): { act: DeskAct; isExtending: boolean } | null {
  if (ctrlKey || metaKey || altKey) return null;
  const act = ACTS.find((each) => DESK_KEYS[each] === key.toLowerCase());
  if (!act) return null;
  const isStep = act === 'next' || act === 'previous';
  return isStep || shiftKey || !needsShift(act, role) ? { act, isExtending: isStep && shiftKey } : null;
}
/** As it stands on a key: "J", "⇧N". */
export const faceOf = (act: DeskAct, role: Role): string =>
  `${needsShift(act, role) && act !== 'next' && act !== 'previous' ? '⇧' : ''}${DESK_KEYS[act].toUpperCase()}`;
