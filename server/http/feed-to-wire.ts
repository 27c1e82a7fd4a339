import type { FeedEntriesWire, FeedWire } from '../../shared/feed-wire.ts';
import { problemText } from '../../shared/problem-texts.ts';
import type { Language } from '../../shared/terms.ts';
import type { SeenFeed } from '../app/feeds.ts';
import { type FeedEntry, stateOf, type Trouble } from '../domain/feeds/feed.ts';

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const toProblem = (trouble: Trouble | null, language: Language): FeedWire['problem'] =>
  trouble && { code: trouble.code, message: problemText(trouble.code, { ...trouble.detail }, language) };

/** A feed as the caller may see it: addresses, and what they answered, are for those who look after it. */
export function feedToWire({ feed, counts, mayKeep }: SeenFeed, language: Language): FeedWire {
  const { id, node, names, everyS, version, url, kind, isOn, senders, hosts, skipsElsewhere } = feed;
  return {
    id,
    node,
    names,
    state: stateOf(feed),
    everyS,
    lastFetchAt: iso(feed.lastFetchMs),
    lastSuccessAt: iso(feed.lastSuccessMs),
    lastTakenAt: iso(feed.lastTakenMs),
    failingSince: iso(feed.failingSinceMs),
    problem: mayKeep ? toProblem(feed.trouble, language) : null,
    refused: counts.refused ?? 0,
    waiting: counts.waiting ?? 0,
    settings: mayKeep
      ? {
          version,
          url,
          kind,
          isOn,
          senders: [...senders],
          hosts: [...hosts],
          skipsElsewhere,
          hasToken: feed.token !== null,
          nextAt: iso(feed.nextAtMs),
        }
      : null,
  };
}

/** What was seen, and what became of it. */
export const entryToWire = (
  { outcome, title, link, atMs, attempts, alert, trouble }: FeedEntry,
  language: Language,
): FeedEntriesWire['entries'][number] => ({
  outcome,
  title,
  link,
  at: iso(atMs)!,
  attempts,
  alert,
  problem: toProblem(trouble, language),
});
