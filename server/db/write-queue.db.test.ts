import { STOCK_HOUR } from '../domain/metrics.ts';
import { Worker } from 'node:worker_threads';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Rejection } from '../domain/rejection.ts';
import { actor, category, dispatcher, HOUR_MS, NOON_MS, placedIn } from '../testing/factories.ts';
import { pointIn, testClock, testTree } from '../testing/test-city.ts';
import { ENGINES, openTestStore, type TestStore } from '../testing/test-store.ts';
import type { Tx } from '../app/ports.ts';
import { decideReport } from '../domain/decide/report.ts';
import { groupOpener } from './group.ts';
import { writeQueue } from './write-queue.ts';

const body = { category: 'rubbish', lngLat: [...pointIn('9001001')] };

/** The smallest work that touches ids, numbers, log, rows and cells. */
async function report(tx: Tx): Promise<number> {
  const id = tx.nextIncidentId();
  const number = await tx.nextNumber(NOON_MS);
  const placed = placedIn('9001001');
  await tx.append(
    null,
    decideReport({
      id,
      number,
      actor: dispatcher,
      category: category('rubbish'),
      source: 'hotline',
      placed,
      exercise: false,
      flags: [],
      nowMs: NOON_MS,
      tree: testTree,
      clock: testClock,
    }),
  );
  return id;
}
async function refusedReport(tx: Tx): Promise<number> {
  await report(tx);
  throw new Rejection('request.invalid');
}

describe.each(ENGINES)('write queue on %s', (engine) => {
  let store: TestStore;
  beforeEach(async () => {
    store = await openTestStore(engine);
  });
  afterEach(() => store.close());

  const rows = <T>(query: ReturnType<typeof sql>): Promise<T[]> => store.connection.dialect.rows<T>(store.connection.reader, query);
  const logged = async () => {
    const events = await rows<{ seq: number; stream: number }>(sql`select seq, stream from events order by seq`);
    const numbers = await rows<{ number: string }>(sql`select number from incidents order by id`);
    const open = await rows<{ n: number }>(sql`select n from cells where hour_ms = ${STOCK_HOUR} and place = '9001001'`);
    return {
      seqs: events.map(({ seq }) => Number(seq)),
      ids: events.map(({ stream }) => Number(stream)),
      numbers: numbers.map(({ number }) => number),
      open: Number(open[0]?.n ?? 0),
    };
  };
  const THREE = { seqs: [1, 2, 3], ids: [1, 2, 3], numbers: [1, 2, 3].map((n) => `20260304-00000${n}`), open: 3 };

  it('undoes a refused command alone: ids, numbers and seq without gaps', async () => {
    const results = await Promise.allSettled([report, refusedReport, report, refusedReport, report].map((work) => store.queue.write(work)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await logged()).toEqual(THREE);
  });

  it('undoes a command that breaks alone, too', async () => {
    const broken = async (tx: Tx): Promise<number> => {
      await report(tx);
      await tx.append(null, []);
      return 0;
    };
    const results = await Promise.allSettled([report, broken, report, report].map((work) => store.queue.write(work)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(await logged()).toEqual(THREE);
  });

  it('rejects the whole group and leaves nothing when it cannot be committed', async () => {
    let isBroken = true;
    const commit = async (): Promise<void> => {
      if (isBroken) throw new Error('disk full');
      await store.connection.commit();
    };
    const queue = writeQueue(
      { ...store.connection, commit },
      groupOpener(store.connection, () => NOON_MS),
    );
    const results = await Promise.allSettled([report, refusedReport, report].map((work) => queue.write(work)));
    expect(results.map((result) => result.status === 'rejected' && String(result.reason))).toEqual([
      'Error: disk full',
      'Error: disk full',
      'Error: disk full',
    ]);
    expect(await logged()).toEqual({ seqs: [], ids: [], numbers: [], open: 0 });
    isBroken = false;
    await Promise.all([report, report, report].map((work) => queue.write(work)));
    expect(await logged()).toEqual(THREE);
  });

  it('lets nobody wait for ever when even the rollback fails', async () => {
    const fail = async (): Promise<never> => Promise.reject(new Error('gone'));
    const queue = writeQueue(
      { ...store.connection, begin: fail, rollback: fail },
      groupOpener(store.connection, () => NOON_MS),
    );
    await expect(queue.write(report)).rejects.toThrow('gone');
    await expect(queue.write(report)).rejects.toThrow('gone');
  });

  it('lets one of two commands on the same state win and shows the other what is newer', async () => {
    const { id } = await store.incidents.report(dispatcher, body);
    const both = await Promise.allSettled([
      store.incidents.command(dispatcher, id, 'register', { seenVersion: 1 }),
      store.incidents.command(dispatcher, id, 'reject', { seenVersion: 1, reason: 'other' }),
    ]);
    expect(both[0]).toMatchObject({ status: 'fulfilled', value: { status: 'registered', version: 2 } });
    expect(both[1]).toMatchObject({ status: 'rejected', reason: { code: 'version.stale', detail: { version: 2, status: 'registered' } } });
  });

  it('answers a repeated key as the first time, even at once, and refuses another body', async () => {
    const [first, second] = await Promise.all([
      store.incidents.report(dispatcher, body, 'k1'),
      store.incidents.report(dispatcher, body, 'k1'),
    ]);
    expect(second).toEqual(first);
    expect(await store.incidents.report(dispatcher, body, 'k1')).toEqual(first);
    await expect(store.incidents.report(dispatcher, { ...body, category: 'noise' }, 'k1')).rejects.toMatchObject({
      code: 'idempotency.reused',
    });
    expect((await store.incidents.report(actor('shift-leader'), body, 'k1')).id).toBe(2);
    expect((await logged()).seqs).toEqual([1, 2]);
  });

  it('does not remember a refusal under its key', async () => {
    const wrong = store.incidents.command(dispatcher, 1, 'register', { seenVersion: 1 }, 'k2');
    await expect(wrong).rejects.toMatchObject({ code: 'incident.unknown' });
    await store.incidents.report(dispatcher, body);
    expect(await store.incidents.command(dispatcher, 1, 'register', { seenVersion: 1 }, 'k2')).toMatchObject({ status: 'registered' });
  });

  it('knows an outer id again and writes nothing', async () => {
    const { id } = await store.incidents.report(dispatcher, { ...body, externalId: 'a' });
    expect(await store.incidents.report(dispatcher, { ...body, externalId: 'a' })).toMatchObject({ id, existing: true });
    expect((await logged()).seqs).toEqual([1]);
  });

  it('numbers each local day from one', async () => {
    store.clock.nowMs = NOON_MS + 12 * HOUR_MS - 1;
    await store.incidents.report(dispatcher, body);
    store.clock.nowMs += 1;
    await store.incidents.report(dispatcher, body);
    expect((await logged()).numbers).toEqual(['20260304-000001', '20260305-000001']);
  });

  it('never records backwards, whatever the clock does', async () => {
    await store.incidents.report(dispatcher, body);
    store.clock.nowMs -= HOUR_MS;
    await store.incidents.report(dispatcher, body);
    const times = await rows<{ at: number }>(sql`select recorded_at_ms as at from events order by seq`);
    expect(times.map(({ at }) => Number(at))).toEqual([NOON_MS, NOON_MS]);
  });

  it('forgets what a refused command found for the catalogue', async () => {
    const find = (name: string, isRefused: boolean) =>
      store.queue.write(async (tx) => {
        await tx.addFound({ categories: [name] });
        if (isRefused) throw new Rejection('request.invalid');
        return [...tx.catalogue.categories.keys()].includes(name);
      });
    const first = await Promise.allSettled([find('x', true), find('y', false), find('x', false)]);
    expect(first.map((result) => result.status === 'fulfilled' && result.value)).toEqual([false, true, true]);
    await expect(find('z', true)).rejects.toThrow('request.invalid');
    expect(await store.queue.write(async (tx) => ['x', 'y', 'z'].map((name) => tx.catalogue.categories.has(name)))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('keeps personal data beside the log', async () => {
    await store.incidents.report(dispatcher, { ...body, description: '灯不亮', reporter: { name: '王小明', contact: '13800000000' } });
    const [event] = await rows<{ payload: string }>(sql`select payload from events`);
    for (const secret of ['灯不亮', '王小明', '13800000000']) expect(event!.payload).not.toContain(secret);
    expect(JSON.parse(event!.payload)).toMatchObject({ detail: { personalHash: expect.any(String) } });
  });
});

describe.each(ENGINES)('two writers on one database of %s', (engine) => {
  it('share ids, numbers and seq without gap or double', async () => {
    const store = await openTestStore(engine);
    const other = await store.another();
    const written = await Promise.all(
      Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? store : other).incidents.report(dispatcher, body)),
    );
    await other.close();
    const expected = Array.from({ length: 40 }, (_, i) => i + 1);
    const sorted = (values: number[]): number[] => values.sort((a, b) => a - b);
    expect(sorted(written.map(({ id }) => id))).toEqual(expected);
    expect(sorted(written.map(({ seq }) => seq))).toEqual(expected);
    expect(sorted(written.map(({ number }) => Number(number.slice(9))))).toEqual(expected);
    await store.close();
  });
});

describe('two writers on one SQLite file', () => {
  let store: TestStore;
  beforeEach(async () => {
    store = await openTestStore('sqlite');
  });
  afterEach(() => store.close());

  it('wait for each other’s lock', async () => {
    const script = `
      const { parentPort, workerData } = require('node:worker_threads');
      const db = require('better-sqlite3')(workerData);
      db.exec("BEGIN IMMEDIATE; INSERT INTO settings VALUES ('held', '1')");
      parentPort.postMessage('locked');
      setTimeout(() => { db.exec('COMMIT'); db.close(); }, 300);`;
    const worker = new Worker(script, { eval: true, workerData: store.connection.file });
    await new Promise((resolve) => worker.once('message', resolve));
    const before = performance.now();
    expect(await store.incidents.report(dispatcher, body)).toMatchObject({ id: 1, seq: 1 });
    expect(performance.now() - before).toBeGreaterThan(100);
    await worker.terminate();
  });
});
