import { commandRule, type CommandField, type CommandName } from '../../../shared/incident-commands.ts';
import type { Bilingual } from '../../../shared/terms.ts';
import { keysOf, rank, type Candidate } from '../../state/rank.ts';
import { wordPinyin } from './word-pinyin.ts';

/** One of several things that a field may be: a unit, a result, a coded reason, another incident. */
export interface LineChoice {
  value: string;
  names: Bilingual;
  /** What tells it from its like: department, place, distance. */
  hint: string;
  pinyin?: string | undefined;
  /** A shorter name that people type: without the place it belongs to. */
  short?: Bilingual | undefined;
}
/** What the line can take; the rest is asked by a form. */
const LINE_FIELDS: ReadonlySet<CommandField> = new Set(['unit', 'into', 'disposition', 'outcome', 'reason', 'text'] as const);
export const fitsLine = (command: CommandName): boolean => commandRule(command).needs.every((field) => LINE_FIELDS.has(field));

export const narrow = (text: string): string => text.normalize('NFKC').toLowerCase();

/** By which other words people ask for a command. */
const ALSO: Partial<Record<CommandName, readonly string[]>> = { dispatch: ['assign', 'send'], reassign: ['replace'], reject: ['refuse'] };

/** All that stands for a command: its code, both names, pinyin whole and initials. */
export function wordsOf(command: CommandName): string[] {
  const { names } = commandRule(command);
  return [...new Set([command, names.zh, names.en, ...wordPinyin(names.zh).split(' '), ...(ALSO[command] ?? [])].map(narrow))].filter(
    Boolean,
  );
}
const isHan = (text: string): boolean => /^\p{Script=Han}/u.test(text);

/**
 * The command that a line begins with, and what follows it. Whole words first, then a beginning that no other command shares: one
 * character of Chinese will do and needs no blank after it; of Latin letters a blank ends the word.
 */
export function leadingCommand(line: string, commands: readonly CommandName[]): { command: CommandName; rest: string } | null {
  const text = narrow(line).trimStart();
  const offset = line.length - line.trimStart().length;
  const all = commands.flatMap((command) => wordsOf(command).map((word) => ({ command, word })));
  const whole = all
    .filter(({ word }) => text.startsWith(word) && (isHan(word) || text.length === word.length || /\s/.test(text[word.length]!)))
    .sort((a, b) => b.word.length - a.word.length)[0];
  if (whole) return { command: whole.command, rest: line.slice(offset + whole.word.length).trim() };
  const [token = ''] = isHan(text) ? [longestBeginning(text, all)] : text.split(/\s/);
  if (token === '' || (!isHan(token) && (token.length < 2 || !/\s/.test(text[token.length] ?? '')))) return null;
  const begun = new Set(all.filter(({ word }) => word.startsWith(token)).map(({ command }) => command));
  const [only] = begun;
  return begun.size === 1 && only ? { command: only, rest: line.slice(offset + token.length).trim() } : null;
}
function longestBeginning(text: string, all: readonly { word: string }[]): string {
  for (let length = text.length; length > 0; length--)
    if (all.some(({ word }) => word.startsWith(text.slice(0, length)))) return text.slice(0, length);
  return '';
}

type Named = Pick<LineChoice, 'value' | 'names' | 'pinyin' | 'short'>;

/** Choices of which a name, its beginning, its initials or a part was typed, best first. */
export function ranked<C extends Named>(choices: readonly C[], typed: string): C[] {
  const candidates = choices.map((choice, nth): Candidate & { choice: C } => ({
    key: choice.value,
    keys: keysOf({
      code: choice.value,
      names: choice.names,
      pinyin: choice.pinyin ?? wordPinyin(choice.names.zh),
      ...(choice.short ? { short: choice.short } : {}),
    }),
    above: [],
    path: [],
    rank: nth,
    choice,
  }));
  return rank(candidates, typed, []).map(({ it }) => it.choice);
}

/** Choices that fit what was typed, best first; typed characters in their order, others between them, is the last resort. */
export function fitting<C extends Named>(choices: readonly C[], typed: string): C[] {
  if (typed.trim() === '') return [...choices];
  const found = ranked(choices, typed);
  const wanted = Array.from(narrow(typed).replaceAll(/\s/g, ''));
  return found.length > 0 ? found : choices.filter(({ names }) => isWithin(wanted, names.zh) || isWithin(wanted, names.en));
}
function isWithin(wanted: readonly string[], name: string): boolean {
  let at = 0;
  for (const character of narrow(name)) if (character === wanted[at]) at += 1;
  return at === wanted.length;
}
