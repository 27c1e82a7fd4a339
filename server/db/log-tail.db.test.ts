import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change } from '../app/ports.ts';
import { evolve, type Incident } from '../domain/incident.ts';
import { dispatcher, handler } from '../testing/factories.ts';
import { everyKindOfLife, lives } from '../testing/life.ts';
import { pointIn } from '../testing/test-city.ts';
import { ENGINES, openTestStore, type TestStore } from '../testing/test-store.ts';
import { eventLogReader } from './event-log.ts';
import { logTail } from './log-tail.ts';

const body = { category: 'rubbish', lngLat: [...pointIn('9001001')] };
function hear(store: TestStore, afterSeq = 0): Change[] {
  const heard: Change[] = [];
  store.tail.subscribe((changes) => void heard.push(...changes));
  store.tail.start(afterSeq);
  return heard;
}
const seqs = (heard: readonly Change[]): number[] => heard.map(({ event }) => event.seq);
const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);
/** A busy machine takes its time. */
const soon = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 15_000, interval: 20 });

describe.each(ENGINES)('log tail on %s', (engine) => {
  let store: TestStore;
  beforeEach(async () => {
    store = await openTestStore(engine);
  });
  afterEach(async () => {
    if (store.faults.length > 0) throw new AggregateError(store.faults);
    await store.close();
  });

  it('tells every event once, in order, with the state before and after', async () => {
    const heard = hear(store);
    await everyKindOfLife(store);
    const last = await eventLogReader(store.connection.reader, store.connection.schema).lastSeq();
    await soon(() => expect(store.tail.seq()).toBe(last));
    expect(seqs(heard)).toEqual(upTo(last));
    const states = new Map<number, Incident>();
    for (const { event, before, after } of heard) {
      expect(before).toEqual(states.get(event.id) ?? null);
      expect(after).toEqual(evolve(before, event));
      states.set(event.id, after);
    }
    const stored = await store.queue.write(async (tx) => Promise.all([...states.keys()].map((id) => tx.load(id))));
    expect([...states.values()]).toEqual(stored);
  });

  it('goes on after a given seq and folds the state before from the log', async () => {
    const first = await lives(store).report('9001001');
    await first.give(dispatcher, 'register');
    const heard = hear(store, 2);
    await first.give(dispatcher, 'dispatch', { unit: '9001-cleaning' });
    await first.give(handler(), 'accept');
    await soon(() => expect(seqs(heard)).toEqual([3, 4]));
    expect(heard[0]!.before).toMatchObject({ status: 'registered', version: 2 });
  });

  it('says nothing of what was refused', async () => {
    const heard = hear(store);
    await Promise.allSettled([
      store.incidents.report(dispatcher, { ...body, category: 'unknown' }),
      store.incidents.report(dispatcher, body),
    ]);
    await soon(() => expect(heard).toHaveLength(1));
    expect(heard[0]!.event.decided.place).toBe('9001001');
  });

  it('tries again after a fault, also when nothing more is written', async () => {
    const faults: unknown[] = [];
    let isBroken = true;
    const reader = new Proxy(store.connection.reader, {
      get: (db, key) => {
        const value = Reflect.get(db, key) as unknown;
        if (key !== 'select' || typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          const query = (value as (...a: unknown[]) => object).apply(db, args);
          return breakable(query, () => isBroken);
        };
      },
    });
    const tail = logTail({ ...store.connection, reader }, (fault) => void faults.push(fault));
    const heard: Change[] = [];
    tail.subscribe((changes) => void heard.push(...changes));
    tail.start(0);
    await store.incidents.report(dispatcher, body);
    await soon(() => expect(faults.length).toBeGreaterThan(0));
    isBroken = false;
    await soon(() => expect(heard).toHaveLength(1));
    await tail.stop();
  });
});

/** A query builder whose prepared statement fails while `isBroken`. */
function breakable(builder: object, isBroken: () => boolean): object {
  return new Proxy(builder, {
    get(target, key) {
      const value = Reflect.get(target, key) as unknown;
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        const made = (value as (...a: unknown[]) => object).apply(target, args);
        if (key !== 'prepare') return typeof made === 'object' ? breakable(made, isBroken) : made;
        const { execute } = made as { execute(values: object): Promise<unknown> };
        return { execute: async (values: object) => (isBroken() ? Promise.reject(new Error('disk gone')) : execute.call(made, values)) };
      };
    },
  });
}

it.each(ENGINES)('follows what another process writes to the same database (%s)', async (engine) => {
  const store = await openTestStore(engine);
  const other = await store.another();
  const heard = hear(store);
  await other.incidents.report(dispatcher, body);
  await soon(() => expect(seqs(heard)).toEqual([1]));
  await store.incidents.report(dispatcher, body);
  await other.incidents.command(dispatcher, 1, 'register', { seenVersion: 1 });
  await soon(() => expect(seqs(heard)).toEqual([1, 2, 3]));
  expect(heard[2]!.before).toMatchObject({ id: 1, status: 'reported' });
  await other.close();
  await store.close();
});
