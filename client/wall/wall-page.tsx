import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { WallState } from '../../shared/wall-wire.ts';
import { cityQuery, meQuery } from '../api/session.query.ts';
import { loadScreenTexts } from '../i18n/screen-texts.ts';
import { useText } from '../i18n/text.ts';
import { SessionContext } from '../state/session.ts';
import { useTicked } from '../state/clock.ts';
import { PairingView } from './pairing-view.tsx';
import { useSound } from './sound/use-sound.ts';
import { useWall } from './use-wall.ts';
import { useWatchedPage } from './use-watched-page.ts';
import { WallStage, type WallSight } from './wall-stage.tsx';
import styles from './wall-page.module.css';

await loadScreenTexts();

const AGAIN_MS = 2_000;

/** `/wall`: a screen that nobody touches. It shows a code until somebody lets it in, and from then on what it is told. */
export function WallPage() {
  const { state, code, error, isCut } = useWall();
  useEffect(() => {
    document.documentElement.dataset['theme'] = 'dark';
  }, []);
  if (state) return <Paired key={`${state.screen.id} ${state.screen.areaCode}`} state={state} isCut={isCut} />;
  return <PairingView code={code} error={error} />;
}

function Paired({ state, isCut }: { state: WallState; isCut: boolean }) {
  // Nobody is there to press a button: it is tried until it works.
  const { data: me, refetch } = useQuery({ ...meQuery, retry: true });
  const { data: city } = useQuery({ ...cityQuery, retry: true, enabled: Boolean(me) });
  useEffect(() => {
    if (me !== null) return undefined;
    const timer = setInterval(() => void refetch(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [me, refetch]);
  if (!me || !city) return <main className={styles.wall} aria-busy="true" />;
  return (
    <SessionContext value={{ me, city }}>
      <Glass state={state} isCut={isCut} timeZone={city.timeZone} />
    </SessionContext>
  );
}

function Glass({ state, isCut, timeZone }: { state: WallState; isCut: boolean; timeZone: string }) {
  const t = useText();
  const now = useNowShown(state);
  const sound = useSound(now, timeZone);
  useWatchedPage(state, timeZone, sound.sound);
  const sight = useWindow();
  return (
    <main
      className={styles.wall}
      data-screen={state.screen.id}
      data-scene={state.scene}
      data-stopped={state.isStopped}
      data-cut={isCut}
      data-version={state.version}
      data-sound={sound.sound}
      data-tone={sound.calling ?? 'none'}
    >
      {now.isStopped ? (
        <div className={styles.stopped} role="status">
          <p>{t('screen.stopped')}</p>
          <p>{t('screen.stoppedHint', { name: state.screen.name })}</p>
        </div>
      ) : (
        <WallStage state={now} sight={sight} sound={sound} />
      )}
      {now.identifyUntilMs !== null && (
        <div className={styles.identify} role="status">
          <p className={styles.number}>{state.screen.id}</p>
          <p>{state.screen.name}</p>
          <p>{t('screen.place', state.screen.place)}</p>
        </div>
      )}
    </main>
  );
}

const windowNow = (): WallSight => ({ widthPx: innerWidth, heightPx: innerHeight });
/** The picture is the browser's window. */
function useWindow(): WallSight {
  const [sight, setSight] = useState(windowNow);
  useEffect(() => {
    const resized = () => setSight((held) => (held.widthPx === innerWidth && held.heightPx === innerHeight ? held : windowNow()));
    addEventListener('resize', resized);
    return () => removeEventListener('resize', resized);
  }, []);
  return sight;
}

/** What was for a while ends by this page's own clock: it needs no line for that. */
function useNowShown(state: WallState): WallState {
  const { showing, identifyUntilMs } = state;
  const isShown = useTicked((nowMs) => showing !== null && showing.untilMs > nowMs);
  const isIdentified = useTicked((nowMs) => identifyUntilMs !== null && identifyUntilMs > nowMs);
  const [held, setHeld] = useState({ state, isShown, isIdentified, now: state });
  if (held.state === state && held.isShown === isShown && held.isIdentified === isIdentified) return held.now;
  const now = { ...state, showing: isShown ? showing : null, identifyUntilMs: isIdentified ? identifyUntilMs : null };
  setHeld({ state, isShown, isIdentified, now });
  return now;
}
