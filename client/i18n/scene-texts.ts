import { retrying } from '../ui/retrying.ts';
import { addTexts } from './texts.ts';

let adding: Promise<void> | undefined;
/** The texts of the page on which scenes are made: few people ever see them. */
export const loadSceneTexts = (): Promise<void> =>
  (adding ??= addTexts((language) =>
    retrying(async () => (language === 'zh' ? (await import('./scenes.zh.ts')).zh : (await import('./scenes.en.ts')).en)),
  ));
