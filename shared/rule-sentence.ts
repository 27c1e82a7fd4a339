import type { RuleNames } from './rule-phrases.ts';
import { inEnglish } from './rule-sentence-en.ts';
import { inChinese } from './rule-sentence-zh.ts';
import type { RuleContent } from './rule-wire.ts';
import type { Language } from './terms.ts';

/** A rule as a person would say it. */
export const ruleSentence = (content: RuleContent, node: string, names: RuleNames, language: Language): string =>
  language === 'zh' ? inChinese(content, node, names) : inEnglish(content, node, names);
