import type { AlertUses } from './app/alerts.ts';
import { feedPoll } from './app/feed-poll.ts';
import { feedUses } from './app/feeds.ts';
import type { Catalogue } from './app/ports.ts';
import type { OpenDatabase } from './database.ts';
import { feedsRepo } from './db/feeds.repo.ts';
import { readCap } from './intake/cap/read-cap.ts';
import { readFeed } from './intake/cap/read-feed.ts';
import { feedFetcher } from './intake/feeds/fetch-feed.ts';
import { openAddresses } from './intake/feeds/open-addresses.ts';
import { sealerOf } from './sealer.ts';

export interface FeedHouseDeps {
  database: Pick<OpenDatabase, 'connection' | 'queue'>;
  alerts: Pick<AlertUses, 'relayEach'>;
  catalogue(): Promise<Catalogue>;
  secret: string;
  /** Inner addresses that may be asked. */
  openTo: string;
  now(): number;
}

/** All about feeds of alerts, put together: what `compose` hands to routes and jobs. */
export function feedHouse({ database, alerts, catalogue, secret, openTo, now }: FeedHouseDeps) {
  const { connection, queue: store } = database;
  const rows = feedsRepo(connection);
  const sealer = sealerOf(secret, 'guantong feeds');
  const fetchFeed = feedFetcher({ isOpen: openAddresses(openTo) });
  return {
    feeds: feedUses({ store, rows, sealer, catalogue, now }),
    due: () => rows.due(now()),
    poll: feedPoll({ store, rows, alerts, fetchFeed, readFeed, readCap, sealer, chance: Math.random, now }),
  };
}
export type FeedHouse = ReturnType<typeof feedHouse>;
