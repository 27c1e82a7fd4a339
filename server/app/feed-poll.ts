import { createHash } from 'node:crypto';
import { ANY_SENDER } from '../../shared/feed-terms.ts';
import type { Actor } from '../domain/actor.ts';
import { hostIn, hostsOf } from '../domain/feeds/decide-feed.ts';
import type { Feed, FeedEntry, FeedProgress, Trouble } from '../domain/feeds/feed.ts';
import { failed, nextAskMs, succeeded } from '../domain/feeds/schedule.ts';
import { Rejection } from '../domain/rejection.ts';
import type { CapEntry } from './alert-ports.ts';
import type { AlertUses, Relayed } from './alerts.ts';
import type { FeedAnswer, FeedRows, FetchFeed, ReadFeed, Sealer, SeenEntry } from './feed-ports.ts';
import { inOne } from './in-one.ts';
import type { Store } from './ports.ts';

/** Messages that are fetched at a time, and how long that may take: the rest comes with the next question, which is then asked soon. */
const LINKS_MOST = 50;
const LINKS_MS = 120_000;
const SOON_S = 30;
/** So often a message that is not to be had is asked for again. */
const ATTEMPTS_MOST = 20;
/** What was refused is shown for so long after its feed has forgotten it. */
const KEPT_MS = 30 * 86_400_000;
const TITLE_MOST = 200;

interface Deps {
  store: Store;
  rows: FeedRows;
  alerts: Pick<AlertUses, 'relayEach'>;
  fetchFeed: FetchFeed;
  readFeed: ReadFeed;
  readCap(bytes: AsyncIterable<Uint8Array>): Promise<CapEntry[]>;
  sealer: Sealer;
  /** In [0, 1). */
  chance(): number;
  now(): number;
}
interface Found {
  seen: SeenEntry & { key: string };
  attempts: number;
  entry: CapEntry;
}

/** Messages that warn nobody here are no trouble of their feed. */
const PASSED: ReadonlySet<string> = new Set(['cap.elsewhere', 'cap.own-message', 'cap.not-a-warning']);
/** Things that may be otherwise next time. */
const PASSING: ReadonlySet<string> = new Set(['feed.unreachable', 'feed.timeout', 'feed.status']);

/** Asks one feed once: what is new in it goes through the same door as what is posted, and how it went is written down. */
export function feedPoll({ store, rows, alerts, fetchFeed, readFeed, readCap, sealer, chance, now }: Deps) {
  async function ask(feed: Feed, url: string, signal: AbortSignal, isAnew: boolean): Promise<FeedAnswer> {
    const token = feed.token === null ? null : sealer.open(feed.token);
    if (feed.token !== null && token === null) throw new Rejection('feed.token-lost', {});
    const bearer = token === null ? null : { token, origin: new URL(feed.url).origin };
    const known = isAnew ? { etag: null, lastModified: null } : { etag: feed.etag, lastModified: feed.lastModified };
    return fetchFeed({ url, hosts: hostsOf(feed), ...known, bearer, signal });
  }
  /** The message that an entry links to. */
  async function follow(feed: Feed, { link }: SeenEntry, from: string, signal: AbortSignal): Promise<CapEntry> {
    try {
      if (link === null) throw new Rejection('cap.feed-link-only');
      const url = addressOf(link, from);
      const { bytes } = await ask(feed, url, signal, true);
      const [first, second] = await readCap(inOne(bytes!));
      if (!first || second) throw new Rejection('cap.field-repeated', { field: 'alert' });
      return first;
    } catch (error) {
      if (error instanceof Rejection) return { refusal: error };
      throw error;
    }
  }
  async function gather(feed: Feed, answer: FeedAnswer, signal: AbortSignal) {
    const known = await rows.seen(feed.id);
    const entries =
      answer.bytes === null ? null : (await readFeed(inOne(answer.bytes), feed.kind)).map((seen) => ({ ...seen, key: keyOf(seen) }));
    const isNew = ({ key }: { key: string }): boolean => !known.has(key) || known.get(key)!.outcome === 'waiting';
    const fresh = [...new Map((entries ?? []).filter(isNew).map((seen) => [seen.key, seen])).values()];
    const found: Found[] = [];
    const until = performance.now() + LINKS_MS;
    let [followed, left] = [0, 0];
    for (const seen of fresh) {
      signal.throwIfAborted();
      if (!seen.inside && (followed >= LINKS_MOST || performance.now() > until)) {
        left += 1;
        continue;
      }
      if (!seen.inside) followed += 1;
      const entry = seen.inside ?? (await follow(feed, seen, answer.url, signal));
      found.push({ seen, attempts: (known.get(seen.key)?.attempts ?? 0) + 1, entry: checked(entry, feed) });
    }
    signal.throwIfAborted();
    const isGone = ({ key, outcome, atMs }: FeedEntry): boolean =>
      entries !== null && !entries.some((seen) => seen.key === key) && (outcome !== 'refused' || atMs < now() - KEPT_MS);
    return { found, hasMore: left > 0, gone: [...known.values()].filter(isGone).map(({ key }) => key) };
  }
  /** Only if it is still the feed that was asked: an answer from a former address says nothing of the one of now. */
  const note = (feed: Feed, progress: FeedProgress, made: readonly FeedEntry[], gone: readonly string[]): Promise<void> =>
    store.write(async () => {
      const current = await rows.txOne(feed.id);
      if (current?.version !== feed.version) return;
      await rows.txProgress(feed.id, progress);
      await rows.txPutEntries(feed.id, made);
      await rows.txDropEntries(feed.id, gone);
    });
  function noteFailure(feed: Feed, trouble: Trouble): Promise<void> {
    const nowMs = now();
    const { retryAfterS } = trouble.detail as { retryAfterS?: number };
    const wished = retryAfterS === undefined ? {} : { retryAfterS };
    const nextAtMs = nextAskMs(feed.everyS, { failures: feed.failures + 1, nowMs, chance: chance(), ...wished });
    return note(feed, failed(feed, { nowMs, nextAtMs, trouble }), [], []);
  }

  /** @throws whatever is no refusal */
  return async function poll(feed: Feed, signal: AbortSignal): Promise<void> {
    try {
      const isWaiting = (await rows.counts()).get(feed.id)?.waiting !== undefined;
      const answer = await ask(feed, feed.url, signal, isWaiting);
      const { found, hasMore, gone } = await gather(feed, answer, signal);
      const done = await alerts.relayEach(
        actorOf(feed),
        found.map(({ entry }) => entry),
        { skipsElsewhere: feed.skipsElsewhere },
      );
      const nowMs = now();
      const made = found.map((each, i) => entryOf(each, done[i]!, nowMs));
      const progress = succeeded(feed, {
        nowMs,
        nextAtMs: nextAskMs(hasMore ? Math.min(feed.everyS, SOON_S) : feed.everyS, { failures: 0, nowMs, chance: chance() }),
        // With more to come it has to be told in full again.
        ...(hasMore ? { etag: null, lastModified: null } : { etag: answer.etag, lastModified: answer.lastModified }),
        hasNew: done.some((each) => 'alert' in each && !each.isKnown),
      });
      await note(feed, progress, made, gone);
    } catch (error) {
      // Told to stop amid a question: whoever comes next asks again.
      if (signal.aborted) return;
      if (error instanceof Rejection) return noteFailure(feed, troubleOf(error));
      // A fault of ours is shown as well, where that can be written; and told to whoever keeps the log of faults.
      await noteFailure(feed, { code: 'internal', detail: {} }).catch(() => undefined);
      throw error;
    }
  };
}

/** What comes in by a feed comes in under its name, and no farther than its node. */
const actorOf = ({ id, names, node }: Feed): Actor => ({
  id: `system:feed:${id}`,
  name: names.en,
  role: 'system',
  scope: node,
  department: null,
  unit: null,
});

function checked(entry: CapEntry, { senders }: Feed): CapEntry {
  if ('refusal' in entry) return entry;
  const { sender } = entry.read.message;
  if (senders.includes(ANY_SENDER) || senders.includes(sender)) return entry;
  return { refusal: new Rejection('feed.sender-denied', { sender }) };
}

function addressOf(link: string, from: string): string {
  try {
    const { href } = new URL(link, from);
    if (hostIn(href) !== null) return href;
  } catch {
    // Said below: there is no address in it.
  }
  throw new Rejection('feed.address', { field: 'link' });
}

const keyOf = ({ name }: SeenEntry): string => createHash('sha256').update(name).digest('base64url');
const troubleOf = ({ code, detail }: Rejection): Trouble => ({ code, detail });

function entryOf({ seen: { key, title, link }, attempts }: Found, done: Relayed, atMs: number): FeedEntry {
  const plain = { key, title: title.slice(0, TITLE_MOST), link, atMs, attempts };
  if ('alert' in done) return { ...plain, outcome: 'taken', alert: done.alert.id, trouble: null };
  const { refusal } = done;
  const isPassing = PASSING.has(refusal.code) && attempts < ATTEMPTS_MOST;
  const outcome = PASSED.has(refusal.code) ? 'passed' : isPassing ? 'waiting' : 'refused';
  return { ...plain, outcome, alert: null, trouble: troubleOf(refusal) };
}
