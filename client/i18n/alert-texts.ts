import { retrying } from '../ui/retrying.ts';
import { addTexts } from './texts.ts';

let adding: Promise<void> | undefined;
/** The texts of the page of alerts: what stands over a map, and on walls, every page has. */
export const loadAlertTexts = (): Promise<void> =>
  (adding ??= addTexts((language) =>
    retrying(async () => (language === 'zh' ? (await import('./alert.zh.ts')).zh : (await import('./alert.en.ts')).en)),
  ));
