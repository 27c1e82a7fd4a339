import { create } from 'zustand';
import type { Bilingual, Language } from '../../shared/terms.ts';
import { loadTexts } from './texts.ts';

const KEY = 'guantong.language';

/** The chosen one, else the browser's: Chinese for any Chinese, English for the rest. */
function firstLanguage(): Language {
  const kept = globalThis.localStorage?.getItem(KEY);
  if (kept === 'zh' || kept === 'en') return kept;
  return (globalThis.navigator?.language ?? 'zh').startsWith('zh') ? 'zh' : 'en';
}

export const useLanguage = create<{ language: Language }>()(() => ({ language: firstLanguage() }));
export const currentLanguage = (): Language => useLanguage.getState().language;
export const otherLanguage = (language: Language): Language => (language === 'zh' ? 'en' : 'zh');

/** Takes its texts first: the screen never shows a mixture. */
export async function setLanguage(language: Language): Promise<void> {
  await loadTexts(language);
  globalThis.localStorage?.setItem(KEY, language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  useLanguage.setState({ language });
}

/** A name in the reader's language; the other belongs in the tooltip. */
export const useName = (): ((names: Bilingual) => string) => {
  const language = useLanguage((state) => state.language);
  return (names) => names[language] || names[otherLanguage(language)];
};
