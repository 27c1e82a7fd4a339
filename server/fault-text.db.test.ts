import { sql } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { faultLog } from './fault-log.ts';
import { faultLine, faultSerializer } from './fault-text.ts';
import { dispatcher } from './testing/factories.ts';
import { ENGINES, openTestStore } from './testing/test-store.ts';

const NAME = '赵钱孙李';
const PHONE = '13900000042';

/** What fails carries the values it was given: those of a report are a person's. */
describe.each(ENGINES)('a statement that fails on %s', (engine) => {
  it('is told with its text and its cause, and without its values', async () => {
    const store = await openTestStore(engine);
    onTestFinished(() => store.close());
    const { dialect, writer, schema, reader } = store.connection;
    await dialect.run(writer, sql.raw('drop table personal'));
    const report = store.incidents.report(dispatcher, {
      category: 'rubbish',
      area: '9001001',
      description: NAME,
      reporter: { name: NAME, contact: PHONE },
    });
    const faults = [
      await report.catch((fault: unknown) => fault),
      await reader
        .select()
        .from(schema.personal)
        .where(sql`reporter_contact = ${PHONE}`)
        .catch((fault: unknown) => fault),
    ];
    for (const fault of faults) {
      let told = '';
      faultLog((text) => (told += text), Date.now)(fault);
      const all = [told, faultLine(fault), JSON.stringify(faultSerializer(fault as Error))];
      for (const text of all) {
        expect(text).toMatch(/personal/);
        expect(text).not.toContain(NAME);
        expect(text).not.toContain(PHONE);
      }
      expect(told, 'where it happened').toMatch(/\n {4}at /);
    }
    const isCarried = String((faults[1] as Error).message).includes(PHONE);
    expect(isCarried || engine === 'sqlite', 'the query builder of PostgreSQL does carry them').toBe(true);
  });
});
