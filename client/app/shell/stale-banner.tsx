import { formatClock } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { useConnection } from '../../live/connection.ts';
import { reconnectNow } from '../../live/live-line.ts';
import { useSession } from '../../state/session.ts';
import { useOnline } from '../../state/use-online.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './stale-banner.module.css';

/** Says since when nothing is heard, or that the server restarts. The page below is greyed by its `data-stale`, not for a restart. */
export function StaleBanner() {
  const t = useText();
  const { city } = useSession();
  const { state, staleSinceMs } = useConnection();
  const isOnline = useOnline();
  if (state === 'restarting')
    return (
      <div className={cx(styles.banner, styles.calm)} role="status">
        <p>{t('live.restartingLong')}</p>
      </div>
    );
  if (state !== 'stale') return null;
  const since = staleSinceMs === null ? null : formatClock(staleSinceMs, city.timeZone, true);
  return (
    <div className={styles.banner} role="alert">
      <Icon name="cut" />
      <p>
        {since === null ? t('error.network') : t('live.since', { time: since, asOf: since })} {!isOnline && t('live.offline')}
      </p>
      <Button kind="outline" onClick={() => void reconnectNow()}>
        {t('live.retryNow')}
      </Button>
    </div>
  );
}
