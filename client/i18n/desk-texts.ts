import { retrying } from '../ui/retrying.ts';
import { addTexts } from './texts.ts';

let adding: Promise<void> | undefined;
/** The desk's own texts: most people never see them. */
export const loadDeskTexts = (): Promise<void> =>
  (adding ??= addTexts((language) =>
    retrying(async () => (language === 'zh' ? (await import('./desk.zh.ts')).zh : (await import('./desk.en.ts')).en)),
  ));
