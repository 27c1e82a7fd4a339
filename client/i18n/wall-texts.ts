import { retrying } from '../ui/retrying.ts';
import { addTexts } from './texts.ts';

let adding: Promise<void> | undefined;
/** A wall's own texts. */
export const loadWallTexts = (): Promise<void> =>
  (adding ??= addTexts((language) =>
    retrying(async () => (language === 'zh' ? (await import('./wall.zh.ts')).zh : (await import('./wall.en.ts')).en)),
  ));
