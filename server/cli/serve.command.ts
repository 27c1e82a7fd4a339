import { Command } from 'commander';
import { DEMO_SPEED } from '../../seed/demo/model.ts';
import { loadConfig, placeOf, type Config } from '../config.ts';
import { openDatabase } from '../database.ts';
import { cityReader } from '../db/city.read.ts';
import { IS_REPLAY } from '../db/played-log.ts';
import { hasCity } from '../db/city.writer.ts';
import { presenceOf } from '../presence.ts';
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
      const presence = presenceOf(config);
      let begin: (() => Promise<void>) | null = null;
      try {
        // Only the first of several servers makes or mends the demo city; the others wait for it when they enter.
        begin = await presence.alone();
        if (begin) await prepare(config, options);
        await begin?.();
      } finally {
        await presence.leave();
      }
      const { runServer } = await import('../main.ts'); // here, since loading it takes longer than most commands
      await runServer(config, { beside: options.simulator ? (house, url) => simulatorBeside(house, url, options.speed) : undefined });
    });

async function prepare(config: Config, { demo, demoIfEmpty, simulator }: ServeOptions): Promise<void> {
  if ((await cityKind(config)) === null) {
    if (!demo && !demoIfEmpty) throw new Error(`There is no city in ${placeOf(config)} yet: run \`guantong init\`, or serve with --demo`);
    say('No city yet: making the demo city of Chongqing 重庆（演示数据）…');
    await initDatabase({ demo: true });
  }
  if (simulator && (await cityKind(config)) === 'demo') await bringDemoUpToDate(config);
}

async function cityKind({ database }: Config): Promise<'demo' | 'real' | null> {
  const { connection, close } = await openDatabase(database, Date.now);
  const { reader: db, dialect, schema } = connection;
  try {
    if (!(await hasCity(connection))) return null;
    const { setting } = cityReader({ db, dialect, schema });
    // Unmarked on its screens, it would be taken for the city.
    if (await setting<boolean>(IS_REPLAY)) throw new Error('This is the copy of a replay: `guantong replay` on the city itself plays it');
    return (await setting<boolean>('isDemo')) ? 'demo' : 'real';
  } finally {
    await close();
  }
}
