import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import { hasCity } from '../db/city.writer.ts';
import { runServer } from '../main.ts';
import { say } from './context.ts';
import { initDatabase } from './init.command.ts';

interface ServeOptions {
  demo?: boolean;
  demoIfEmpty?: boolean;
}

export const serveCommand = (): Command =>
  new Command('serve')
    .description('serve the city of DATA_DIR')
    .option('--demo', 'make a demo city when there is none yet; demo users may sign in, and a simulator reports')
    .option('--demo-if-empty', 'the same only when there is no city yet, or the city is a demo one')
    .action(async (options: ServeOptions) => {
      const config = loadConfig();
      if (!(await isCityThere(config.databaseFile))) {
        if (!options.demo && !options.demoIfEmpty)
          throw new Error(`There is no city in ${config.dataDir} yet: run \`guantong init\`, or serve with --demo`);
        say('No city yet: making the demo city of Chongqing 重庆（演示数据）…');
        await initDatabase({ demo: true });
      }
      await runServer(config);
    });

async function isCityThere(file: string): Promise<boolean> {
  const database = openDatabase(file, Date.now);
  try {
    return await hasCity(database.connection);
  } finally {
    await database.close();
  }
}
