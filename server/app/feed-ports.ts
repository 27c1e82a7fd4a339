import type { FeedAct, FeedKind, FeedOutcome } from '../../shared/feed-terms.ts';
import type { Feed, FeedEntry, FeedProgress } from '../domain/feeds/feed.ts';
import type { CapEntry } from './alert-ports.ts';

export interface FeedActRow {
  atMs: number;
  /** Where it belongs, or belonged. */
  node: string;
  actor: string;
  act: FeedAct;
  detail: Readonly<Record<string, unknown>>;
}
/** Where feeds and what was seen in them are kept; what begins with `tx` is called inside `Store.write` only. */
export interface FeedRows {
  all(): Promise<Feed[]>;
  one(id: number): Promise<Feed | null>;
  /** Those whose time has come, the longest waiting first. */
  due(nowMs: number): Promise<Feed[]>;
  /** Of each feed, how many entries have which outcome. */
  counts(): Promise<ReadonlyMap<number, Readonly<Partial<Record<FeedOutcome, number>>>>>;
  seen(feed: number): Promise<ReadonlyMap<string, FeedEntry>>;
  /** Newest first. */
  entries(feed: number, ask: { outcome: FeedOutcome | null; limit: number }): Promise<FeedEntry[]>;
  /** Of all that there are and were, newest first. */
  acts(limit: number): Promise<(FeedActRow & { feed: number })[]>;
  txOne(id: number): Promise<Feed | null>;
  txCount(): Promise<number>;
  txPut(feed: Omit<Feed, 'id'> & { id?: number }, act: FeedActRow): Promise<Feed>;
  /** Its log stays. */
  txRemove(id: number, act: FeedActRow): Promise<void>;
  txProgress(id: number, progress: FeedProgress): Promise<void>;
  txPutEntries(feed: number, entries: readonly FeedEntry[]): Promise<void>;
  /** All but those that were taken. */
  txForget(feed: number): Promise<void>;
  txDropEntries(feed: number, keys: readonly string[]): Promise<void>;
}

/** What to ask for, and where that may lie. */
export interface FeedAsk {
  url: string;
  hosts: ReadonlySet<string>;
  etag: string | null;
  lastModified: string | null;
  /** For the host of the feed itself. */
  bearer: { token: string; origin: string } | null;
  signal: AbortSignal;
}
/** An answer; `bytes` null = nothing has changed. */
export interface FeedAnswer {
  bytes: Uint8Array | null;
  etag: string | null;
  lastModified: string | null;
  /** Where it lay in the end: links are read from there. */
  url: string;
}
export type FetchFeed = (ask: FeedAsk) => Promise<FeedAnswer>;

/** One entry as the feed has it. */
export interface SeenEntry {
  /** By which the feed tells it from others and from what it was before. */
  name: string;
  title: string;
  /** Where its message lies; null = the feed says nothing of that. */
  link: string | null;
  /** The message that stands in it; null = it only links to one. */
  inside: CapEntry | null;
}
export type ReadFeed = (bytes: AsyncIterable<Uint8Array>, kind: FeedKind) => Promise<SeenEntry[]>;

/** Tokens lie in the database under the server's secret. */
export interface Sealer {
  seal(text: string): string;
  /** Null = it was sealed under another secret. */
  open(sealed: string): string | null;
}
