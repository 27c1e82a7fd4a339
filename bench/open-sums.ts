import { cityInfo } from '../server/app/city-info.ts';
import { openDatabase } from '../server/database.ts';
import { catalogueReader } from '../server/db/catalogue.repo.ts';
import { cityReader } from '../server/db/city.read.ts';
import { loadCells } from '../server/db/load-cells.ts';
import { buildReader } from '../server/db/reads/reader.ts';
import { METRIC_COUNT } from '../server/domain/metrics.ts';
import { buildSums } from '../server/sums/sums.ts';
import { cpuSeconds } from './core-time.ts';

/** The sums as the server puts them together, in this process. */
export async function openSums(dataDir: string) {
  const database = await openDatabase(`${dataDir}/guantong.db`, Date.now);
  const { connection } = database;
  const context = { db: connection.reader, dialect: connection.dialect, schema: connection.schema };
  const catalogue = await catalogueReader(connection.reader, connection.schema).current();
  const info = cityInfo(cityReader(context), async () => catalogue, Date.now);
  const reader = buildReader(connection);
  const sums = buildSums({
    time: catalogue.time,
    tree: () => catalogue.tree,
    now: Date.now,
    source: {
      cellSums: (query, byHour) => reader.ask('cellSums', { query, byHour }),
      durationCounts: (query) => reader.ask('durationCounts', { query, from: METRIC_COUNT }),
      durations: (query, kind) => reader.ask('durations', { query, kind }),
      breakdown: (query) => reader.ask('breakdown', query),
      categoriesOf: info.categoriesOf,
      departments: info.departments,
    },
  });
  const loadS = await cpuSeconds(() =>
    loadCells(connection, { time: catalogue.time, hoursFromMs: sums.memory().hoursFromMs }, { cells: sums.load, facets: sums.loadFacets }),
  );
  sums.startedAt(0);
  return {
    database,
    catalogue,
    info,
    reader,
    sums,
    loadS,
    async close() {
      await reader.close();
      await database.close();
    },
  };
}
