import type { PresetAsk } from '../../shared/local-time.ts';
import type { Language } from '../../shared/terms.ts';
import { useTicked } from './clock.ts';
import { useSession } from './session.ts';
import { lastDayOf, windowOf } from './windows.ts';
import { formatMoment, localDay } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { textIn } from '../i18n/text.ts';

/** A window as a title has it. Of a duty day and a scoring period also which one is meant: "考评期 10-26 – 11-25". */
export function windowName(view: PresetAsk, nowMs: number, timeZone: string, language: Language): string {
  const t = textIn(language);
  const window = windowOf(view, nowMs, timeZone);
  if (view.window === 'duty') return t('windowLong.duty', { start: formatMoment(window.fromMs, timeZone) });
  if (view.window !== 'period') return t(`windowLong.${view.window}`);
  const [from, to] = [window.fromMs, lastDayOf(view, window, timeZone)].map((ms) => localDay(ms, timeZone));
  return t('windowLong.period', { from: from!, to: to! });
}

/** The same as the clock goes; `atMs` = of a day of the past. */
export function useWindowName(view: PresetAsk, atMs: number | null = null): string {
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  return useTicked((nowMs) => windowName(view, atMs ?? nowMs, city.timeZone, language));
}
