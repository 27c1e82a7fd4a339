import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { emptyCity } from '../app/city.ts';
import { loadConfig, placeOf } from '../config.ts';
import { openDatabase } from '../database.ts';
import { initCity } from '../db/city.writer.ts';
import { packageRoot } from '../db/connection.ts';
import { PLAIN_CALENDAR } from '../../shared/work-calendar.ts';
import { readCityPack } from '../intake/city-pack.ts';
import { say } from './context.ts';
import { bringDemoUpToDate, HISTORY_DAYS, wholeNumber } from './demo-history.ts';

/** The pack that ships with the project. */
export const defaultPack = (): string => join(packageRoot(), 'seed/chongqing');

interface InitOptions {
  pack?: string;
  city?: string;
  timeZone?: string;
  demo?: boolean;
  /** Whole days of invented history; 0 = none. */
  days?: number;
}

/** Makes the city of DATA_DIR: from a pack, or an empty one with a name and a clock. */
export async function initDatabase(options: InitOptions): Promise<void> {
  const config = loadConfig();
  const read =
    options.city === undefined
      ? readCityPack(resolve(options.pack ?? defaultPack()))
      : { ...emptyCity(options.city, checkedZone(options.timeZone)), calendar: PLAIN_CALENDAR, rivers: null };
  const database = await openDatabase(config.database, Date.now);
  try {
    const { areas, pack, calendar, rivers } = read;
    await initCity(database.connection, pack, areas, { calendar, rivers, isDemo: options.demo === true, nowMs: Date.now() });
    say(
      `${pack.names.zh} ${pack.names.en}: ${areas.length} areas, ${pack.categories.length} categories, ${pack.units.length} units in ${placeOf(config)}`,
    );
  } finally {
    await database.close();
  }
  if (options.demo && options.days !== 0) await bringDemoUpToDate(config, { days: options.days ?? HISTORY_DAYS });
}

function checkedZone(zone: string | undefined): string {
  if (zone === undefined) throw new Error('--city needs --time-zone too, an IANA name such as America/New_York');
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new Error(`--time-zone ${zone} is not an IANA time zone, such as America/New_York`);
  }
}

export const initCommand = (): Command =>
  new Command('init')
    .description('make the city of DATA_DIR from a pack, or an empty one to be filled by imports')
    .option('--pack <dir>', 'a city pack: city.json, areas.topo.json')
    .option('--city <name>', 'an empty city with this name')
    .option('--time-zone <IANA>', 'its time zone')
    .option('--demo', 'a demo city: marked so on every screen, with demo users and invented history')
    .option('--days <n>', `how many days of it; 0 = none (default: ${HISTORY_DAYS})`, wholeNumber)
    .action(async (options: InitOptions) => {
      if ((options.pack === undefined) === (options.city === undefined))
        throw new Error('init needs either --pack <dir> or --city <name> --time-zone <IANA>');
      if (options.pack !== undefined && !existsSync(options.pack)) throw new Error(`There is no folder ${options.pack}`);
      await initDatabase(options);
    });
