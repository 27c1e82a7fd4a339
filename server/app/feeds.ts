import { type FeedOutcome, keepsFeeds } from '../../shared/feed-terms.ts';
import type { PostFeed, PutFeed } from '../../shared/feed-wire.ts';
import type { Actor } from '../domain/actor.ts';
import { assertKeepsFeed, decideFeed, FEEDS_MOST, mayKeepFeed, maySeeFeed } from '../domain/feeds/decide-feed.ts';
import type { Feed, FeedEntry, FeedSettings } from '../domain/feeds/feed.ts';
import { Rejection } from '../domain/rejection.ts';
import { assertCleanTexts } from './clean-texts.ts';
import type { FeedActRow, FeedRows, Sealer } from './feed-ports.ts';
import { once } from './once.ts';
import type { Catalogue, Store, Tx } from './ports.ts';

const ENTRIES_MOST = 200;
const ACTS_MOST = 200;

interface Deps {
  store: Store;
  rows: FeedRows;
  sealer: Sealer;
  catalogue(): Promise<Catalogue>;
  now(): number;
}
export interface SeenFeed {
  feed: Feed;
  counts: Readonly<Partial<Record<FeedOutcome, number>>>;
  mayKeep: boolean;
}

/** Feeds that are asked again and again: who sees, makes and changes which. */
export function feedUses({ store, rows, sealer, catalogue, now }: Deps) {
  async function see(actor: Actor, feeds: readonly Feed[]): Promise<SeenFeed[]> {
    const [{ tree }, counts] = [await catalogue(), await rows.counts()];
    return feeds.map((feed) => ({ feed, counts: counts.get(feed.id) ?? {}, mayKeep: mayKeepFeed(actor, feed.node, tree, now()) }));
  }
  /** For those who look after it; to anybody else it is none. */
  async function kept(actor: Actor, id: number): Promise<Feed> {
    const [feed, { tree }] = [await rows.one(id), await catalogue()];
    if (!feed || !maySeeFeed(actor, feed.node, tree, now())) throw new Rejection('feed.unknown', { id });
    assertKeepsFeed(actor, feed.node, tree, now());
    return feed;
  }
  async function txKept(tx: Tx, actor: Actor, id: number): Promise<Feed> {
    const [feed, { tree }] = [await rows.txOne(id), tx.catalogue];
    if (!feed || !maySeeFeed(actor, feed.node, tree, now())) throw new Rejection('feed.unknown', { id });
    assertKeepsFeed(actor, feed.node, tree, now());
    return feed;
  }
  /** A token that is not said anew stays, as long as it goes to the same place. */
  function settingsOf({ token, ...settings }: Omit<PostFeed, 'node'>, before: Feed | null): FeedSettings {
    const isSameHost = before !== null && URL.canParse(settings.url) && new URL(before.url).origin === new URL(settings.url).origin;
    const held = isSameHost ? before.token : null;
    return { ...settings, token: token === undefined ? held : token === null ? null : sealer.seal(token) };
  }
  const act = (actor: Actor, node: string, what: FeedActRow['act'], settings: FeedSettings): FeedActRow => {
    const { names, url, kind, everyS, isOn, senders, hosts, skipsElsewhere, token } = settings;
    const detail = { names, url, kind, everyS, isOn, senders, hosts, skipsElsewhere, hasToken: token !== null };
    return { atMs: now(), node, actor: actor.id, act: what, detail };
  };
  async function one(actor: Actor, id: number): Promise<SeenFeed> {
    return (await see(actor, [await kept(actor, id)]))[0]!;
  }

  return {
    /** Those that bring something to an area. @throws Rejection */
    async list(actor: Actor, area: string): Promise<{ feeds: SeenFeed[]; mayWrite: boolean }> {
      const { tree } = await catalogue();
      const nowMs = now();
      if (!tree.row(area, nowMs)) throw new Rejection('area.unknown', { field: 'area', area });
      if (!tree.isWithin(actor.scope, area, nowMs)) throw new Rejection('scope.denied', { area, scope: actor.scope });
      const there = { scope: area };
      const feeds = (await rows.all()).filter(({ node }) => maySeeFeed(there, node, tree, nowMs));
      return { feeds: await see(actor, feeds), mayWrite: keepsFeeds(actor.role) };
    },
    /** @throws Rejection */
    async create(actor: Actor, { node, ...asked }: PostFeed, key?: string): Promise<SeenFeed> {
      assertCleanTexts(asked);
      const id = await store.write((tx) =>
        once(tx, actor, key, { node, ...asked }, async () => {
          assertKeepsFeed(actor, node, tx.catalogue.tree, now());
          if ((await rows.txCount()) >= FEEDS_MOST) throw new Rejection('feed.too-many', { most: FEEDS_MOST });
          const settings = settingsOf(asked, null);
          const { feed, act: what } = decideFeed(null, node, settings, now());
          return (await rows.txPut(feed, act(actor, node, what, settings))).id;
        }),
      );
      return one(actor, id);
    },
    /** @throws Rejection */
    async change(actor: Actor, id: number, { seenVersion, ...asked }: PutFeed): Promise<SeenFeed> {
      assertCleanTexts(asked);
      await store.write(async (tx) => {
        const before = await txKept(tx, actor, id);
        if (before.version !== seenVersion) throw new Rejection('version.stale', { id, version: before.version });
        const settings = settingsOf(asked, before);
        const { feed, act: what } = decideFeed(before, before.node, settings, now());
        await rows.txPut({ ...feed, id }, act(actor, before.node, what, settings));
        // What was refused may be taken now.
        await rows.txForget(id);
      });
      return one(actor, id);
    },
    /** What it brought stays, and so does the log of it. @throws Rejection */
    remove: (actor: Actor, id: number): Promise<void> =>
      store.write(async (tx) => {
        const feed = await txKept(tx, actor, id);
        await rows.txRemove(id, act(actor, feed.node, 'removed', feed));
      }),
    /** Asks it as soon as can be, also for what was refused. @throws Rejection */
    async askNow(actor: Actor, id: number): Promise<SeenFeed> {
      await store.write(async (tx) => {
        const feed = await txKept(tx, actor, id);
        if (!feed.isOn) return;
        // Another version: what a question says that is under way has not tried again what was refused.
        const anew = { version: feed.version + 1, nextAtMs: now(), etag: null, lastModified: null };
        await rows.txPut({ ...feed, ...anew }, act(actor, feed.node, 'asked', feed));
        await rows.txForget(id);
      });
      return one(actor, id);
    },
    /** @throws Rejection */
    async entries(actor: Actor, id: number, outcome: FeedOutcome | null): Promise<FeedEntry[]> {
      await kept(actor, id);
      return rows.entries(id, { outcome, limit: ENTRIES_MOST });
    },
    /** Who did what to which feeds of the caller's area, removed ones too; newest first. @throws Rejection */
    async acts(actor: Actor): Promise<(FeedActRow & { feed: number })[]> {
      if (!keepsFeeds(actor.role) && actor.role !== 'audit')
        throw new Rejection('role.denied', { role: actor.role, command: 'alert-feeds' });
      const { tree } = await catalogue();
      return (await rows.acts(ACTS_MOST)).filter(({ node }) => tree.isWithin(actor.scope, node, now()));
    },
  };
}
export type FeedUses = ReturnType<typeof feedUses>;
