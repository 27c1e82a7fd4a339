import { deviceUses } from './app/devices.ts';
import { deviceImport } from './app/import-devices.ts';
import { deviceViews } from './app/device-views.ts';
import type { Catalogue } from './app/ports.ts';
import { readingUses, type ReadingDeps } from './app/readings.ts';
import { recountHour } from './app/recount.ts';
import type { OpenDatabase } from './database.ts';
import type { CityReader } from './db/city.read.ts';
import { devicesRepo } from './db/devices.repo.ts';
import { flaggedReads } from './db/flagged.read.ts';
import { importRuns } from './db/imports.repo.ts';
import { readingReads } from './db/readings.read.ts';
import { readingsRepo } from './db/readings.repo.ts';
import { refusalsRepo } from './db/refusals.repo.ts';
import type { Actor } from './domain/actor.ts';
import { readDeviceTable } from './intake/device-table.ts';
import type { MqttDeps } from './intake/mqtt/mqtt-intake.ts';
import { retentionOf, type Retention } from '../shared/retention.ts';
import type { Language } from '../shared/terms.ts';

export interface ReadingHouseDeps {
  database: OpenDatabase;
  city: CityReader;
  catalogue(): Promise<Catalogue>;
  count: ReadingDeps['count'];
  now(): number;
}

/** All about devices and readings, put together: what `compose` hands to routes, jobs and brokers. */
export function readingHouse({ database: { connection, queue: store }, city, catalogue, count, now }: ReadingHouseDeps) {
  const [devices, rows] = [devicesRepo(connection), readingsRepo(connection)];
  const keptDays = async (): Promise<number | null> => retentionOf(await city.setting<Partial<Retention>>('retention')).readings;
  const reads = readingReads(connection);
  const refusals = refusalsRepo(connection);
  const readings = readingUses({ store, rows, refusals, devices, keptDays, count, now });
  const takeTable = deviceImport({ store, devices, runs: importRuns(connection), now });
  return {
    reads,
    readings,
    devices: deviceUses({ store, devices, rows, keptDays, now }),
    /** A table of devices as it was sent. @throws Rejection */
    importDevices: async (actor: Actor, file: string, table: Uint8Array, language: Language) =>
      takeTable(actor, file, await readDeviceTable(table), language),
    deviceViews: deviceViews({ devices, reads, flagged: flaggedReads(connection), refusals, catalogue, now }),
    /** What a broker's messages are given to: whoever may publish there speaks for the whole city. */
    mqttDeps: (told: Pick<MqttDeps, 'say' | 'onFault' | 'unreadable'>): MqttDeps => ({
      ...told,
      take: async (read) => readings.take(broker((await catalogue()).tree.root), read),
      now,
    }),
    recountHour: () => recountHour({ store, devices, rows }),
  };
}
const broker = (scope: string): Actor => ({ id: 'system:mqtt', name: 'MQTT', role: 'system', scope, department: null, unit: null });
