import { fillTemplate, openIn, templateFor, type AlertTemplate, type Placeholder } from '../../../shared/alert-advice.ts';
import { LEVEL_COLOURS, LEVELS, type Level } from '../../../shared/alert-terms.ts';
import type { AlertDetail, AlertRulesWire, PostAlert } from '../../../shared/alert-wire.ts';
import type { Language } from '../../../shared/terms.ts';
import { localMinute, minuteToMs, toIso } from '../../state/windows.ts';

export const WORDS = ['headline', 'warning', 'measures'] as const;
export type Word = (typeof WORDS)[number];
const LANGUAGES = ['zh', 'en'] as const;
/** What a person has typed so far; nothing of it is ever lost. Minutes by the city's clock, empty = not said. */
export interface AlertDraft {
  origin: 'submitted' | 'notice';
  kind: string;
  issuer: string;
  isExercise: boolean;
  startsAt: string;
  endsAt: string;
  parts: { level: Level | null; areas: string[] }[];
  /** What is measured, for the template. */
  value: string;
  /** Words that were typed over those of the template. */
  typed: Partial<Record<`${Language}.${Word}`, string>>;
}
export const emptyDraft = (origin: AlertDraft['origin']): AlertDraft => ({
  origin,
  kind: '',
  issuer: '',
  isExercise: false,
  startsAt: '',
  endsAt: '',
  parts: [{ level: null, areas: [] }],
  value: '',
  typed: {},
});

/** A draft as it stands, to be written anew. */
export function draftOf(detail: AlertDetail, timeZone: string): AlertDraft {
  const { kind, issuer, exercise, startsAt, endsAt, parts, words } = detail;
  const minute = (time: string | null): string => (time === null ? '' : localMinute(Date.parse(time), timeZone));
  const typed: AlertDraft['typed'] = {};
  for (const language of LANGUAGES) for (const word of WORDS) typed[`${language}.${word}`] = words[language]?.[word] ?? '';
  return {
    ...emptyDraft('submitted'),
    kind: kind ?? '',
    issuer: issuer ?? '',
    isExercise: exercise,
    startsAt: minute(startsAt),
    endsAt: minute(endsAt),
    parts: parts.map(({ level, named }) => ({ level, areas: [...named] })),
    typed,
  };
}

/** What an area is called in either language: words are made in both, whatever the reader's is. */
export type NameIn = (code: string, language: Language) => string;
const AT_ONCE = { zh: '即刻', en: 'now' };
const JOIN = { zh: '、', en: ', ' };
const clockOf = (minute: string): string => minute.replace('T', ' ').slice(5);
const highest = ({ parts }: AlertDraft): Level | null => LEVELS.find((level) => parts.some((part) => part.level === level)) ?? null;
const templateOf = (draft: AlertDraft, { templates }: AlertRulesWire): AlertTemplate | null =>
  templateFor(templates, draft.kind, draft.origin === 'notice' ? null : highest(draft));

/** The words as they would go out: those of the template, with what was typed over them. */
export function wordsOf(draft: AlertDraft, rules: AlertRulesWire, nameIn: NameIn): Record<Language, Record<Word, string>> {
  const template = templateOf(draft, rules);
  const level = highest(draft);
  const said = (language: Language): Record<Word, string> => {
    const areas = draft.parts.flatMap((part) => part.areas);
    const values: Partial<Record<Placeholder, string>> = {
      area: areas.map((code) => nameIn(code, language)).join(JOIN[language]),
      time: draft.startsAt === '' ? AT_ONCE[language] : clockOf(draft.startsAt),
      until: draft.endsAt === '' ? '' : clockOf(draft.endsAt),
      value: draft.value.trim(),
      kind: rules.kinds.find(({ code }) => code === draft.kind)?.names[language] ?? '',
      level: level === null ? '' : LEVEL_COLOURS[level][language],
      issuer: rules.issuers.find(({ code }) => code === draft.issuer)?.names[language] ?? '',
    };
    const of = (word: Word): string =>
      draft.typed[`${language}.${word}`] ?? (template ? fillTemplate(template.words[language][word], values) : '');
    return { headline: of('headline'), warning: of('warning'), measures: of('measures') };
  };
  return { zh: said('zh'), en: said('en') };
}

export type DraftField = 'kind' | 'issuer' | 'level' | 'areas' | 'startsAt' | 'endsAt' | 'value' | 'words';
/** The first thing that is lacking before it can be sent; null = nothing is. */
export function lackOf(draft: AlertDraft, words: ReturnType<typeof wordsOf>): DraftField | null {
  const isWarning = draft.origin === 'submitted';
  if (draft.kind === '') return 'kind';
  if (isWarning && draft.parts.some(({ level }) => level === null)) return 'level';
  if (isWarning && draft.issuer === '') return 'issuer';
  if (draft.parts.some(({ areas }) => areas.length === 0)) return 'areas';
  if (draft.endsAt === '') return 'endsAt';
  const said = LANGUAGES.flatMap((language) => (words[language].warning.trim() === '' ? [] : WORDS.map((word) => words[language][word])));
  if (said.length === 0) return 'words';
  const open = said.flatMap(openIn);
  return open.length === 0 ? null : open.includes('value') ? 'value' : 'words';
}

export function toPost(draft: AlertDraft, words: ReturnType<typeof wordsOf>, timeZone: string): PostAlert {
  const iso = (minute: string): string => toIso(minuteToMs(minute, timeZone));
  const said = LANGUAGES.flatMap((language) => {
    const { headline, warning, measures } = words[language];
    if (warning.trim() === '') return [];
    return [[language, { ...(headline.trim() && { headline }), warning, ...(measures.trim() && { measures }) }] as const];
  });
  const isNotice = draft.origin === 'notice';
  return {
    origin: draft.origin,
    kind: draft.kind,
    ...(isNotice ? {} : { issuer: draft.issuer }),
    exercise: draft.isExercise,
    ...(draft.startsAt === '' ? {} : { startsAt: iso(draft.startsAt) }),
    endsAt: iso(draft.endsAt),
    parts: draft.parts.map(({ level, areas }) => ({ level: isNotice ? null : level, areas })),
    words: Object.fromEntries(said) as PostAlert['words'],
  };
}

/** By the codes of refusals: beside which field each is said; null = it is of the whole. */
const FIELDS: Readonly<Record<string, DraftField>> = {
  'alert.kind-unknown': 'kind',
  'alert.issuer-unknown': 'issuer',
  'alert.issuer-denied': 'issuer',
  'alert.level-unknown': 'level',
  'alert.level-origin': 'level',
  'alert.not-a-step': 'level',
  'alert.area-twice': 'areas',
  'alert.level-up': 'areas',
  'alert.not-there': 'areas',
  'area.unknown': 'areas',
  'alert.times': 'endsAt',
};
export function fieldOf({ code, detail }: { code: string; detail: Readonly<Record<string, unknown>> }): DraftField | null {
  const field = typeof detail['field'] === 'string' ? detail['field'] : '';
  if (code === 'time.invalid') return field === 'startsAt' ? 'startsAt' : 'endsAt';
  if (code === 'request.invalid' || code.startsWith('text.')) return field.includes('issuer') ? 'issuer' : 'words';
  return FIELDS[code] ?? null;
}
