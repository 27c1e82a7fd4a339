import { afterEach, expect, test, vi } from 'vitest';
import { sql } from 'drizzle-orm';
import { ENGINES, openTestStore, type TestStore } from '../testing/test-store.ts';
import { hotWrite } from './hot-write.ts';

let store: TestStore;
afterEach(() => store.close());

test.each(ENGINES)('writes values by name, null and text too (%s)', async (engine) => {
  store = await openTestStore(engine);
  const { writer, schema, begin, commit } = store.connection;
  const { numbers } = schema;
  const p = sql.placeholder;
  const put = hotWrite<{ last: number; day: string; unused?: string }>(
    writer
      .insert(numbers)
      .values({ day: p('day'), last: p('last') })
      .onConflictDoUpdate({ target: numbers.day, set: { last: sql`excluded.last` } }),
    'test_hot_write',
  );
  await begin();
  await put({ last: 1, day: '20260304' });
  await put({ day: '20260304', unused: 'x', last: 7 });
  await put({ day: '20260305', last: 2 });
  await commit();
  expect(await writer.select().from(numbers).orderBy(numbers.day)).toEqual([
    { day: '20260304', last: 7 },
    { day: '20260305', last: 2 },
  ]);
  await begin();
  await expect(put({ day: null as never, last: 3 })).rejects.toThrow();
  await store.connection.rollback();
});

test('on the embedded engine it does not go through drizzle again', async () => {
  store = await openTestStore('sqlite');
  const { writer, schema } = store.connection;
  const query = writer.insert(schema.numbers).values({ day: sql.placeholder('day'), last: sql.placeholder('last') });
  const prepared = query.prepare();
  const execute = vi.spyOn(Object.getPrototypeOf(Object.getPrototypeOf(prepared)) as { execute(): unknown }, 'execute');
  await hotWrite<{ day: string; last: number }>(query, 'test_hot_write')({ day: '20260304', last: 1 });
  expect(execute).not.toHaveBeenCalled();
});
