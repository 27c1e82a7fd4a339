import { pinyin } from 'pinyin-pro';

export const syllablesOf = (name: string): string[] => pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' });

/** What finds a Chinese name typed in Latin letters: whole and initials, "yuzhongqu yzq". */
export const searchPinyin = (syllables: readonly string[]): string =>
  `${syllables.join('')} ${syllables.map((syllable) => syllable[0] ?? '').join('')}`.toLowerCase();
