import type { ReplayState } from '../../shared/replay.ts';
import { replayTime, steerRun, type ReplayChange, type ReplayRun } from '../domain/replay-run.ts';

/** The copy's log and what was recorded after it, as an adapter keeps them. */
export interface PlayedLog {
  /** Appends what is next of the recording and was recorded at or before `untilMs`, as it was; at most `limit` events, in one transaction. */
  play(untilMs: number, limit: number): Promise<{ lastMs: number | null; isMore: boolean }>;
  /** Takes back everything that was recorded after `toMs`; gives the seq at which the log ends then. */
  takeBack(toMs: number): Promise<number>;
}

export interface ReplayDeps {
  log: PlayedLog;
  /** A clock of ours that never goes back, ms. */
  wallNow(): number;
  /** After a change that somebody made, and at the end. */
  onChange(): void;
  /** The log has become shorter: what was counted from it must be counted anew. */
  onTakenBack(seq: number): Promise<void>;
}

export interface Replay {
  /** The city's now: what was recorded up to here is in the log, and nothing else. */
  now(): number;
  state(): ReplayState;
  /** Changes how it runs, in turn with the playing. @throws Rejection */
  steer(change: ReplayChange): Promise<ReplayState>;
  /** Plays what is due by now. To be called many times a second. */
  step(): Promise<void>;
}

/** Events of one transaction. */
const SLICE = 500;

/** Plays a recording into the copy's log, each event at its own time of the replay's clock. */
export function startReplay(begin: ReplayRun, { log, wallNow, onChange, onTakenBack }: ReplayDeps): Replay {
  let run = begin;
  let shownMs = begin.atMs;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  /** The clock follows what was played: with much to play it goes slower rather than speak of what is not there. */
  async function playDue(): Promise<void> {
    const untilMs = replayTime(run, wallNow());
    for (;;) {
      const { lastMs, isMore } = await log.play(untilMs, SLICE);
      shownMs = isMore && lastMs !== null ? lastMs : untilMs;
      if (!isMore) break;
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    if (!run.isPlaying || untilMs < run.toMs) return;
    run = steerRun(run, {}, wallNow());
    onChange();
  }
  const iso = (ms: number): string => new Date(Math.floor(ms)).toISOString();
  const state = (): ReplayState => ({
    from: iso(run.fromMs),
    to: iso(run.toMs),
    at: iso(shownMs),
    speed: run.speed,
    isPlaying: run.isPlaying,
    isEnded: shownMs >= run.toMs,
  });
  return {
    now: () => Math.floor(shownMs),
    state,
    steer: (change) =>
      inTurn(async () => {
        run = steerRun(run, change, wallNow());
        if (run.atMs < shownMs) {
          const seq = await log.takeBack(run.atMs);
          shownMs = run.atMs;
          await onTakenBack(seq);
          // Counting anew took its time, in which nobody saw anything.
          run = { ...run, wallMs: wallNow() };
        }
        await playDue();
        onChange();
        return state();
      }),
    step: () => inTurn(playDue),
  };
}
