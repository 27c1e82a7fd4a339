import { loadConfig, placeOf, type Config } from '../config.ts';
import { openDatabase, type OpenDatabase } from '../database.ts';
import { hasCity } from '../db/city.writer.ts';

/** What a person reads goes to stderr; stdout carries only results. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);
export const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Opens the city of DATA_DIR for one command. @throws Error when there is none */
export async function withCity<T>(work: (database: OpenDatabase, config: Config) => Promise<T>): Promise<T> {
  const config = loadConfig();
  const database = await openDatabase(config.database, Date.now);
  try {
    if (!(await hasCity(database.connection))) throw new Error(`There is no city in ${placeOf(config)} yet: run \`guantong init\` first`);
    return await work(database, config);
  } finally {
    await database.close();
  }
}
