import { lazy, Suspense, type ReactNode } from 'react';
import { useReplay } from '../../state/replay.ts';
import { loadReplayBar } from '../parts.ts';
import { CalendarBanner, useCalendarWarning } from './calendar-banner.tsx';
import styles from './page-frame.module.css';

const ReplayBar = lazy(async () => ({ default: (await loadReplayBar()).ReplayBar }));

/** Around every page: on top what holds for all of it for long, in a replay its bar and a line about it all; nothing where nothing does. */
export function PageFrame({
  children,
  isPicture = false,
}: {
  children: ReactNode /** It is looked at as it will hang in a hall. */;
  isPicture?: boolean;
}) {
  const replay = useReplay((state) => state.replay);
  const calendar = useCalendarWarning();
  return (
    <div className={styles.frame} data-replay={replay !== null}>
      {replay !== null && (
        <Suspense>
          <ReplayBar replay={replay} />
        </Suspense>
      )}
      {replay === null && calendar && !isPicture && <CalendarBanner text={calendar.text} onClose={calendar.putAway} />}
      <div className={styles.page}>{children}</div>
    </div>
  );
}
