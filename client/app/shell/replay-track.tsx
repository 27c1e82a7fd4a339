import { useState } from 'react';
import type { ReplayState } from '../../../shared/replay.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { useTicked } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import styles from './replay.module.css';

const STEP_MS = 60_000;

/** Where in its window the replay is; who may takes it elsewhere, and it goes there when the hand lets go. */
export function ReplayTrack({ replay: { from, to }, onPick }: { replay: ReplayState; onPick: ((at: string) => void) | null }) {
  const t = useText();
  const { city } = useSession();
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  const shownMs = useTicked((now) => Math.max(fromMs, Math.min(toMs, now)));
  const [draft, setDraft] = useState<number | null>(null);
  const ms = draft ?? shownMs;
  const letGo = (): void => {
    if (draft === null) return;
    setDraft(null);
    onPick?.(new Date(draft).toISOString());
  };
  return (
    <div className={styles.track}>
      <span>{formatMoment(fromMs, city.timeZone)}</span>
      <input
        type="range"
        aria-label={t('replay.position')}
        aria-valuetext={formatMoment(ms, city.timeZone)}
        title={draft === null ? undefined : formatMoment(draft, city.timeZone)}
        disabled={onPick === null}
        min={fromMs}
        max={toMs}
        step={STEP_MS}
        value={ms}
        onChange={(event) => setDraft(Number(event.target.value))}
        onPointerUp={letGo}
        onKeyUp={letGo}
        onBlur={letGo}
      />
      <span>{formatMoment(toMs, city.timeZone)}</span>
    </div>
  );
}
