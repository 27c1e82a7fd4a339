import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReplayState } from '../../../shared/replay.ts';
import { REPLAY_SPEEDS } from '../../../shared/replay-speeds.ts';
import { replayRightsQuery, steerReplay } from '../../api/replay.query.ts';
import { formatClock, formatMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { useTicked } from '../../state/clock.ts';
import { setReplay } from '../../state/replay.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { ReplayMark } from './replay-mark.tsx';
import { ReplayTrack } from './replay-track.tsx';
import styles from './replay.module.css';

/** What is played, where it is, and for those who may: play, speed, place. */
export function ReplayBar({ replay }: { replay: ReplayState }) {
  const t = useText();
  const { data: rights } = useQuery(replayRightsQuery);
  const steer = useMutation({ mutationFn: steerReplay, onSuccess: setReplay });
  const maySteer = rights?.maySteer === true;
  const { isPlaying, isEnded, speed } = replay;
  return (
    <section className={styles.bar} aria-label={t('replay.bar')}>
      <ReplayMark />
      <ReplayClock replay={replay} />
      {maySteer && (
        <div className={styles.reins}>
          {isEnded ? (
            <Button
              kind="icon"
              aria-label={t('replay.restart')}
              title={t('replay.restart')}
              onClick={() => steer.mutate({ at: replay.from, isPlaying: true })}
            >
              <Icon name="retry" />
            </Button>
          ) : (
            <Button
              kind="icon"
              aria-label={t(isPlaying ? 'replay.pause' : 'replay.play')}
              title={t(isPlaying ? 'replay.pause' : 'replay.play')}
              onClick={() => steer.mutate({ isPlaying: !isPlaying })}
            >
              <Icon name={isPlaying ? 'pause' : 'play'} />
            </Button>
          )}
          <Segmented
            label={t('replay.speed')}
            value={String(speed)}
            onChange={(value) => steer.mutate({ speed: Number(value) })}
            options={speedsWith(speed).map((n) => ({ value: String(n), label: t('replay.times', { n }) }))}
          />
        </div>
      )}
      <ReplayTrack replay={replay} onPick={maySteer ? (at) => steer.mutate({ at }) : null} />
      {steer.error && <p role="alert">{steer.error.message}</p>}
    </section>
  );
}

/** A speed that was chosen on the command line is offered too. */
const speedsWith = (speed: number): number[] => [...new Set([...REPLAY_SPEEDS, speed])].sort((a, b) => a - b);

function ReplayClock({ replay: { to, isPlaying, isEnded } }: { replay: ReplayState }) {
  const t = useText();
  const { city } = useSession();
  const shown = useTicked((now) => {
    const ms = Math.min(now, Date.parse(to));
    return `${formatMoment(ms, city.timeZone)}${formatClock(ms, city.timeZone, true).slice(5)}`;
  });
  return (
    <p className={styles.clock}>
      <span>{shown}</span>
      <span className={styles.state} role="status">
        {isEnded ? t('replay.ended') : isPlaying ? '' : t('replay.paused')}
      </span>
    </p>
  );
}
