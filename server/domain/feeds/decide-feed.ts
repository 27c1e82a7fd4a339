import { type FeedAct, keepsFeeds } from '../../../shared/feed-terms.ts';
import type { Actor } from '../actor.ts';
import { Rejection } from '../rejection.ts';
import type { Tree } from '../tree.ts';
import { type Feed, type FeedSettings, progressOf, UNASKED } from './feed.ts';

/** Of one city: each is a line to somebody else. */
export const FEEDS_MOST = 100;

/** Feeds that bring something to one's area: at its node, below, and those above that hold there. */
export const maySeeFeed = ({ scope }: Pick<Actor, 'scope'>, node: string, tree: Tree, nowMs: number): boolean =>
  scope === tree.root || tree.isWithin(scope, node, nowMs) || tree.isWithin(node, scope, nowMs);
export const mayKeepFeed = ({ role, scope }: Pick<Actor, 'role' | 'scope'>, node: string, tree: Tree, nowMs: number): boolean =>
  keepsFeeds(role) && tree.isWithin(scope, node, nowMs);

/** @throws Rejection */
export function assertKeepsFeed(actor: Actor, node: string, tree: Tree, nowMs: number): void {
  if (!keepsFeeds(actor.role)) throw new Rejection('role.denied', { role: actor.role, command: 'alert-feeds' });
  if (!tree.row(node, nowMs)) throw new Rejection('area.unknown', { field: 'node', area: node });
  if (!mayKeepFeed(actor, node, tree, nowMs)) throw new Rejection('scope.denied', { area: node, scope: actor.scope });
}

/**
 * A feed as it is kept from here on: with another address it is a new one to ask, and what is changed is asked at once.
 * @throws Rejection for an address that nobody should ask
 */
export function decideFeed(
  before: Feed | null,
  node: string,
  asked: FeedSettings,
  nowMs: number,
): { feed: Omit<Feed, 'id'>; act: FeedAct } {
  if (hostIn(asked.url) === null) throw new Rejection('feed.address', { field: 'url' });
  const isSame = before !== null && before.url === asked.url && before.kind === asked.kind;
  const progress = isSame ? progressOf(before) : UNASKED;
  // It is read whole again: what it said before may be taken otherwise now.
  const anew = { etag: null, lastModified: null, nextAtMs: asked.isOn ? nowMs : null };
  const feed = { ...asked, ...progress, ...anew, node, version: (before?.version ?? 0) + 1 };
  return { feed, act: actOf(before, asked) };
}

function actOf(before: Feed | null, asked: FeedSettings): FeedAct {
  if (!before) return 'made';
  const told = ({ names, url, kind, everyS, senders, hosts, skipsElsewhere, token }: FeedSettings): string =>
    JSON.stringify([names, url, kind, everyS, senders, hosts, skipsElsewhere, token]);
  return told(before) !== told(asked) || before.isOn === asked.isOn ? 'changed' : asked.isOn ? 'on' : 'off';
}

/** Hosts that may be asked: the feed's own, and those that were named with it. */
export const hostsOf = ({ url, hosts }: Pick<FeedSettings, 'url' | 'hosts'>): ReadonlySet<string> => {
  const own = hostIn(url);
  return new Set(own === null ? hosts : [own, ...hosts]);
};

/** The host of an address; null = there is none, or a password in it, which would stand in every log on the way. */
export function hostIn(url: string): string | null {
  try {
    const { protocol, hostname, username, password } = new URL(url);
    const isPlain = ['http:', 'https:'].includes(protocol) && username === '' && password === '';
    return isPlain && hostname !== '' ? hostname : null;
  } catch {
    return null;
  }
}
