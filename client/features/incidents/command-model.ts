import type { Question } from '../../../shared/command-words.ts';
import { commandRule, COMMAND_RULES, type CommandField, type CommandName } from '../../../shared/incident-commands.ts';
import type { BranchWire } from '../../../shared/incident-extra.ts';
import type { CommandBody, IncidentDetail } from '../../../shared/incidents.ts';
import { isOpen, type Role, type Status } from '../../../shared/terms.ts';

/** What the small form asks for: what the table demands, and what may be changed on the way. */
const ALSO: Partial<Record<CommandName, readonly CommandField[]>> = {
  correct: ['category', 'severity', 'area'],
  split: ['text'],
  adjudicate: ['outcome'],
  handle: ['step', 'quantity', 'text'],
  delegate: ['node'],
  check: ['text'],
  callback: ['text'],
  supervise: ['reason'],
};
/** Filled in by the button itself. */
const BY_BUTTON: ReadonlySet<CommandField> = new Set(['branch']);
export const fieldsOf = (command: CommandName): readonly CommandField[] => [
  ...(ALSO[command] ?? []),
  ...commandRule(command).needs.filter((field) => !BY_BUTTON.has(field)),
];

/** A command as a button gives it: to the incident, or to one of its branches. */
export interface Offer {
  command: CommandName;
  branch: BranchWire | null;
}
export function offersOf({ commands, branchCommands, incident }: IncidentDetail): Offer[] {
  const own = inOrder(commands).map((command): Offer => ({ command, branch: null }));
  const branches = branchCommands.flatMap(({ branch: id, commands: given }) => {
    const branch = incident.extra?.branches?.find((each) => each.id === id) ?? null;
    return branch === null ? [] : inOrder(given).map((command): Offer => ({ command, branch }));
  });
  return [...own, ...branches];
}
export const offerId = ({ command, branch }: Offer): string => (branch === null ? command : `${command}:${branch.id}`);
export const isOffered = (detail: IncidentDetail, offer: Offer): boolean =>
  offersOf(detail).some((each) => offerId(each) === offerId(offer));

/** A key by which a command may be meant: its letter in the table, a capital with Shift; `isLate` = with Alt, done earlier. */
export interface Pressed {
  letter: string;
  isLate: boolean;
}
/** Null = no command is meant. Caps Lock changes nothing. */
export function pressedOf({
  key,
  code,
  shiftKey,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): Pressed | null {
  if (ctrlKey || metaKey) return null;
  // By the key's place: with Alt some systems make another letter of it.
  const named = altKey ? /^Key([A-Z])$/.exec(code)?.[1] : key;
  if (named === undefined || named.length !== 1) return null;
  return { letter: shiftKey ? named.toUpperCase() : named.toLowerCase(), isLate: altKey };
}
export const isCommandKey = (letter: string): boolean => COMMAND_RULES.some(({ key }) => key === letter);
const isCapital = (key: string): boolean => key !== key.toLowerCase();
export const shownKey = (key: string): string => (isCapital(key) ? `⇧${key}` : key.toUpperCase());
export const shortcutOf = (key: string): string => (isCapital(key) ? `Shift+${key}` : key);

export const QUESTION_TEXTS = {
  suspension: 'asked.suspension',
  extension: 'asked.extension',
  reopening: 'asked.reopening',
  voiding: 'asked.voiding',
} as const satisfies Record<Question, string>;

/** Nothing but a unit is needed: picking it gives the command, and the picker says so. A mistake is put right by reassigning. */
export const isGivenByUnit = (command: CommandName): boolean => fieldsOf(command).join() === 'unit';

/** Typed so far; kept when somebody else was first. */
export type Draft = Partial<Record<CommandField | 'occurredAt', string>>;

export function missingField(command: CommandName, draft: Draft): CommandField | null {
  const { needs } = commandRule(command);
  const isBackEntry = draft.occurredAt !== undefined && draft.occurredAt !== '';
  return (isBackEntry ? [...needs, 'reason' as const] : needs).find((field) => !BY_BUTTON.has(field) && !draft[field]?.trim()) ?? null;
}

const NUMBERS: ReadonlySet<CommandField> = new Set(['into', 'minutes', 'rating', 'quantity', 'step']);

export function toBody({ command, branch }: Offer, draft: Draft, seenVersion: number): CommandBody {
  const { occurredAt } = draft;
  const fields = new Set([...fieldsOf(command), ...(occurredAt ? (['reason'] as const) : [])]);
  const given = [...fields].flatMap((field) => {
    const value = draft[field]?.trim();
    return value ? [[field, NUMBERS.has(field) ? Number(value) : value] as const] : [];
  });
  return {
    seenVersion,
    ...(branch === null ? {} : { branch: branch.id }),
    ...(occurredAt ? { occurredAt } : {}),
    ...Object.fromEntries(given),
  };
}

/** The most likely next step first: what moves it on, then the rest in the table's order. */
export function inOrder(commands: readonly CommandName[]): CommandName[] {
  const order = COMMAND_RULES.map((rule) => rule.command);
  return [...commands].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}
export const isMain = (command: CommandName): boolean => ['register', 'dispatch', 'accept', 'start', 'handle', 'verify'].includes(command);

/** Not the way on. */
const TAKING_BACK: ReadonlySet<CommandName> = new Set(['reassign', 'recall', 'void']);

/** Who can do the next thing, when this reader cannot. */
export function nextRoles(status: Status): Role[] {
  if (!isOpen(status)) return [];
  const rules = COMMAND_RULES.filter(
    (rule) =>
      rule.to.length > 0 && !TAKING_BACK.has(rule.command) && Array.isArray(rule.from) && (rule.from as readonly Status[]).includes(status),
  );
  return [...new Set(rules.flatMap((rule) => rule.roles))];
}

/** What changed while somebody was typing. */
export interface Conflict {
  before: Status;
  after: Status;
  version: number;
  isStillPossible: boolean;
}
export const conflictOf = (seen: IncidentDetail, now: IncidentDetail, offer: Offer): Conflict => ({
  before: seen.incident.status,
  after: now.incident.status,
  version: now.incident.version,
  isStillPossible: isOffered(now, offer),
});
