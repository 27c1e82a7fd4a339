const SWEEP_AT_KEYS = 10_000;

/** At most `most` of something for each key within a window that slides. */
export function slidingLimit(most: number, windowMs: number, now: () => number) {
  const taken = new Map<string, number[]>();
  const recent = (key: string): number[] => (taken.get(key) ?? []).filter((atMs) => atMs > now() - windowMs);
  return {
    /** Nothing is taken. */
    isOpen: (key: string): boolean => recent(key).length < most,
    /** False = it was too many, and does not count. */
    take(key: string): boolean {
      if (taken.size > SWEEP_AT_KEYS) for (const each of taken.keys()) if (recent(each).length === 0) taken.delete(each);
      const times = recent(key);
      if (times.length >= most) return false;
      taken.set(key, [...times, now()]);
      return true;
    },
  };
}
