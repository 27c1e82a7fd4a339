import { formatAge } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useTicked } from '../../state/clock.ts';

/** How old a reading is, by the clock of its instrument. */
export function ReadingAge({ at }: { at: string | null }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const age = useTicked((now) => (at === null ? '' : formatAge(Math.max(0, now - Date.parse(at)), language)));
  return <span aria-live="off">{at === null ? t('device.neverHeard') : age}</span>;
}
