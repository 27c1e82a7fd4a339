import { COMMAND_RULES } from '../../shared/incident-commands.ts';
import type { Role } from '../../shared/terms.ts';

/** The desk's own keys, each with others for roles to whose commands the published table gives the first. A capital means Shift. */
export const DESK_KEYS = {
  next: ['j'],
  previous: ['k'],
  open: ['o', 'i'],
  mark: ['x', 'X', 'Q'],
  news: ['n', 'N', 'I'],
  handover: ['C'],
  units: ['u', 'U'],
  save: ['y', 'L', 'i'],
  acknowledge: ['O'],
} as const satisfies Record<string, readonly string[]>;
export type DeskAct = keyof typeof DESK_KEYS;
const ACTS = Object.keys(DESK_KEYS) as DeskAct[];

/** The key of an act for a role: the first that no command of this role has. */
export function keyFor(act: DeskAct, role: Role): string {
  const taken = new Set(COMMAND_RULES.filter(({ roles }) => roles.includes(role)).map(({ key }) => key));
  return DESK_KEYS[act].find((key) => !taken.has(key)) ?? DESK_KEYS[act][0];
}

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
  const letter = shiftKey ? key.toUpperCase() : key.toLowerCase();
  const isStep = (act: DeskAct): boolean => act === 'next' || act === 'previous';
  const act = ACTS.find((each) => keyFor(each, role) === (isStep(each) ? letter.toLowerCase() : letter));
  return act ? { act, isExtending: isStep(act) && shiftKey } : null;
}
/** As it stands on a key: "J", "⇧N". */
export function faceOf(act: DeskAct, role: Role): string {
  const key = keyFor(act, role);
  return key === key.toLowerCase() ? key.toUpperCase() : `⇧${key}`;
}
