import type { FeedKind, FeedOutcome, FeedState } from '../../../shared/feed-terms.ts';
import type { Bilingual } from '../../../shared/terms.ts';

/** What an administrator says of a feed. */
export interface FeedSettings {
  names: Bilingual;
  url: string;
  kind: FeedKind;
  everyS: number;
  isOn: boolean;
  senders: readonly string[];
  hosts: readonly string[];
  skipsElsewhere: boolean;
  /** Sealed: who reads the database reads no token. */
  token: string | null;
}
/** Why something did not come, as a refusal says it. */
export interface Trouble {
  code: string;
  detail: Readonly<Record<string, unknown>>;
}
/** How the questions went so far. */
export interface FeedProgress {
  /** When it is to be asked; null = never, for it is off. */
  nextAtMs: number | null;
  lastFetchMs: number | null;
  lastSuccessMs: number | null;
  lastTakenMs: number | null;
  /** Questions in a row that came to nothing. */
  failures: number;
  failingSinceMs: number | null;
  trouble: Trouble | null;
  /** By which it says that nothing has changed. */
  etag: string | null;
  lastModified: string | null;
}
/** A feed that is asked again and again, at the node that takes its messages in. */
export interface Feed extends FeedSettings, FeedProgress {
  id: number;
  node: string;
  version: number;
}
/** An entry by what names it: seen ones are not asked for again. */
export interface FeedEntry {
  key: string;
  outcome: FeedOutcome;
  title: string;
  link: string | null;
  atMs: number;
  attempts: number;
  alert: number | null;
  trouble: Trouble | null;
}

/** Before the first question. */
export const UNASKED: FeedProgress = {
  nextAtMs: null,
  lastFetchMs: null,
  lastSuccessMs: null,
  lastTakenMs: null,
  failures: 0,
  failingSinceMs: null,
  trouble: null,
  etag: null,
  lastModified: null,
};

/** The part of it that the questions move. */
export const progressOf = ({
  nextAtMs,
  lastFetchMs,
  lastSuccessMs,
  lastTakenMs,
  failures,
  failingSinceMs,
  trouble,
  etag,
  lastModified,
}: FeedProgress): FeedProgress => ({
  nextAtMs,
  lastFetchMs,
  lastSuccessMs,
  lastTakenMs,
  failures,
  failingSinceMs,
  trouble,
  etag,
  lastModified,
});

/** How it stands. */
export function stateOf({ isOn, failures, lastFetchMs }: Pick<Feed, 'isOn' | 'failures' | 'lastFetchMs'>): FeedState {
  if (!isOn) return 'off';
  if (lastFetchMs === null) return 'new';
  return failures > 0 ? 'failing' : 'ok';
}
