import { cityReader } from '../db/city.read.ts';
import { readingHouse } from '../reading-house.ts';
import type { TestStore } from './test-store.ts';

/** Devices and readings over a test's store, by its clock. */
export function readingHouseOf({ connection, queue, clock }: TestStore) {
  const house = readingHouse({
    database: { connection, queue, close: async () => undefined },
    city: cityReader({ db: connection.reader, dialect: connection.dialect, schema: connection.schema }),
    catalogue: () => queue.write(async ({ catalogue }) => catalogue),
    count: () => undefined,
    now: () => clock.nowMs,
  });
  return {
    ...house,
    /** Sums anew whatever marks have changed. */
    async settle(): Promise<void> {
      while (await house.recountHour());
    },
  };
}
