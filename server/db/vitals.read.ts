import { asc, sql } from 'drizzle-orm';
import type { Credible } from '../../shared/readings.ts';
import type { ReadingReads } from '../app/reading-ports.ts';
import type { VitalReads } from '../app/vital-ports.ts';
import type { Connection } from './connection.ts';

/** Readings as vital signs are told from them, with every instrument that there is. */
export function vitalReads({ reader: db, schema }: Pick<Connection, 'reader' | 'schema'>, reads: ReadingReads): VitalReads {
  const { channels: c, devices: d, readingHead: h } = schema;
  return {
    ...reads,
    async channels() {
      const rows = await db
        .select({ device: c.device, zh: d.nameZh, en: d.nameEn, indicator: c.indicator, area: d.area, credible: c.credible })
        .from(c)
        .innerJoin(d, sql`${d.code} = ${c.device}`)
        .where(sql`${c.isOpen} = 1`)
        .orderBy(asc(c.device));
      return rows.map(({ zh, en, credible, ...row }) => ({
        ...row,
        names: { zh, en },
        promiseS: (JSON.parse(credible ?? '{}') as Credible).promiseS ?? null,
      }));
    },
    async head() {
      const [row] = await db.select({ lastId: h.lastId, devicesRev: h.devicesRev }).from(h);
      return row ?? { lastId: 0, devicesRev: 0 };
    },
  };
}
