import { retrying } from '../ui/retrying.ts';
import { addTexts } from './texts.ts';

let adding: Promise<void> | undefined;
/** The texts of the page of action plans. */
export const loadPlanTexts = (): Promise<void> =>
  (adding ??= addTexts((language) =>
    retrying(async () => (language === 'zh' ? (await import('./plans.zh.ts')).zh : (await import('./plans.en.ts')).en)),
  ));
