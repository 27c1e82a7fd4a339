import { useEffect, useEffectEvent, useState } from 'react';
import type { Standing } from '../../../shared/calls.ts';
import { isWithinHours } from '../../../shared/daily-hours.ts';
import { TEST_MS, type SoundState } from '../../../shared/wall-sound.ts';
import type { WallState } from '../../../shared/wall-wire.ts';
import { formatClock } from '../../i18n/format.ts';
import { useCalls } from '../../live/calls.ts';
import { useConnection } from '../../live/connection.ts';
import { nowMs, useTicked } from '../../state/clock.ts';
import { setTaken } from '../taken.ts';
import { begun, nextSound, type Sounding } from './next-sound.ts';
import { clipBytes } from '../../api/wall-clips.query.ts';
import { clipShelf } from './clip-shelf.ts';
import { decodeSound } from './decode-sound.ts';
import { tonePlayer } from './tone-player.ts';

/** What a wall says of its sound, and what calls. */
export interface WallSound {
  sound: SoundState;
  /** Null = nothing was told. */
  standing: Standing | null;
  calling: Sounding['calling'];
  isTesting: boolean;
}
export const NO_SOUND: WallSound = { sound: 'on', standing: null, calling: null, isTesting: false };

const STEP_MS = 200;
/** A page that is loaded anew lets a call sound anew; one that nobody answers for hours must not keep an old page. */
const HELD_MS = 600_000;
const loadClip = async (id: string): Promise<AudioBuffer> => decodeSound(await clipBytes(id));
const keyOf = ({ showing }: WallState): string | null => showing && `${showing.kind} ${showing.id} ${showing.untilMs}`;

/** Sounds what calls, on a page that nobody touches. Where the browser does not let it, that is said: on the glass and to the server. */
export function useSound(state: WallState, timeZone: string): WallSound {
  const { standing } = useCalls();
  const [isOpen, setOpen] = useState(true);
  const [calling, setCalling] = useState<Sounding['calling']>(null);
  const { testAtMs, screen, isMuted, isStopped, clips } = state;
  const [shelf] = useState(() => clipShelf(loadClip));
  // With each word that the server says of this screen: what could not be had is tried again.
  useEffect(() => shelf.tell(clips), [clips, shelf]);
  const isTesting = useTicked((now) => !isMuted && !isStopped && testAtMs !== null && now >= testAtMs && now - testAtMs < TEST_MS);

  const situation = useEffectEvent(() => {
    const { state: line, staleSinceMs } = useConnection.getState();
    return {
      calls: standing?.total ?? 0,
      unanswered: standing?.unanswered ?? 0,
      isMuted,
      isStopped,
      isQuiet: screen.quiet !== null && isWithinHours(formatClock(nowMs(), timeZone), screen.quiet),
      cutForMs: line === 'stale' && staleSinceMs !== null ? Date.now() - staleSinceMs : null,
      shown: keyOf(state),
      testAtMs,
    };
  });
  useEffect(() => {
    const player = tonePlayer(() => setOpen(player.isOpen()));
    let said = begun(situation());
    let before: Sounding['calling'] = null;
    const step = (): void => {
      const sounding = nextSound(said, situation(), nowMs());
      ({ said } = sounding);
      if (before !== null && sounding.calling === null) player.hush();
      before = sounding.calling;
      setCalling(before);
      setOpen(player.isOpen());
      if (sounding.play) player.play(sounding.play, shelf.of(sounding.play));
    };
    const timer = setInterval(step, STEP_MS);
    return () => {
      clearInterval(timer);
      player.close();
    };
  }, [shelf]);
  const newestMs = standing?.calls[0]?.raisedAtMs ?? null;
  const isYoung = useTicked((now) => newestMs !== null && now - newestMs < HELD_MS);
  useEffect(() => {
    setTaken('call', isYoung);
    return () => setTaken('call', false);
  }, [isYoung]);
  return { sound: isMuted ? 'muted' : isOpen ? 'on' : 'locked', standing, calling, isTesting };
}
