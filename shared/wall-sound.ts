/** The four sounds of a wall. What each says is in docs/wall.md, for those who hear it. */
export const TONES = ['danger', 'unanswered', 'lost', 'notice'] as const;
export type Tone = (typeof TONES)[number];

/** What the sound of a wall's page can do. `locked` = its browser wants to be touched first. */
export const SOUND_STATES = ['on', 'muted', 'locked'] as const;
export type SoundState = (typeof SOUND_STATES)[number];

/** A test tone that was not played within this was not played. */
export const TEST_MS = 10_000;
/** So long after it somebody may say whether they heard it. */
export const TEST_ANSWER_MS = 600_000;
/** A shift: who comes on duty listens anew. */
export const HEARD_MS = 12 * 3_600_000;

/** Whether somebody heard the test tone, ms UTC. */
export interface Heard {
  atMs: number;
  by: string;
  isHeard: boolean;
}
/** A screen of which nobody knows that it can be heard: never tested, not heard, or not since a shift began. */
export const isHeardDue = (heard: Heard | null, nowMs: number): boolean =>
  heard === null || !heard.isHeard || nowMs - heard.atMs > HEARD_MS;
/** Whether a test tone waits for its answer. */
export const awaitsAnswer = (testAtMs: number | null, heard: Heard | null, nowMs: number): boolean =>
  testAtMs !== null && nowMs - testAtMs <= TEST_ANSWER_MS && (heard === null || heard.atMs < testAtMs);
