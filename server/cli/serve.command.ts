import { Command } from 'commander';
import { DEMO_SPEED } from '../../seed/demo/model.ts';
import { loadConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import { hasCity } from '../db/city.writer.ts';
import { isDemoCity, runServer } from '../main.ts';
import { liveServer } from '../server-mark.ts';
import { say } from './context.ts';
import { bringDemoUpToDate } from './demo-history.ts';
import { initDatabase } from './init.command.ts';
import { simulatorBeside, speedOf } from './simulate.command.ts';

interface ServeOptions {
  demo?: boolean;
  demoIfEmpty?: boolean;
  simulator: boolean;
  speed: number;
}

export const serveCommand = (): Command =>
  new Command('serve')
    .description('serve the city of DATA_DIR')
    .option('--demo', 'make a demo city when there is none yet; demo users may sign in, and a simulator reports')
    .option('--demo-if-empty', 'the same only when there is no city yet, or the city is a demo one')
    .option('--no-simulator', 'nothing is invented: a demo city stands as it is')
    .option('--speed <n>', 'the simulator: how many times as much is reported as in the history', speedOf, DEMO_SPEED)
    .action(async (options: ServeOptions) => {
      const config = loadConfig();
      if (!(await isCityThere(config.databaseFile))) {
        if (!options.demo && !options.demoIfEmpty)
          throw new Error(`There is no city in ${config.dataDir} yet: run \`guantong init\`, or serve with --demo`);
        say('No city yet: making the demo city of Chongqing 重庆（演示数据）…');
        await initDatabase({ demo: true });
      }
      const isAlive = options.simulator && (await isDemoCity(config.databaseFile));
      if (isAlive && liveServer(config.dataDir) === null) await bringDemoUpToDate(config.databaseFile);
      await runServer(config, isAlive ? (house, url) => simulatorBeside(house, url, options.speed) : undefined);
    });

async function isCityThere(file: string): Promise<boolean> {
  const database = openDatabase(file, Date.now);
  try {
    return await hasCity(database.connection);
  } finally {
    await database.close();
  }
}
