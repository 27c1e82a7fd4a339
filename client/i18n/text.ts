import type { Language } from '../../shared/terms.ts';
import { currentLanguage, useLanguage } from './language.ts';
import { textsOf, type AllTexts } from './texts.ts';

type Needs<S extends string> = S extends `${string}{${infer P}}${infer Rest}` ? P | Needs<Rest> : never;
type Given<K extends keyof AllTexts> = Needs<AllTexts[K]> extends never ? [] : [given: Record<Needs<AllTexts[K]>, string | number>];
/** Text by key; the key's own placeholders are demanded by its type. */
export type Translate = <K extends keyof AllTexts>(key: K, ...given: Given<K>) => string;

/** `{name}` is put in; `{n|one|many}` chooses by the number. */
export function fill(template: string, given: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name: string, one?: string, many?: string) => {
    const value = given[name];
    if (one !== undefined && many !== undefined) return Number(value) === 1 ? one : many;
    return String(value ?? '');
  });
}

export const translator =
  (language: Language): Translate =>
  (key, ...given) =>
    fill(textsOf(language)[key], given[0] ?? {});

const translators = { zh: translator('zh'), en: translator('en') };
/** Outside React: errors, titles. */
export const translateNow: Translate = (key, ...given) => translators[currentLanguage()](key, ...given);
export const useText = (): Translate => translators[useLanguage((state) => state.language)];
export const textIn = (language: Language): Translate => translators[language];
