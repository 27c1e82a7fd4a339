import { deviceUses } from './app/devices.ts';
import { deviceViews } from './app/device-views.ts';
import type { Catalogue } from './app/ports.ts';
import { readingUses } from './app/readings.ts';
import { recountHour } from './app/recount.ts';
import type { OpenDatabase } from './database.ts';
import type { CityReader } from './db/city.read.ts';
import { devicesRepo } from './db/devices.repo.ts';
import { readingReads } from './db/readings.read.ts';
import { readingsRepo } from './db/readings.repo.ts';
import { retentionOf, type Retention } from '../shared/retention.ts';

export interface ReadingHouseDeps {
  database: OpenDatabase;
  city: CityReader;
  catalogue(): Promise<Catalogue>;
  now(): number;
}

/** All about devices and readings, put together: what `compose` hands to routes, jobs and brokers. */
export function readingHouse({ database: { connection, queue: store }, city, catalogue, now }: ReadingHouseDeps) {
  const [devices, rows] = [devicesRepo(connection), readingsRepo(connection)];
  const keptDays = async (): Promise<number | null> => retentionOf(await city.setting<Partial<Retention>>('retention')).readings;
  const reads = readingReads(connection);
  return {
    reads,
    readings: readingUses({ store, rows, devices, keptDays, now }),
    devices: deviceUses({ store, devices, rows, keptDays, now }),
    deviceViews: deviceViews({ devices, reads, catalogue, now }),
    recountHour: () => recountHour({ store, devices, rows }),
  };
}
export type ReadingHouse = ReturnType<typeof readingHouse>;
