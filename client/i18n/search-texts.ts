import { retrying } from '../ui/retrying.ts';
import { addTexts } from './texts.ts';

let adding: Promise<void> | undefined;
/** The search's own texts come with it. */
export const loadSearchTexts = (): Promise<void> =>
  (adding ??= addTexts((language) =>
    retrying(async () => (language === 'zh' ? (await import('./search.zh.ts')).zh : (await import('./search.en.ts')).en)),
  ));
