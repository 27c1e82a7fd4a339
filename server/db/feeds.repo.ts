import { asc, desc, inArray, sql } from 'drizzle-orm';
import type { FeedAct, FeedOutcome } from '../../shared/feed-terms.ts';
import type { FeedActRow, FeedRows } from '../app/feed-ports.ts';
import { type Feed, type FeedEntry, type FeedProgress, type FeedSettings, progressOf, type Trouble } from '../domain/feeds/feed.ts';
import type { Connection } from './connection.ts';

const SLICE = 200;

/** Feeds of messages, what was seen in them, and who did what to which. */
export function feedsRepo({ reader, writer, schema }: Pick<Connection, 'reader' | 'writer' | 'schema'>): FeedRows {
  const { alertFeeds: f, alertFeedEntries: e, alertFeedActs: acts } = schema;
  const toFeed = ({ id, node, version, isOn, nextAtMs, settings, progress }: typeof f.$inferSelect): Feed => ({
    ...(JSON.parse(settings) as FeedSettings),
    ...(JSON.parse(progress) as FeedProgress),
    id,
    node,
    version,
    isOn: isOn === 1,
    nextAtMs,
  });
  const toEntry = ({ feed: _feed, outcome, trouble, ...row }: typeof e.$inferSelect): FeedEntry => ({
    ...row,
    outcome: outcome as FeedOutcome,
    trouble: trouble === null ? null : (JSON.parse(trouble) as Trouble),
  });
  const oneOf = async (db: typeof reader, id: number): Promise<Feed | null> => {
    const [row] = await db.select().from(f).where(sql`${f.id} = ${id}`);
    return row ? toFeed(row) : null;
  };
  async function log(feed: number, { atMs, node, actor, act, detail }: FeedActRow): Promise<void> {
    const [last] = await writer.select({ id: sql<number | null>`max(${acts.id})` }).from(acts);
    await writer.insert(acts).values({ id: Number(last?.id ?? 0) + 1, atMs, feed, node, actor, act, detail: JSON.stringify(detail) });
  }
  async function nextId(): Promise<number> {
    // Ids of feeds that were removed stay theirs: the log and the alerts name them.
    const [kept] = await writer.select({ id: sql<number | null>`max(${f.id})` }).from(f);
    const [told] = await writer.select({ id: sql<number | null>`max(${acts.feed})` }).from(acts);
    return Math.max(Number(kept?.id ?? 0), Number(told?.id ?? 0)) + 1;
  }

  return {
    all: async () => (await reader.select().from(f).orderBy(asc(f.id))).map(toFeed),
    one: (id) => oneOf(reader, id),
    async due(nowMs) {
      const rows = await reader
        .select()
        .from(f)
        .where(sql`${f.isOn} = 1 and ${f.nextAtMs} is not null and ${f.nextAtMs} <= ${nowMs}`)
        .orderBy(asc(f.nextAtMs));
      return rows.map(toFeed);
    },
    async counts() {
      const rows = await reader.select({ feed: e.feed, outcome: e.outcome, n: sql<number>`count(*)` }).from(e).groupBy(e.feed, e.outcome);
      const found = new Map<number, Partial<Record<FeedOutcome, number>>>();
      for (const { feed, outcome, n } of rows) found.set(feed, { ...found.get(feed), [outcome as FeedOutcome]: Number(n) });
      return found;
    },
    async seen(feed) {
      const rows = await reader.select().from(e).where(sql`${e.feed} = ${feed}`);
      return new Map(rows.map((row) => [row.key, toEntry(row)]));
    },
    async entries(feed, { outcome, limit }) {
      const only = outcome === null ? sql`` : sql` and ${e.outcome} = ${outcome}`;
      const rows = await reader.select().from(e).where(sql`${e.feed} = ${feed}${only}`).orderBy(desc(e.atMs), asc(e.key)).limit(limit);
      return rows.map(toEntry);
    },
    async acts(limit) {
      const rows = await reader.select().from(acts).orderBy(desc(acts.id)).limit(limit);
      return rows.map(({ id: _id, act, detail, ...row }) => ({
        ...row,
        act: act as FeedAct,
        detail: JSON.parse(detail) as Record<string, unknown>,
      }));
    },
    txOne: (id) => oneOf(writer, id),
    async txCount() {
      const [row] = await writer.select({ n: sql<number>`count(*)` }).from(f);
      return Number(row?.n ?? 0);
    },
    async txPut(feed, act) {
      const id = feed.id ?? (await nextId());
      const { names, url, kind, everyS, senders, hosts, skipsElsewhere, token, node, version, isOn, nextAtMs } = feed;
      const settings = JSON.stringify({ names, url, kind, everyS, senders, hosts, skipsElsewhere, token });
      const row = { node, version, settings, isOn: isOn ? 1 : 0, nextAtMs, progress: JSON.stringify(progressOf(feed)) };
      await writer
        .insert(f)
        .values({ id, ...row })
        .onConflictDoUpdate({ target: f.id, set: row });
      await log(id, act);
      return { ...feed, id };
    },
    async txRemove(id, act) {
      await writer.delete(e).where(sql`${e.feed} = ${id}`);
      await writer.delete(f).where(sql`${f.id} = ${id}`);
      await log(id, act);
    },
    async txProgress(id, progress) {
      const row = { nextAtMs: progress.nextAtMs, progress: JSON.stringify(progress) };
      await writer.update(f).set(row).where(sql`${f.id} = ${id}`);
    },
    async txPutEntries(feed, entries) {
      for (const { key, trouble, ...entry } of entries) {
        const row = { ...entry, trouble: trouble === null ? null : JSON.stringify(trouble) };
        await writer
          .insert(e)
          .values({ feed, key, ...row })
          .onConflictDoUpdate({ target: [e.feed, e.key], set: row });
      }
    },
    async txForget(feed) {
      await writer.delete(e).where(sql`${e.feed} = ${feed} and ${e.outcome} <> 'taken'`);
    },
    async txDropEntries(feed, keys) {
      for (let at = 0; at < keys.length; at += SLICE)
        await writer.delete(e).where(sql`${e.feed} = ${feed} and ${inArray(e.key, keys.slice(at, at + SLICE))}`);
    },
  };
}
