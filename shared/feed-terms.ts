import type { Role } from './terms.ts';

/** How a feed is written; `auto` = whatever it turns out to be, a single message included. */
export const FEED_KINDS = ['auto', 'atom', 'rss'] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

/** How a feed stands: switched off, not asked yet, answering, or failing. */
export const FEED_STATES = ['off', 'new', 'ok', 'failing'] as const;
export type FeedState = (typeof FEED_STATES)[number];

/** What became of an entry: taken in; left alone, for it warns nobody here; refused for good; or not to be had yet. */
export const FEED_OUTCOMES = ['taken', 'passed', 'refused', 'waiting'] as const;
export type FeedOutcome = (typeof FEED_OUTCOMES)[number];

export const FEED_ACTS = ['made', 'changed', 'on', 'off', 'removed', 'asked'] as const;
export type FeedAct = (typeof FEED_ACTS)[number];

/** In place of a sender's name: whoever speaks in the feed. */
export const ANY_SENDER = '*';
/** Whose work it is to connect feeds. */
export const keepsFeeds = (role: Role): boolean => role === 'system';
