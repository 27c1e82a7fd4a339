import { isHeardDue } from '../../../shared/wall-sound.ts';
import type { ScreenWire } from '../../../shared/wall-wire.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Chip } from '../../ui/chip.tsx';
import styles from './screens.module.css';

/** Whether a screen can sound, whether somebody has heard it in this shift, and when it keeps quiet. */
export function SoundCell({ screen, asOfMs }: { screen: ScreenWire; asOfMs: number }) {
  const t = useText();
  const { city } = useSession();
  const { heard, quiet, beat, isMuted } = screen;
  const sound = beat?.sound;
  return (
    <span className={styles.shows} data-sound={sound}>
      {sound === 'locked' && <Chip kind="inverse">{t('screens.soundLocked')}</Chip>}
      {sound === 'on' && !isMuted && <span>{t('screens.soundOn')}</span>}
      {sound === undefined && !isMuted && <span>{UNKNOWN}</span>}
      {isHeardDue(heard, asOfMs) && (
        <Chip kind="outline">
          {t(heard === null ? 'screens.neverHeard' : heard.isHeard ? 'screens.heardLongAgo' : 'screens.wasNotHeard')}
        </Chip>
      )}
      {heard !== null && (
        <small>
          {t(heard.isHeard ? 'screens.heardBy' : 'screens.notHeardBy', {
            time: formatMoment(heard.atMs, city.timeZone),
            by: heard.by.replace(/^user:/, ''),
          })}
        </small>
      )}
      {quiet !== null && <small>{t('screens.quietFromTo', quiet)}</small>}
    </span>
  );
}
const UNKNOWN = '–';
