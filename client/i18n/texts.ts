import type { Language } from '../../shared/terms.ts';
import { retrying } from '../ui/retrying.ts';
import type { zh as alert } from './alert.zh.ts';
import type { zh as desk } from './desk.zh.ts';
import type { zh as plans } from './plans.zh.ts';
import type { zh as devices } from './devices.zh.ts';
import type { zh as rules } from './rules.zh.ts';
import type { zh as scenes } from './scenes.zh.ts';
import type { zh as screen } from './screen.zh.ts';
import type { zh as search } from './search.zh.ts';
import type { zh as vitals } from './vitals.zh.ts';
import type { zh as wall } from './wall.zh.ts';
import type { zh } from './zh.ts';

/** All texts: those that every page needs, and those that come with desk, devices, search, screens, scenes, vital signs, alerts, rules and wall. */
export type AllTexts = typeof zh &
  typeof alert &
  typeof desk &
  typeof devices &
  typeof search &
  typeof screen &
  typeof scenes &
  typeof vitals &
  typeof plans &
  typeof rules &
  typeof wall;
type Texts = Record<keyof AllTexts, string>;
type Part = (language: Language) => Promise<Partial<Texts>>;
const base: Part = (language) => retrying(async () => (language === 'zh' ? (await import('./zh.ts')).zh : (await import('./en.ts')).en));
const parts: Part[] = [base];
const held: Partial<Record<Language, Texts>> = {};

/** One language is fetched: that of the reader. Nothing is drawn before it is here. */
export async function loadTexts(language: Language): Promise<void> {
  held[language] ??= Object.assign({}, ...(await Promise.all(parts.map((part) => part(language)))));
}
/** The texts of a page that is fetched apart, in the languages at hand and in those that are chosen later. */
export async function addTexts(part: Part): Promise<void> {
  parts.push(part);
  await Promise.all(Object.entries(held).map(async ([language, texts]) => Object.assign(texts, await part(language as Language))));
}
export function textsOf(language: Language): Texts {
  const texts = held[language];
  if (!texts) throw new Error(`Texts of ${language} are used before they are loaded`);
  return texts;
}
