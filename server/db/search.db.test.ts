import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BLOCK, BUCKETS } from '../domain/search-block.ts';
import { importIncidents } from '../app/import-incidents.ts';
import type { IncidentSource } from '../app/import-ports.ts';
import { dispatcher, NOON_MS } from '../testing/factories.ts';
import { pointIn } from '../testing/test-city.ts';
import { ENGINES, openTestStore, type TestStore } from '../testing/test-store.ts';
import { importRuns } from './imports.repo.ts';
import type { ListQuery } from './reads/incidents.read.ts';
import { buildReader, type Reader } from './reads/reader.ts';
import { rebuild } from './rebuild.ts';
import { makeSearchBlock } from './search-index.ts';
import { differenceText } from './verify/difference.ts';
import { verify } from './verify.ts';

const EVERYTHING: ListQuery = {
  places: null,
  partyUnit: null,
  statuses: null,
  severities: null,
  categories: null,
  overdue: null,
  suspended: null,
  window: null,
  ids: null,
  numbers: null,
  text: null,
  near: null,
  view: null,
  sort: 'newest',
  limit: 500,
  after: null,
  counted: null,
};
/** Two blocks are full, a third is begun; every text holds 路灯. */
const REPORTS = 2 * BLOCK + 40;
const RARE = [3, 700, BLOCK, BLOCK + 1, 2 * BLOCK - 1, 2 * BLOCK, REPORTS];

describe.each(ENGINES)('search on %s', (engine) => {
  let store: TestStore;
  let reader: Reader;
  beforeAll(async () => {
    store = await openTestStore(engine);
    reader = buildReader(store.connection);
    const report = (id: number) =>
      store.incidents.report(dispatcher, {
        category: 'rubbish',
        lngLat: [...pointIn(id % 2 === 0 ? '9001001' : '9002001')],
        ...(id === 10 || id === 12 ? {} : { description: RARE.includes(id) ? '解放碑路灯不亮 Pipe burst' : '北门路灯损坏' }),
        ...(id === 12 ? {} : { reporter: { name: '赵钱孙', contact: '13800000000' } }),
      });
    await Promise.all(Array.from({ length: REPORTS }, (_, i) => report(i + 1)));
  }, 300_000);
  afterAll(async () => {
    await reader.close();
    await store.close();
  });

  const list = (text: string, query: Partial<ListQuery> = {}) => reader.ask('list', { ...EVERYTHING, ...query, text });
  const find = async (text: string, query: Partial<ListQuery> = {}) => (await list(text, query)).rows.map(({ id }) => id);
  const make = async (): Promise<void> => {
    while (await makeSearchBlock(store.connection, store.queue, reader));
  };
  const rows = () => store.connection.reader.select().from(store.connection.schema.searchPostings);
  const describeAgain = (id: number, description: string | null) =>
    store.queue.write((tx) => tx.putPersonal(id, { description, reporterName: null, reporterContact: null }));
  const run = (query: ReturnType<typeof sql>): Promise<void> => store.connection.dialect.run(store.connection.writer, query);
  const newestFirst = RARE.toReversed();

  it('finds the same by reading the texts and by the index of full blocks', async () => {
    const asked = ['放碑', '解放碑 pip', 'burst', '灯不', '碑'];
    for (const text of asked) expect(await find(text)).toEqual(newestFirst);
    expect(await rows()).toEqual([]);
    await make();
    expect(new Set((await rows()).map(({ block }) => block))).toEqual(new Set([0, 1]));
    expect(await rows()).toHaveLength(2 * BUCKETS);
    for (const text of asked) expect(await find(text)).toEqual(newestFirst);
    // Every word occurs, but not so; who reported is in no index.
    for (const text of ['碑解', '不亮路灯', 'burst-pipe', 'urst', '赵钱', '13800000000']) expect(await find(text)).toEqual([]);
  });

  it('meets the other conditions, sorts as asked and pages', async () => {
    const places = ['9002001'];
    const there = RARE.filter((id) => id % 2 === 1);
    expect(await find('放碑', { places })).toEqual(there.toReversed());
    const first = await list('放碑', { places, sort: 'oldest', limit: 2 });
    expect([first.rows.map(({ id }) => id), first.total]).toEqual([there.slice(0, 2), there.length]);
    expect(await find('放碑', { places, sort: 'oldest', limit: 2, after: first.next })).toEqual(there.slice(2, 4));
    expect(await find('放碑', { places: ['9003001'] })).toEqual([]);
    expect(await find('放碑', { ids: [3, 4, 700] })).toEqual([700, 3]);
  });

  it('says when there is too much to read, and shows the newest', async () => {
    const common = await list('路灯');
    expect(common).toMatchObject({ isPartial: true, total: 3_000 });
    expect(common.rows[0]!.id).toBe(REPORTS);
    // In one place there are fewer, so all are found; what lies elsewhere does not show in the answer.
    expect(await list('路灯', { places: ['9002001'] })).toMatchObject({ isPartial: false, total: REPORTS / 2 });
    expect(await list('放碑')).toMatchObject({ isPartial: false, total: RARE.length });
  });

  it('knows a text that has changed or came late at once', async () => {
    await make();
    await describeAgain(700, '水管漏水');
    expect(await find('放碑')).toEqual(newestFirst.filter((id) => id !== 700));
    expect(await find('水管')).toEqual([700]);
    for (const id of [10, 12]) {
      await make();
      await describeAgain(id, '井盖松动');
      expect(await find('井盖')).toContain(id);
    }
    await make();
    expect(await find('水管 漏水')).toEqual([700]);
    await describeAgain(700, '解放碑路灯不亮 Pipe burst');
    await make();
    expect(await find('放碑')).toEqual(newestFirst);
  });

  it('keeps nothing of a text that was purged', async () => {
    await describeAgain(20, '秘密词语');
    await make();
    const isKept = async () => (await rows()).some(({ postings }) => postings.includes('秘密'));
    expect(await isKept()).toBe(true);
    await run(sql`delete from personal where incident = 20`);
    expect(await isKept()).toBe(false);
    expect(await find('秘密')).toEqual([]);
    await make();
    expect([await isKept(), await find('秘密')]).toEqual([false, []]);
  });

  it('makes no index of texts that change while it is made', async () => {
    await make();
    await describeAgain(30, '旧词');
    const slow: Reader = {
      ...reader,
      ask: (async (job: 'makeBlock', args: { block: number }) => {
        const answer = await reader.ask(job, args);
        if (job === 'makeBlock') await describeAgain(30, '新词');
        return answer;
      }) as Reader['ask'],
    };
    await makeSearchBlock(store.connection, store.queue, slow);
    expect([await find('新词'), await find('旧词')]).toEqual([[30], []]);
    await make();
    expect([await find('新词'), await find('旧词')]).toEqual([[30], []]);
  });

  it('finds what a file brought, and its later words', async () => {
    const file = async (description: string): Promise<unknown> =>
      importIncidents(
        source(description),
        { store: store.queue, runs: importRuns(store.connection), now: () => NOON_MS },
        { actor: 'import:test' },
      );
    await file('护栏断裂');
    const [id] = await find('护栏');
    expect(id).toBeGreaterThan(REPORTS);
    await file('树木倒伏');
    expect([await find('护栏'), await find('倒伏')]).toEqual([[], [id]]);
  });

  it('is proved by verify, and thrown away by rebuild', async () => {
    await make();
    const found = async () => (await verify(store.connection)).differences.map(differenceText);
    expect(await found()).toEqual([]);
    await run(sql`update search_postings set postings = postings || ${'\n暗号\t00'} where block = 1 and bucket = 5`);
    await run(sql`delete from search_postings where block = 0 and bucket = 7`);
    expect(await found()).toEqual([
      expect.stringContaining('words of incidents 0–2047, row 7, hour now: stored no row'),
      expect.stringContaining('words of incidents 2048–4095, row 5, hour now: stored 1 too many or elsewhere, recounted 0 lacking'),
    ]);
    await rebuild(store.connection);
    expect(await rows()).toEqual([]);
    await make();
    expect(await found()).toEqual([]);
    expect(await find('放碑')).toEqual(newestFirst);
  });
});

/** A file of one record. */
const source = (description: string): IncidentSource => ({
  file: 'one.csv',
  system: 'test-file',
  known: { category: false, department: false, source: false, area: false },
  snapM: 0,
  async *keys() {
    yield [{ line: 2, ordinal: 1, id: 'a-1', content: description, words: description }];
  },
  async *rows() {
    yield [
      {
        line: 2,
        ordinal: 1,
        facts: {
          externalId: 'a-1',
          reportedAtMs: NOON_MS,
          closedAtMs: null,
          dueAtMs: null,
          status: 'reported',
          category: 'rubbish',
          severity: null,
          description,
          source: null,
          department: null,
          reporter: null,
          lngLat: pointIn('9001001'),
          declaredArea: null,
          flags: [],
        },
      },
    ];
  },
});
