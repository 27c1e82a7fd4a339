import { retrying } from '../ui/retrying.ts';
import { addTexts } from './texts.ts';

let adding: Promise<void> | undefined;
/** The texts of the page of vital signs. */
export const loadVitalTexts = (): Promise<void> =>
  (adding ??= addTexts((language) =>
    retrying(async () => (language === 'zh' ? (await import('./vitals.zh.ts')).zh : (await import('./vitals.en.ts')).en)),
  ));
