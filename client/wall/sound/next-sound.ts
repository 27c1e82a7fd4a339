import { TEST_MS, type Tone } from '../../../shared/wall-sound.ts';
import { AGAIN_MS } from './tones.ts';

/** What a wall knows at one moment. Instants in ms of the server's clock. */
export interface Situation {
  /** Calls that stand, and those of them that nobody answered in time. */
  calls: number;
  unanswered: number;
  isMuted: boolean;
  isStopped: boolean;
  isQuiet: boolean;
  /** For how long nothing was heard of the server; null = the line is up. */
  cutForMs: number | null;
  /** What somebody has put on the glass for a while; null = nothing. */
  shown: string | null;
  testAtMs: number | null;
}
/** What was said already. */
export interface Said {
  /** When the standing call last sounded; null = none does. */
  callAtMs: number | null;
  isCutSaid: boolean;
  shown: string | null;
  testAtMs: number | null;
}
/** A page begins with what stands already: only calls are news to it. */
export const begun = ({ shown }: Pick<Situation, 'shown'>): Said => ({ callAtMs: null, isCutSaid: false, shown, testAtMs: null });

/** A cut that ends by itself is no matter; one that lasts makes a wall deaf to calls, and the room should know. */
export const CUT_SAID_MS = 30_000;
/** An acknowledgement cannot come through a cut: then a call sounds no longer than this. */
export const DEAF_MS = 180_000;

export interface Sounding {
  said: Said;
  /** To be played now, once. */
  play: Tone | null;
  /** What goes on until somebody acknowledges it. */
  calling: 'danger' | 'unanswered' | null;
}
/** Danger first: one tone at a time, and what is less waits until it is no news any more. Muted and stopped walls make no sound at all. */
export function nextSound(said: Said, now: Situation, nowMs: number): Sounding {
  const { calls, unanswered, cutForMs, shown, testAtMs } = now;
  const isDeaf = cutForMs !== null && cutForMs > DEAF_MS;
  const isSilent = now.isMuted || now.isStopped;
  const calling = isSilent || isDeaf || calls === 0 ? null : unanswered > 0 ? 'unanswered' : 'danger';
  const isTest = testAtMs !== null && testAtMs !== said.testAtMs && nowMs - testAtMs < TEST_MS;
  const isCut = cutForMs !== null && cutForMs >= CUT_SAID_MS;
  const isNotice = shown !== null && shown !== said.shown;
  const next: Said = { callAtMs: calling === null ? null : said.callAtMs, isCutSaid: isCut, shown, testAtMs };
  if (isSilent) return { said: next, play: null, calling };
  // A clock that was set back must not silence a call.
  const isDue = (last: number, everyMs: number): boolean => nowMs - last >= everyMs || nowMs < last;
  if (calling !== null && (said.callAtMs === null || isDue(said.callAtMs, AGAIN_MS[calling])))
    return { said: { ...next, callAtMs: nowMs }, play: calling, calling };
  if (isTest) return { said: next, play: 'danger', calling };
  if (isCut && !said.isCutSaid) return { said: next, play: 'lost', calling };
  if (isNotice && !now.isQuiet && calling === null) return { said: next, play: 'notice', calling };
  return { said: next, play: null, calling };
}
