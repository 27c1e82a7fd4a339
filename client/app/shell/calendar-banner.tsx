import { useState } from 'react';
import type { Role } from '../../../shared/terms.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './page-frame.module.css';

/** Who can put the year in, and who answers for the limits meanwhile. */
const CONCERNED: ReadonlySet<Role> = new Set<Role>(['system', 'shift-leader']);
const SEEN = 'guantong.calendar-seen';

/** What the city's calendar lacks, for those whom it concerns; null = nothing, or it was put away in this session. */
export function useCalendarWarning(): { text: string; putAway: () => void } | null {
  const name = useName();
  const { me, city } = useSession();
  const { warning } = city.calendar;
  const [seen, setSeen] = useState(() => sessionStorage.getItem(SEEN));
  if (warning === null || !CONCERNED.has(me.role) || seen === warning.en) return null;
  return {
    text: name(warning),
    putAway: () => {
      sessionStorage.setItem(SEEN, warning.en);
      setSeen(warning.en);
    },
  };
}

/** A line of its own above the page, for it stands for days: it covers nothing that is worked on. */
export function CalendarBanner({ text, onClose }: { text: string; onClose: () => void }) {
  const t = useText();
  return (
    <div className={styles.calendar} role="status" data-calendar="">
      <Icon name="warning" size={18} />
      <p>{text}</p>
      <Button kind="icon" aria-label={t('banner.close')} title={t('banner.close')} onClick={onClose}>
        <Icon name="close" size={18} />
      </Button>
    </div>
  );
}
