import type { FeedProgress, Trouble } from './feed.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Of the time between two questions: those of many cities should not all fall on the full minute. */
const JITTER = 0.1;

/**
 * When to ask next: after its time, or after longer and longer while it fails, an hour at most unless it is asked more rarely anyway.
 * @param chance in [0, 1)
 * @param retryAfterS as the other side wishes, a day at most
 */
export function nextAskMs(
  everyS: number,
  { failures, nowMs, chance, retryAfterS = 0 }: { failures: number; nowMs: number; chance: number; retryAfterS?: number },
): number {
  const everyMs = everyS * 1000;
  const waitMs = failures === 0 ? everyMs : Math.min(everyMs * 2 ** Math.min(failures - 1, 12), Math.max(everyMs, HOUR_MS));
  const wishedMs = Math.min(retryAfterS * 1000, DAY_MS);
  return nowMs + Math.round(Math.max(waitMs * (1 - JITTER + 2 * JITTER * chance), wishedMs));
}

/** After an answer. */
export const succeeded = (
  { lastTakenMs }: FeedProgress,
  {
    nowMs,
    nextAtMs,
    etag,
    lastModified,
    hasNew,
  }: { nowMs: number; nextAtMs: number; etag: string | null; lastModified: string | null; hasNew: boolean },
): FeedProgress => ({
  nextAtMs,
  lastFetchMs: nowMs,
  lastSuccessMs: nowMs,
  lastTakenMs: hasNew ? nowMs : lastTakenMs,
  failures: 0,
  failingSinceMs: null,
  trouble: null,
  etag,
  lastModified,
});

/** After a question that came to nothing. What it was known by stays: it may not have changed meanwhile. */
export const failed = (
  before: FeedProgress,
  { nowMs, nextAtMs, trouble }: { nowMs: number; nextAtMs: number; trouble: Trouble },
): FeedProgress => ({
  ...before,
  nextAtMs,
  lastFetchMs: nowMs,
  failures: before.failures + 1,
  failingSinceMs: before.failingSinceMs ?? nowMs,
  trouble,
});
