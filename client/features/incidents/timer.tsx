import { useLanguage } from '../../i18n/language.ts';
import { useTicked } from '../../state/clock.ts';
import { Chip } from '../../ui/chip.tsx';
import { TimerRing } from '../../ui/timer-ring.tsx';
import { readTimer, type Timed } from './timer-model.ts';
import styles from './timer.module.css';

/** Renders again only when what it reads changes: once a minute for most, once a second near the end. */
export function Timer({ of }: { of: Timed }) {
  const language = useLanguage((state) => state.language);
  const packed = useTicked((nowMs) => JSON.stringify(readTimer(of, nowMs, language)));
  const { kind, text, used, times } = JSON.parse(packed) as ReturnType<typeof readTimer>;
  if (kind === 'over') {
    return (
      <Chip kind="inverse">
        {text}
        {times !== null && <span className={styles.times}>×{times > 99 ? '99+' : times}</span>}
      </Chip>
    );
  }
  return (
    <span className={styles.timer} data-kind={kind}>
      {kind === 'left' || kind === 'soon' ? (
        <TimerRing used={used} isSoon={kind === 'soon'} />
      ) : (
        <span className={styles.dash} aria-hidden="true" />
      )}
      {text}
    </span>
  );
}
