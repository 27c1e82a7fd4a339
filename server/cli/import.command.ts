import { readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Command } from 'commander';
import type { DeviceImport } from '../../shared/readings.ts';
import { refusedCsv } from '../../shared/refused-rows.ts';
import { importAreas, type AreaImportReport } from '../app/import-areas.ts';
import { importIncidents, type IncidentImportReport } from '../app/import-incidents.ts';
import { importReadings, type ReadingImportReport } from '../app/import-readings.ts';
import type { Catalogue } from '../app/ports.ts';
import type { Actor } from '../domain/actor.ts';
import { catalogueReader } from '../db/catalogue.repo.ts';
import { areaEditions, importRuns } from '../db/imports.repo.ts';
import { readAreas, type AreaOptions } from '../intake/geojson-areas.ts';
import { openIncidentSource } from '../intake/incident-source.ts';
import { openReadingSource } from '../intake/reading-source.ts';
import { isoReader } from '../intake/time-format.ts';
import { zonedTime } from '../intake/zoned-time.ts';
import { print, say, withCity } from './context.ts';
import { cityReader } from '../db/city.read.ts';
import { readingHouse } from '../reading-house.ts';
import { areaReportText, deviceReportText, incidentReportText, readingReportText } from './import-report.ts';

interface AreasChoice extends AreaOptions {
  dryRun?: boolean;
  complete?: boolean;
  validFrom?: string;
  json?: boolean;
}
interface DevicesChoice {
  refused?: string;
  json?: boolean;
}
interface IncidentsChoice {
  mapping: string;
  dryRun?: boolean;
  json?: boolean;
}

/** Exit code 0 once every record is accounted for in the report, quarantined ones too; 1 when the file or its mapping is refused. */
export function importCommand(): Command {
  const command = new Command('import').description('bring in areas and incidents of other systems');
  command
    .command('areas <file.geojson>')
    .description('the areas of one tier; features that cannot be used are quarantined and reported')
    .requiredOption('--tier <tier>', 'district, street, community or grid')
    .requiredOption('--code <property>', 'the property that holds the code: the identity of an area')
    .requiredOption('--name <property>')
    .option('--parent <property>', 'the code of the area above, or a name that only one of them has')
    .option('--parent-by-location', 'the area above that covers most of it')
    .option('--crs <name>', 'the coordinate system of the file, such as GCJ-02 or EPSG:28992; goes before what it declares')
    .option('--merge', 'features with one code are one area')
    .option('--complete', 'areas of the tier that the file does not have end')
    .option('--valid-from <date>', 'the day with which changed borders begin to hold; default: today')
    .option('--dry-run', 'report only')
    .option('--json', 'the report as JSON')
    .action((file: string, choice: AreasChoice) => runAreas(resolve(file), choice));
  command
    .command('incidents <file>')
    .description('incidents from .csv, .json, .ndjson or .geojson')
    .requiredOption('--mapping <file.json>', 'what the columns mean (docs/import.md)')
    .option('--dry-run', 'report only')
    .option('--json', 'the report as JSON')
    .action((file: string, choice: IncidentsChoice) => runIncidents(resolve(file), choice));
  command
    .command('readings <file>')
    .description('readings of registered devices from a table, long or wide')
    .requiredOption('--mapping <file.json>', 'what the columns mean (docs/readings.md)')
    .option('--json', 'the report as JSON')
    .action((file: string, choice: Pick<IncidentsChoice, 'mapping' | 'json'>) => runReadings(resolve(file), choice));
  command
    .command('devices <file.csv>')
    .description('devices from a table with named columns (docs/readings.md)')
    .option('--refused <file.csv>', 'where the rows that were not taken are written, with the reason of each')
    .option('--json', 'the report as JSON')
    .action((file: string, choice: DevicesChoice) => runDevices(resolve(file), choice));
  return command;
}

function runDevices(file: string, { refused, json }: DevicesChoice): Promise<void> {
  return withCity(async (database) => {
    const { connection } = database;
    const catalogues = catalogueReader(connection.reader, connection.schema);
    const city = cityReader({ db: connection.reader, dialect: connection.dialect, schema: connection.schema });
    const { importDevices } = readingHouse({ database, city, catalogue: catalogues.current, count: () => undefined, now: Date.now });
    const { tree } = await catalogues.current();
    const report = await importDevices(importer(tree.root), basename(file), readFileSync(file), 'en');
    if (refused !== undefined) writeFileSync(refused, refusedCsv(report, 'en'));
    show(report, json, (each) => deviceReportText(basename(file), each));
  });
}
/** Whoever may work on the data itself. */
const importer = (scope: string): Actor => ({ id: 'import:cli', name: 'import', role: 'system', scope, department: null, unit: null });

function runReadings(file: string, { mapping, json }: Pick<IncidentsChoice, 'mapping' | 'json'>): Promise<void> {
  return withCity(async (database) => {
    const { connection, queue } = database;
    const catalogues = catalogueReader(connection.reader, connection.schema);
    const { time, tree } = await catalogues.current();
    const source = await openReadingSource(file, resolve(mapping), { timeZone: time.timeZone });
    const city = cityReader({ db: connection.reader, dialect: connection.dialect, schema: connection.schema });
    const { readings } = readingHouse({ database, city, catalogue: catalogues.current, count: () => undefined, now: Date.now });
    const progress = progressLine();
    const report = await importReadings(
      source,
      { store: queue, runs: importRuns(connection), readings, now: Date.now },
      { actor: importer(tree.root), onProgress: ({ read, quarantined }) => progress(read, Number.POSITIVE_INFINITY, quarantined) },
    );
    show(report, json, readingReportText);
  });
}

function runAreas(file: string, { dryRun, complete, validFrom, json, ...options }: AreasChoice): Promise<void> {
  return withCity(async ({ connection, queue }) => {
    const { time } = await catalogueReader(connection.reader, connection.schema).current();
    const deps = { store: queue, editions: areaEditions(connection), runs: importRuns(connection), now: Date.now };
    const report = await importAreas((known) => readAreas(file, options, known), deps, {
      file: basename(file),
      isDryRun: dryRun === true,
      isComplete: complete === true,
      validFromMs: validFrom === undefined ? undefined : instantOf(validFrom, time.timeZone),
    });
    show(report, json, areaReportText);
  });
}

function runIncidents(file: string, { mapping, dryRun, json }: IncidentsChoice): Promise<void> {
  return withCity(async ({ connection, queue }) => {
    const catalogue = await catalogueReader(connection.reader, connection.schema).current();
    const source = await openIncidentSource(file, resolve(mapping), {
      timeZone: catalogue.time.timeZone,
      nowMs: Date.now(),
      cityBox: cityBoxOf(catalogue),
    });
    const progress = progressLine();
    const report = await importIncidents(
      source,
      { store: queue, runs: importRuns(connection), now: Date.now },
      {
        actor: 'import:cli',
        isDryRun: dryRun === true,
        onProgress: ({ read, quarantined }, of) => progress(read, of, quarantined),
      },
    );
    show(report, json, incidentReportText);
  });
}

function show<T extends AreaImportReport | IncidentImportReport | ReadingImportReport | DeviceImport>(
  report: T,
  isJson: boolean | undefined,
  toText: (report: T) => string,
): void {
  print(isJson === true ? JSON.stringify(report, null, 2) : toText(report));
}

function instantOf(date: string, timeZone: string): number {
  const read = isoReader(date);
  if (!read) throw new Error(`--valid-from ${date} is no date such as 2025-11-06`);
  return read.isLocal ? zonedTime(timeZone)(read.atMs) : read.atMs;
}

/** The extent of all drawn areas: a point far outside that lies inside when exchanged was written the wrong way round. */
function cityBoxOf({ tree }: Catalogue): readonly [number, number, number, number] | null {
  const boxes = tree.codes.map((code) => tree.latest(code)?.bbox ?? null).filter((box) => box !== null);
  if (boxes.length === 0) return null;
  const edge = (pick: (...values: number[]) => number, side: 0 | 1 | 2 | 3): number =>
    boxes.reduce((found, box) => pick(found, box[side]), boxes[0]![side]);
  return [edge(Math.min, 0), edge(Math.min, 1), edge(Math.max, 2), edge(Math.max, 3)];
}

/** A line a tenth of the way, or a second at most. */
function progressLine(): (read: number, of: number, quarantined: number) => void {
  const began = performance.now();
  let shownAt = began;
  return (read, of, quarantined) => {
    const now = performance.now();
    if (now - shownAt < 1_000 && read < of) return;
    shownAt = now;
    const perSecond = Math.round((read / (now - began)) * 1_000);
    say(
      `  ${read}${Number.isFinite(of) ? ` of ${of}` : ''} records, ${perSecond} a second${quarantined > 0 ? `, ${quarantined} quarantined` : ''}`,
    );
  };
}
