import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { cityInfo } from '../server/app/city-info.ts';
import type { Catalogue } from '../server/app/ports.ts';
import { openDatabase, type OpenDatabase } from '../server/database.ts';
import { catalogueReader } from '../server/db/catalogue.repo.ts';
import { cityReader } from '../server/db/city.read.ts';
import { buildReader, type Reader } from '../server/db/reads/reader.ts';
import { sumsSource } from '../server/sums-source.ts';
import { keptSums } from '../server/kept-sums.ts';
import { buildSums, type Sums } from '../server/sums/sums.ts';

/** A database with its sums as the server puts them together, in this process. */
export interface OpenSums {
  database: OpenDatabase;
  catalogue: Catalogue;
  info: ReturnType<typeof cityInfo>;
  reader: Reader;
  /** Sums filled from the stored cells: a start without a kept image. */
  cold(): Promise<Sums>;
  /** Sums filled from the image that `cold` has put by: how a server starts that was stopped. */
  warm(): Promise<Sums>;
  /** Puts sums by as a server does when it stops. */
  keep(sums: Sums): Promise<void>;
  close(): Promise<void>;
}

/** @param place a file, or `postgres://…` */
export async function openSums(place: string, dataDir: string): Promise<OpenSums> {
  const database = await openDatabase(place, Date.now);
  const { connection } = database;
  const context = { db: connection.reader, dialect: connection.dialect, schema: connection.schema };
  const catalogue = await catalogueReader(connection.reader, connection.schema).current();
  const info = cityInfo(
    cityReader(context),
    async () => catalogue,
    Date.now,
    () => null,
  );
  const reader = buildReader(connection);
  const file = join(dataDir, 'sums.image');
  let refused = '';
  const kept = keptSums({ connection, time: () => catalogue.time, file, now: Date.now, say: (text) => void (refused += text) });
  const filled = async (): Promise<Sums> => {
    const sums = buildSums({
      time: catalogue.time,
      tree: () => catalogue.tree,
      now: Date.now,
      source: sumsSource(reader, info),
    });
    await kept.fill(sums);
    if (refused !== '') throw new Error(refused);
    return sums;
  };
  return {
    database,
    catalogue,
    info,
    reader,
    async cold() {
      rmSync(file, { force: true });
      return filled();
    },
    warm: filled,
    keep: kept.keep,
    async close() {
      await reader.close();
      await database.close();
    },
  };
}

/** Which areas' figures are asked for: the city, and a district with many streets. */
export function measuredAreas({ tree }: Catalogue, atMs: number): [name: string, area: string][] {
  const { root } = tree;
  const district = tree.children(root, atMs).find((code) => tree.children(code, atMs).length > 20)!;
  return [
    ['city', root],
    ['district', district],
  ];
}
