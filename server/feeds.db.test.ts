import { describe, expect, it, onTestFinished } from 'vitest';
import { alertGround } from './app/alert-ground.ts';
import { alertUses } from './app/alerts.ts';
import { feedPoll } from './app/feed-poll.ts';
import type { FeedAnswer, FeedAsk } from './app/feed-ports.ts';
import { feedUses } from './app/feeds.ts';
import type { Store } from './app/ports.ts';
import { alertsRepo } from './db/alerts.repo.ts';
import { areasReader } from './db/areas.read.ts';
import { catalogueReader } from './db/catalogue.repo.ts';
import { feedsRepo } from './db/feeds.repo.ts';
import { Rejection } from './domain/rejection.ts';
import { readCap } from './intake/cap/read-cap.ts';
import { readFeed } from './intake/cap/read-feed.ts';
import { sealerOf } from './sealer.ts';
import { capXml } from './testing/cap-messages.ts';
import { actor } from './testing/factories.ts';
import { CITY } from './testing/test-city.ts';
import { ENGINES, openTestStore } from './testing/test-store.ts';

const MINUTE = 60_000;
const admin = actor('system', CITY);
const settings = {
  names: { zh: '源', en: 'Feed' },
  url: 'https://x.test/feed',
  kind: 'auto' as const,
  everyS: 300,
  isOn: true,
  senders: ['*'],
  hosts: [],
  skipsElsewhere: false,
};
const message = (n: number): string => capXml().replace('a-1', `m-${n}`);
const inside = (...numbers: number[]): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom">${numbers.map((n) => `<entry><id>${n}</id><content>${message(n)}</content></entry>`).join('')}</feed>`;
const links = (...numbers: number[]): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom">${numbers.map((n) => `<entry><id>${n}</id><link href="/${n}"/></entry>`).join('')}</feed>`;

describe.each(ENGINES)('feeds and what was seen in them, on %s', (engine) => {
  const open = async () => {
    const store = await openTestStore(engine);
    onTestFinished(() => store.close());
    const { connection, clock } = store;
    const [rows, alertRows] = [feedsRepo(connection), alertsRepo(connection)];
    const catalogue = catalogueReader(connection.reader, connection.schema).current;
    const drawn = areasReader({ db: connection.reader, dialect: connection.dialect, schema: connection.schema }).withGeometry;
    const now = (): number => clock.nowMs;
    const quiet = (): void => undefined;
    const alerts = alertUses({
      store: store.queue,
      rows: alertRows,
      catalogue,
      ground: alertGround({ catalogue, drawn, now }),
      readCap,
      onChanged: quiet,
      now,
    });
    const sealer = sealerOf('s'.repeat(40), 'feeds');
    const said = { asked: [] as FeedAsk[], answer: (_ask: FeedAsk): string | null | Promise<string> => '' };
    const fetchFeed = async (ask: FeedAsk): Promise<FeedAnswer> => {
      said.asked.push(ask);
      const body = await said.answer(ask);
      return { bytes: body === null ? null : Buffer.from(body), etag: '"e"', lastModified: null, url: ask.url };
    };
    const uses = feedUses({ store: store.queue, rows, sealer, catalogue, now });
    const poll = (write: Store['write'] = store.queue.write) =>
      feedPoll({ store: { write }, rows, alerts, fetchFeed, readFeed, readCap, sealer, chance: () => 0.5, now });
    const turn = async (): Promise<number> => {
      const due = await rows.due(clock.nowMs);
      for (const feed of due) await poll()(feed, new AbortController().signal);
      return due.length;
    };
    const alertCount = async (): Promise<number> => (await alertRows.list({ area: null, before: null, limit: 500 })).length;
    return { ...store, rows, uses, poll, turn, said, alertCount };
  };

  it('is due in its time, says what it knows, and keeps count of what became of each entry', async () => {
    const { uses, rows, turn, said, clock, alertCount } = await open();
    const { feed } = await uses.create(admin, { node: CITY, ...settings, token: 't' }, 'k');
    expect((await uses.create(admin, { node: CITY, ...settings, token: 't' }, 'k')).feed.id, 'the same act').toBe(feed.id);
    said.answer = () => inside(1, 2).replace('Severe', 'Bad');
    expect([await turn(), await turn(), await alertCount()]).toEqual([1, 0, 1]);
    expect(said.asked[0]).toMatchObject({ etag: null, bearer: { token: 't', origin: 'https://x.test' }, hosts: new Set(['x.test']) });
    expect((await rows.counts()).get(feed.id)).toEqual({ taken: 1, refused: 1 });
    clock.nowMs += 6 * MINUTE;
    said.answer = () => null;
    expect(await turn()).toBe(1);
    expect([said.asked[1]!.etag, (await rows.one(feed.id))!.lastSuccessMs]).toEqual(['"e"', clock.nowMs]);
    // What its feed has forgotten is forgotten here, but for what was refused.
    clock.nowMs += 6 * MINUTE;
    said.answer = () => inside();
    await turn();
    expect((await rows.counts()).get(feed.id)).toEqual({ refused: 1 });
    clock.nowMs += 31 * 24 * 60 * MINUTE;
    await turn();
    expect((await rows.counts()).get(feed.id)).toBeUndefined();
  });

  it('stopped between taking and noting, it takes nothing twice', async () => {
    const { uses, rows, poll, turn, said, alertCount } = await open();
    await uses.create(admin, { node: CITY, ...settings });
    said.answer = () => inside(1, 2);
    const [feed] = await rows.due(Number.MAX_SAFE_INTEGER);
    const killed = poll(() => Promise.reject(new Error('killed')));
    await expect(killed(feed!, new AbortController().signal)).rejects.toThrow('killed');
    expect([await alertCount(), await turn(), await alertCount()]).toEqual([2, 1, 2]);
    // A fault of ours is shown too.
    said.answer = () => Promise.reject(new Error('a bug'));
    await expect(poll()((await rows.one(feed!.id))!, new AbortController().signal)).rejects.toThrow('a bug');
    expect(await rows.one(feed!.id)).toMatchObject({ failures: 1, trouble: { code: 'internal' } });
    expect((await rows.counts()).get(feed!.id)).toEqual({ taken: 2 });
  });

  it('changed amid a question, the answer of before says nothing of it; removed, nothing comes back', async () => {
    const { uses, rows, turn, said } = await open();
    const { feed } = await uses.create(admin, { node: CITY, ...settings });
    said.answer = async () => {
      await uses.change(admin, feed.id, { ...settings, url: 'https://y.test/', seenVersion: 1 });
      throw new Rejection('feed.timeout', { seconds: 20 });
    };
    await turn();
    expect(await rows.one(feed.id)).toMatchObject({ version: 2, failures: 0, url: 'https://y.test/' });
    said.answer = async () => {
      await uses.remove(admin, feed.id);
      return inside(7);
    };
    await turn();
    expect([await rows.one(feed.id), (await rows.seen(feed.id)).size]).toEqual([null, 0]);
    expect((await uses.acts(admin)).map(({ act }) => act)).toEqual(['removed', 'changed', 'made']);
  });

  it('messages that do not come are asked for again, twenty times; of many, fifty at a time', async () => {
    const { uses, rows, turn, said, clock, alertCount } = await open();
    const { feed } = await uses.create(admin, { node: CITY, ...settings });
    const numbers = Array.from({ length: 60 }, (_, i) => i + 1);
    const bodyOf = ({ url }: FeedAsk): string => {
      const n = Number(/\d+$/.exec(url)?.[0] ?? 0);
      if (n === 60) throw new Rejection('feed.status', { status: 503, retryAfterS: 9_000 });
      return n === 0 ? links(...numbers) : message(n);
    };
    said.answer = bodyOf;
    await turn();
    expect([await alertCount(), (await rows.one(feed.id))!.nextAtMs! - clock.nowMs], 'the rest is asked for soon').toEqual([50, 30_000]);
    clock.nowMs += MINUTE;
    await turn();
    expect([await alertCount(), (await rows.counts()).get(feed.id)]).toEqual([59, { taken: 59, waiting: 1 }]);
    for (let i = 0; i < 19; i++) {
      clock.nowMs += 6 * MINUTE;
      await turn();
    }
    expect((await rows.counts()).get(feed.id)).toEqual({ taken: 59, refused: 1 });
    clock.nowMs += 6 * MINUTE;
    const before = said.asked.length;
    await turn();
    expect(said.asked.length - before).toBe(1);
    await uses.askNow(admin, feed.id);
    expect([await turn(), said.asked.length - before], 'told so, it tries that again too').toEqual([1, 3]);
  });

  it('a token that was sealed under another secret is said to be lost', async () => {
    const { uses, rows, turn, connection, queue } = await open();
    const { feed } = await uses.create(admin, { node: CITY, ...settings, token: 't' });
    await queue.write(async () => {
      const stored = (await rows.txOne(feed.id))!;
      await feedsRepo(connection).txPut(
        { ...stored, token: sealerOf('z'.repeat(40), 'feeds').seal('t') },
        { atMs: 0, node: CITY, actor: 'x', act: 'changed', detail: {} },
      );
    });
    await turn();
    expect(await rows.one(feed.id)).toMatchObject({ failures: 1, trouble: { code: 'feed.token-lost' } });
  });
});
