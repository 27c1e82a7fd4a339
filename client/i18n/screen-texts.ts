import { retrying } from '../ui/retrying.ts';
import { addTexts } from './texts.ts';

let adding: Promise<void> | undefined;
/** The texts of screens, and of the page that commands them: most people never see them. */
export const loadScreenTexts = (): Promise<void> =>
  (adding ??= addTexts((language) =>
    retrying(async () => (language === 'zh' ? (await import('./screen.zh.ts')).zh : (await import('./screen.en.ts')).en)),
  ));
