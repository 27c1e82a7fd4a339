import { useEffect, useEffectEvent } from 'react';
import { BEAT_MS } from '../../shared/wall-control.ts';
import type { SoundState } from '../../shared/wall-sound.ts';
import type { WallState } from '../../shared/wall-wire.ts';
import { formatClock } from '../i18n/format.ts';
import { ownBuild, useOtherBuild } from '../live/build.ts';
import { lastHeardMs, useConnection } from '../live/connection.ts';
import { liveFeed } from '../live/live-line.ts';
import { nowMs } from '../state/clock.ts';
import { frameCounter, heapMb } from './page-health.ts';
import { reloadReason } from './reload-rule.ts';
import { isTaken } from './taken.ts';

const KEPT = 'guantong.wall.reloaded';
/** Walls of one building must not all ask for the page in the same second. */
const SPREAD_MS = 20_000;

const readKept = (): { build: string | null; largeAtMs: number | null } =>
  JSON.parse(sessionStorage.getItem(KEPT) ?? '{"build":null,"largeAtMs":null}');

/**
 * Tells the server every few seconds that this page lives, and how; lets a worker tell it when the page no longer does; and leaves for
 * a fresh page where that helps. The title runs with the clock, for a watchdog on the machine itself (docs/wall.md).
 */
export function useWatchedPage(state: WallState, timeZone: string, sound: SoundState): void {
  const beat = useEffectEvent(async (framesPerS: number | null) => {
    document.title = `${state.screen.name} · ${formatClock(nowMs(), timeZone, true)}`;
    const heardMs = lastHeardMs();
    const { socket } = await liveFeed();
    if (!socket.connected) return;
    socket.emit(
      'wall:beat',
      {
        scene: state.scene,
        // Where nothing is shown nothing can be old.
        dataAgeMs: heardMs === null || state.isStopped ? null : Math.max(0, Date.now() - heardMs),
        heapMb: heapMb(),
        framesPerS,
        build: ownBuild(),
        clockMs: Date.now(),
        widthPx: Math.round(innerWidth * devicePixelRatio),
        heightPx: Math.round(innerHeight * devicePixelRatio),
        sound,
      },
      () => undefined,
    );
  });
  const reasonNow = useEffectEvent((loadedAtMs: number) =>
    reloadReason({
      state: { ...state, now: nowMs() },
      loadedAtMs,
      otherBuild: useOtherBuild.getState().other,
      heapMb: heapMb(),
      // A screen that was stopped has no room to hear of.
      isLive: ['live', 'connecting'].includes(useConnection.getState().state),
      isTaken: isTaken(),
      reloaded: readKept(),
    }),
  );

  useEffect(() => {
    const loadedAtMs = nowMs() - performance.now();
    let leaving: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const leave = (): void => {
      leaving = undefined;
      // Meanwhile something may have come up that should be seen.
      const reason = reasonNow(loadedAtMs);
      if (reason === null || isGone) return;
      isGone = true;
      const reloaded = readKept();
      if (reason === 'old') reloaded.build = useOtherBuild.getState().other;
      if (reason === 'large') reloaded.largeAtMs = nowMs();
      sessionStorage.setItem(KEPT, JSON.stringify(reloaded));
      location.reload();
    };
    const timer = setInterval(() => {
      const reason = reasonNow(loadedAtMs);
      if (reason === 'ordered') leave();
      else if (reason !== null) leaving ??= setTimeout(leave, Math.random() * SPREAD_MS);
    }, 500);
    return () => {
      clearInterval(timer);
      clearTimeout(leaving);
    };
  }, []);
  useEffect(() => {
    const worker = new Worker(new URL('./beat.worker.ts', import.meta.url), { type: 'module' });
    const frames = frameCounter();
    const timers = [
      setInterval(() => worker.postMessage(null), 1_000),
      setInterval(() => void beat(frames.take()).catch(() => undefined), BEAT_MS),
    ];
    const first = setTimeout(() => void beat(frames.take()).catch(() => undefined), 1_000);
    return () => {
      for (const timer of timers) clearInterval(timer);
      clearTimeout(first);
      frames.stop();
      worker.terminate();
    };
  }, []);
}
