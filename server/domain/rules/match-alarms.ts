import type { Happening } from './rule.ts';

/** From a raising to its clearing: what one alarm is told of. */
export interface Episode {
  /** The raising and every other level, in order. */
  told: readonly Happening[];
  raisedAtMs: number;
  /** Null = it stands. */
  cleared: Happening | null;
}

/** What the engine told, alarm by alarm. */
export function episodesOf(happenings: readonly Happening[]): Episode[] {
  const found: { told: Happening[]; raisedAtMs: number; cleared: Happening | null }[] = [];
  for (const each of happenings) {
    if (each.change === 'raised') found.push({ told: [each], raisedAtMs: each.atMs, cleared: null });
    else if (each.change === 'level') found.at(-1)?.told.push(each);
    else if (found.length > 0) found.at(-1)!.cleared = each;
  }
  return found;
}

export interface Raised {
  raisedAtMs: number;
  /** Null = it stands. */
  clearedAtMs: number | null;
  isWithdrawn: boolean;
}

/**
 * Which alarm of those that people have seen is which of what is told anew. One that was raised at the very instant is the same; else the
 * first whose time it shares, and one that was taken back only where no other does. What nobody has seen is fresh; what is told no more is gone.
 */
export function matchAlarms<A extends Raised>(
  alarms: readonly A[],
  episodes: readonly Episode[],
): { kept: ReadonlyMap<Episode, A>; gone: A[]; fresh: Episode[] } {
  const kept = new Map<Episode, A>();
  const taken = new Set<A>();
  const pair = (isSame: (alarm: A, episode: Episode) => boolean): void => {
    for (const episode of episodes) {
      const alarm = kept.has(episode) ? undefined : alarms.find((each) => !taken.has(each) && isSame(each, episode));
      if (!alarm) continue;
      kept.set(episode, alarm);
      taken.add(alarm);
    }
  };
  const isSameInstant = (alarm: A, { raisedAtMs }: Episode): boolean => alarm.raisedAtMs === raisedAtMs;
  pair((alarm, episode) => !alarm.isWithdrawn && isSameInstant(alarm, episode));
  pair(isSameInstant);
  pair((alarm, episode) => !alarm.isWithdrawn && sharesTime(alarm, episode));
  pair(sharesTime);
  return {
    kept,
    gone: alarms.filter((alarm) => !taken.has(alarm) && !alarm.isWithdrawn),
    fresh: episodes.filter((episode) => !kept.has(episode)),
  };
}

const sharesTime = ({ raisedAtMs, clearedAtMs }: Raised, { raisedAtMs: beginMs, cleared }: Episode): boolean =>
  raisedAtMs < (cleared?.atMs ?? Number.POSITIVE_INFINITY) && beginMs < (clearedAtMs ?? Number.POSITIVE_INFINITY);
