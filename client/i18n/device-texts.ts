import { retrying } from '../ui/retrying.ts';
import { addTexts } from './texts.ts';

let adding: Promise<void> | undefined;
/** The texts of the page of devices. */
export const loadDeviceTexts = (): Promise<void> =>
  (adding ??= addTexts((language) =>
    retrying(async () => (language === 'zh' ? (await import('./devices.zh.ts')).zh : (await import('./devices.en.ts')).en)),
  ));
