const WINDOW_MS = 5 * 60_000;
/** Failures within the window after which the next attempt must wait. A whole centre may share one address. */
const LIMITS = { pair: 5, address: 30, username: 50 } as const;
const SWEEP_AT_KEYS = 10_000;

export interface Attempt {
  /** 0 = go ahead; otherwise refused, and this long to wait. */
  retryAfterSec: number;
  /** The first refusal since these failures: worth a line in the log, the thousands after it are not. */
  isFirstRefusal: boolean;
  /** The password was right: the attempt no longer counts, nor do earlier slips of this person at this address. */
  succeed: () => void;
}

/**
 * Slows down guessing: by person and address (so that a stranger elsewhere cannot lock a colleague out), by address, and
 * by person from everywhere. An attempt counts from its start, so that many at once cannot pass before the first fails.
 */
export function signInThrottle(now: () => number): (username: string, address: string) => Attempt {
  const failures = new Map<string, number[]>();
  const refused = new Map<string, number>();
  const recent = (key: string): number[] => (failures.get(key) ?? []).filter((atMs) => atMs > now() - WINDOW_MS);

  return (username, address) => {
    const atMs = now();
    if (failures.size > SWEEP_AT_KEYS) for (const key of failures.keys()) if (recent(key).length === 0) failures.delete(key);
    if (refused.size > SWEEP_AT_KEYS) refused.clear();
    const pair = `pair ${address} ${username}`;
    const keys: [key: string, limit: number][] = [
      [pair, LIMITS.pair],
      [`address ${address}`, LIMITS.address],
      [`username ${username}`, LIMITS.username],
    ];
    // The oldest of the last `limit` failures has to leave the window first.
    const waitsMs = keys.map(([key, limit]) => (recent(key).at(-limit) ?? Number.NEGATIVE_INFINITY) + WINDOW_MS - atMs);
    const waitMs = Math.max(...waitsMs);
    if (waitMs > 0) {
      const isFirstRefusal = (refused.get(pair) ?? 0) <= atMs;
      if (isFirstRefusal) refused.set(pair, atMs + waitMs);
      return { retryAfterSec: Math.ceil(waitMs / 1000), isFirstRefusal, succeed: () => undefined };
    }

    for (const [key] of keys) failures.set(key, [...recent(key), atMs]);
    return {
      retryAfterSec: 0,
      isFirstRefusal: false,
      succeed: () => {
        for (const [key] of keys) {
          const times = failures.get(key) ?? [];
          const index = times.lastIndexOf(atMs);
          if (index >= 0) failures.set(key, times.toSpliced(index, 1));
        }
        failures.delete(pair);
      },
    };
  };
}
