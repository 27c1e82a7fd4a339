import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { unitCommands } from './app/units.ts';
import { applyRetention, purgePersonal, type RetentionDeps } from './app/retention.ts';
import { issue } from './app/import-issue.ts';
import { cityReader } from './db/city.read.ts';
import { findAged } from './db/reads/aged.read.ts';
import { passingRows, retentionDue } from './db/retention.repo.ts';
import type { Engine } from './db/dialect.ts';
import { importRuns } from './db/imports.repo.ts';
import { verify } from './db/verify.ts';
import { DAY_MS, dispatcher } from './testing/factories.ts';
import { lives } from './testing/life.ts';
import { ENGINES, openTestStore, type TestStore } from './testing/test-store.ts';
import { retentionOf, type Retention } from '../shared/retention.ts';

const NAME = '赵钱孙李';
const PHONE = '13900000042';
const WORDS = '楼下的王师傅说水管又裂了';
const NOTE = '已经电话联系周先生';

async function open(engine: Engine): Promise<TestStore> {
  const store = await openTestStore(engine);
  onTestFinished(() => store.close());
  return store;
}
async function reported(store: TestStore, upTo: 'open' | 'ended'): Promise<number> {
  const one = await lives(store).report('9001001', 'rubbish', { description: WORDS, reporter: { name: NAME, contact: PHONE } });
  await one.give(dispatcher, 'note', { text: NOTE });
  if (upTo === 'ended') await one.give(dispatcher, 'cancel', { reason: NOTE });
  return one.id;
}
describe.each(ENGINES)('retention on %s', (engine) => {
  const context = ({ connection }: TestStore) => ({ db: connection.reader, dialect: connection.dialect, schema: connection.schema });
  /** As the server does it. */
  const retain = (store: TestStore, rules: Partial<Retention>, more: Partial<RetentionDeps> = {}): Promise<number> =>
    applyRetention({
      store: store.queue,
      rows: passingRows(store.connection),
      findAged: (query) => findAged(context(store), query),
      rules: async () => retentionOf(rules),
      purgeSignIns: async () => undefined,
      now: () => store.clock.nowMs,
      goOn: async () => true,
      ...more,
    });
  const written = async (store: TestStore, id: number): Promise<string> => {
    const city = cityReader(context(store));
    return JSON.stringify([await city.personal(id), [...(await city.stepTexts(id))]]);
  };
  const lastEvent = async (store: TestStore) => {
    const { events } = store.connection.schema;
    const [row] = await store.connection.reader.select().from(events).orderBy(sql`seq desc`).limit(1);
    return row!;
  };

  it('deletes what names people in ended incidents once they are old enough; the log says so and its chain holds', async () => {
    const store = await open(engine);
    const ended = await reported(store, 'ended');
    const running = await reported(store, 'open');
    store.clock.nowMs += 29 * DAY_MS;
    const young = await reported(store, 'ended');
    expect(await retain(store, { personal: 30 }), 'nothing is 30 days old').toBe(0);
    store.clock.nowMs += 2 * DAY_MS;
    expect(await retain(store, {}), 'never, unless the city has a rule').toBe(0);
    expect(
      await retentionDue(store.connection, {
        keysMs: 0,
        importIssuesMs: null,
        personalMs: store.clock.nowMs - 30 * DAY_MS,
        readingsMs: null,
      }),
    ).toEqual({
      keys: 0,
      importIssues: 0,
      personal: 1,
      unitReasons: 0,
      readings: 0,
    });
    expect(await retain(store, { personal: 30 })).toBe(1);
    expect(await written(store, ended)).toBe('[null,[]]');
    for (const id of [running, young]) for (const text of [NAME, PHONE, WORDS, NOTE]) expect(await written(store, id)).toContain(text);
    const { type, actor, payload, stream, occurredAtMs } = await lastEvent(store);
    expect([type, actor, stream, occurredAtMs]).toEqual(['PersonalDataPurged', 'system:retention', ended, store.clock.nowMs]);
    expect(JSON.parse(payload)).toMatchObject({ status: 'cancelled', detail: { keptDays: 30 } });
    expect((await verify(store.connection)).differences).toEqual([]);
    expect(await retain(store, { personal: 30 }), 'a second round finds nothing').toBe(0);
    expect((await lastEvent(store)).stream).toBe(ended);
  });

  it('goes on after a stop, slice by slice, and passes over what was reopened meanwhile', async () => {
    const store = await open(engine);
    const ids: number[] = [];
    for (let i = 0; i < 120; i++) ids.push(await reported(store, 'ended'));
    store.clock.nowMs += 40 * DAY_MS;
    let slices = 0;
    const stopped = await retain(store, { personal: 30 }, { goOn: async () => ++slices < 1 });
    expect(stopped).toBe(50);
    const left = await findAged(context(store), { beforeMs: store.clock.nowMs - 30 * DAY_MS, afterId: 0, limit: 500 });
    expect(left).toEqual(ids.slice(50));
    // Found, and then somebody writes a note before its slice is written.
    const again = await retain(
      store,
      { personal: 30 },
      {
        async findAged(query) {
          const found = await findAged(context(store), query);
          if (found[0] === ids[50]) await store.incidents.command(dispatcher, ids[50]!, 'note', { seenVersion: 3, text: NOTE });
          return found;
        },
      },
    );
    expect(again).toBe(69);
    expect(await written(store, ids[50]!)).toContain(NAME);
    expect((await verify(store.connection)).differences).toEqual([]);
  });

  it('drops keys after a day and old import issues by the rule, more than one slice of each', async () => {
    const store = await open(engine);
    for (let i = 0; i < 3; i++) await store.incidents.report(dispatcher, { category: 'rubbish', area: '9001001' }, `old-${i}`);
    const runs = importRuns(store.connection);
    const issues = (n: number) =>
      Array.from({ length: n }, (_, i) => ({ line: i, ordinal: i, issue: issue('time.unreadable', 'reportedAt', { value: 'x' }) }));
    const run = (n: number) =>
      store.queue.write(async () => {
        const id = await runs.begin('incidents', 'a.csv', store.clock.nowMs);
        await runs.addIssues(id, issues(n));
        return id;
      });
    const old = await run(600);
    store.clock.nowMs += 10 * DAY_MS;
    await store.incidents.report(dispatcher, { category: 'rubbish', area: '9001001' }, 'new');
    const recent = await run(2);
    const due = { keysMs: store.clock.nowMs - DAY_MS, importIssuesMs: store.clock.nowMs - 5 * DAY_MS, personalMs: null, readingsMs: null };
    expect(await retentionDue(store.connection, due)).toMatchObject({ keys: 3, importIssues: 600, personal: 0 });
    await retain(store, { importIssues: 5 });
    expect(await retentionDue(store.connection, due)).toMatchObject({ keys: 0, importIssues: 0, personal: 0 });
    const { idempotency, importIssues } = store.connection.schema;
    expect(await store.connection.reader.select({ key: idempotency.key }).from(idempotency)).toEqual([{ key: 'new' }]);
    const kept = await store.connection.reader.selectDistinct({ id: importIssues.importId }).from(importIssues);
    expect(kept).toEqual([{ id: recent }]);
    expect((await cityReader(context(store)).importRun(old))?.issues, 'the run itself stays').toEqual([]);
  });

  it('what somebody wrote about a unit goes with the texts of incidents; that its state was set stays', async () => {
    const store = await open(engine);
    const units = unitCommands(store.queue, () => store.clock.nowMs);
    const { unitChanges: c } = store.connection.schema;
    const rows = () => store.connection.reader.select({ state: c.state, reason: c.reason }).from(c).orderBy(c.rev);
    await units.setState(dispatcher, '9001-water', { state: 'off', reason: NOTE });
    store.clock.nowMs += 20 * DAY_MS;
    await units.setState(dispatcher, '9001-water', { state: 'available', reason: WORDS });
    store.clock.nowMs += 20 * DAY_MS;
    await retain(store, {});
    expect(await rows(), 'never, unless the city has a rule').toEqual([
      { state: 'off', reason: NOTE },
      { state: 'available', reason: WORDS },
    ]);
    const due = { keysMs: 0, importIssuesMs: null, personalMs: store.clock.nowMs - 30 * DAY_MS, readingsMs: null };
    expect(await retentionDue(store.connection, due)).toMatchObject({ unitReasons: 1, readings: 0 });
    await retain(store, { personal: 30 });
    expect(await rows()).toEqual([
      { state: 'off', reason: null },
      { state: 'available', reason: WORDS },
    ]);
    expect(await retentionDue(store.connection, due)).toMatchObject({ unitReasons: 0, readings: 0 });
  });
});

/** PostgreSQL keeps dead rows until it vacuums. */
it('leaves nothing of the texts in the files of SQLite', async () => {
  const store = await open('sqlite');
  const id = await reported(store, 'ended');
  const holds = async (text: string): Promise<boolean> => {
    await store.connection.dialect.run(store.connection.writer, sql`PRAGMA wal_checkpoint(TRUNCATE)`);
    const folder = dirname(store.connection.file!);
    return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(text));
  };
  expect([await holds(PHONE), await holds(NOTE)]).toEqual([true, true]);
  await store.queue.write((tx) => purgePersonal(tx, id, { actor: 'user:somebody', nowMs: store.clock.nowMs }));
  expect([await holds(NAME), await holds(PHONE), await holds(WORDS), await holds(NOTE)]).toEqual([false, false, false, false]);
});
