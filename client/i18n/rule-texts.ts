import { retrying } from '../ui/retrying.ts';
import { addTexts } from './texts.ts';

let adding: Promise<void> | undefined;
/** The texts of rules and their alarms, which come with their page. */
export const loadRuleTexts = (): Promise<void> =>
  (adding ??= addTexts((language) =>
    retrying(async () => (language === 'zh' ? (await import('./rules.zh.ts')).zh : (await import('./rules.en.ts')).en)),
  ));
