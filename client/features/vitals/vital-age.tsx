import { formatAge, formatMoment } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useTicked } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';

/** How old a reading is, by the clock of its instrument; where it is too old, since when there was none. */
export function VitalAge({ at, isSilent }: { at: string | null; isSilent: boolean }) {
  const t = useText();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const age = useTicked((now) => (at === null ? '' : formatAge(Math.max(0, now - Date.parse(at)), language)));
  if (at === null) return <span>{t('vitals.neverHeard')}</span>;
  if (isSilent) return <span>{t('vitals.noDataSince', { time: formatMoment(Date.parse(at), city.timeZone) })}</span>;
  return <span aria-live="off">{t('vitals.age', { age })}</span>;
}
