import { commandRule, type CommandField, type CommandName } from '../../../shared/incident-commands.ts';
import type { Bilingual, Language } from '../../../shared/terms.ts';
import { fitsLine, fitting, leadingCommand, narrow, ranked, wordsOf, type LineChoice } from './line-words.ts';

export type LineDraft = Partial<Record<CommandField, string>>;
/** Something else that the line opens by its name: a queue, a unit. */
export interface LinePlace {
  value: string;
  names: Bilingual;
  pinyin?: string | undefined;
}
/** What is known where the line is typed. */
export interface LineContext {
  /** In which what is completed is written; typed may be either. */
  language: Language;
  /** Commands of this reader's role, by the table. */
  commands: readonly CommandName[];
  /** Those that what is selected allows now; null = nothing is selected. */
  possible: readonly CommandName[] | null;
  queues: readonly LinePlace[];
  /** Of the area: how each stands can be looked at and set. */
  units: readonly LinePlace[];
  /** Null = the field is free text. */
  choicesOf: (command: CommandName, field: CommandField) => readonly LineChoice[] | null;
  /** An incident's number, when what was typed looks like one. */
  numberOf: (typed: string) => string | null;
}
/** One line of what the text may become; `text` is the line once it is taken. */
export type Suggestion =
  | { kind: 'command'; key: string; command: CommandName; text: string }
  | { kind: 'queue'; key: string; queue: string; names: Bilingual }
  | { kind: 'unit'; key: string; unit: string; names: Bilingual }
  | { kind: 'choice'; key: string; choice: LineChoice; text: string; draft: LineDraft; isLast: boolean };

export type LineReading = { suggestions: Suggestion[] } & (
  | { kind: 'start' }
  | { kind: 'number'; number: string }
  /** A choice of these is wanted; `typed` = what of it stands there. */
  | { kind: 'choosing'; command: CommandName; field: CommandField; typed: string }
  | { kind: 'writing'; command: CommandName; field: CommandField }
  | { kind: 'ready'; command: CommandName; draft: LineDraft }
  /** More is asked than a line holds. */
  | { kind: 'form'; command: CommandName }
  | { kind: 'impossible'; command: CommandName }
  | { kind: 'nothing-selected'; command: CommandName }
  | { kind: 'nonsense'; typed: string }
);
const MOST = 9;
/** One character is a command's; by it alone hundreds of units would fit. */
const LEAST_OF_UNIT = 2;

/** What a typed line means, and how it may go on. Pure: the same text in the same place says the same. */
export function readLine(line: string, context: LineContext): LineReading {
  const typed = line.trim();
  if (typed === '') return { kind: 'start', suggestions: starts(context, '') };
  const number = context.numberOf(typed);
  if (number !== null) return { kind: 'number', number, suggestions: [] };
  const leading = leadingCommand(line, context.commands);
  if (leading) return readCommand(leading.command, leading.rest, context);
  const suggestions = starts(context, typed);
  return suggestions.length > 0 ? { kind: 'start', suggestions } : { kind: 'nonsense', typed, suggestions };
}

function starts({ commands, possible, queues, units, language }: LineContext, typed: string): Suggestion[] {
  const offered = possible ?? commands;
  const named = offered.map((command) => ({ value: command, names: commandRule(command).names, words: wordsOf(command) }));
  const text = narrow(typed);
  const byWord = named.filter(({ words }) => words.some((word) => word.startsWith(text)));
  const found = byWord.length > 0 ? byWord : fitting(named, typed);
  return [
    ...found.map(
      ({ value, names }): Suggestion => ({ kind: 'command', key: `command:${value}`, command: value, text: `${names[language]} ` }),
    ),
    ...(typed === '' ? [] : fitting(queues, typed)).map(
      ({ value, names }): Suggestion => ({ kind: 'queue', key: `queue:${value}`, queue: value, names }),
    ),
    ...(text.length < LEAST_OF_UNIT ? [] : ranked(units, typed)).map(
      ({ value, names }): Suggestion => ({ kind: 'unit', key: `unit:${value}`, unit: value, names }),
    ),
  ].slice(0, MOST);
}

function readCommand(command: CommandName, given: string, context: LineContext): LineReading {
  if (context.possible === null) return { kind: 'nothing-selected', command, suggestions: [] };
  if (!context.possible.includes(command)) return { kind: 'impossible', command, suggestions: [] };
  if (!fitsLine(command)) return { kind: 'form', command, suggestions: [] };
  const { needs, names } = commandRule(command);
  const draft: LineDraft = {};
  let rest = given;
  let said = names[context.language];
  for (const [nth, field] of needs.entries()) {
    const choices = context.choicesOf(command, field);
    const isLast = nth === needs.length - 1;
    if (choices === null) {
      // Free text takes all that is left: it is the last that a line can say.
      if (rest === '') return { kind: 'writing', command, field, suggestions: [] };
      draft[field] = rest;
      rest = '';
      continue;
    }
    const taken = takeChoice(choices, rest, isLast);
    if (!taken) {
      const suggestions = fitting(choices, rest)
        .slice(0, MOST)
        .map((choice): Suggestion => {
          const next = { ...draft, [field]: choice.value };
          return {
            kind: 'choice',
            key: choice.value,
            choice,
            text: `${said} ${choice.names[context.language]}${isLast ? '' : ' '}`,
            draft: next,
            isLast,
          };
        });
      return { kind: 'choosing', command, field, typed: rest, suggestions };
    }
    draft[field] = taken.choice.value;
    said += ` ${taken.choice.names[context.language]}`;
    rest = taken.rest;
  }
  return rest === '' ? { kind: 'ready', command, draft, suggestions: [] } : { kind: 'nonsense', typed: rest, suggestions: [] };
}

/** The choice that the text names in full, the longest first; before a further field a blank ends it. */
function takeChoice(choices: readonly LineChoice[], text: string, isLast: boolean): { choice: LineChoice; rest: string } | null {
  const typed = narrow(text);
  const named = choices
    .flatMap((choice) => [choice.value, choice.names.zh, choice.names.en].map((word) => ({ choice, word: narrow(word) })))
    .filter(({ word }) => word !== '' && typed.startsWith(word) && (isLast ? typed === word : typed === word || typed[word.length] === ' '))
    .sort((a, b) => b.word.length - a.word.length);
  const [best] = named;
  return best ? { choice: best.choice, rest: text.slice(best.word.length).trim() } : null;
}
