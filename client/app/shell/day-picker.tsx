import { useText } from '../../i18n/text.ts';
import { nowMs } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import type { ViewControl } from '../../state/use-view.ts';
import { dayOf } from '../../state/windows.ts';
import styles from './day-picker.module.css';

const FIRST_DAY = '2000-01-01';

/** The day that tree and figures are of: today, unless a day of the past is chosen. */
export function DayPicker({ control: { view, change } }: { control: ViewControl }) {
  const t = useText();
  const { city } = useSession();
  const today = dayOf(nowMs(), city.timeZone);
  const pick = (day: string): void => {
    // While a day is typed the field is empty or names a year such as 0002.
    if (day === '' || day < FIRST_DAY || day > today) return;
    change({ at: day === today ? null : day, incident: null, behind: null });
  };
  return (
    <label className={styles.day} data-past={view.at !== null} title={t('at.hint')}>
      <span className="visually-hidden">{t('at.label')}</span>
      <input type="date" min={FIRST_DAY} max={today} value={view.at ?? today} onChange={(event) => pick(event.target.value)} />
    </label>
  );
}
