import type { Language } from '../../shared/terms.ts';
import { retrying } from '../ui/retrying.ts';
import type { TextKey } from './zh.ts';

type Texts = Record<TextKey, string>;
const held: Partial<Record<Language, Texts>> = {};

/** One language is fetched: that of the reader. Nothing is drawn before it is here. */
export async function loadTexts(language: Language): Promise<void> {
  held[language] ??= await retrying(async () => (language === 'zh' ? (await import('./zh.ts')).zh : (await import('./en.ts')).en));
}
export function textsOf(language: Language): Texts {
  const texts = held[language];
  if (!texts) throw new Error(`Texts of ${language} are used before they are loaded`);
  return texts;
}
