import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { REPLAY_SPEED_MOST } from '../../shared/replay-speeds.ts';
import { loadConfig, type Config } from '../config.ts';
import { catalogueReader } from '../db/catalogue.repo.ts';
import { recordedSpan } from '../db/played-log.ts';
import { zonedTime } from '../intake/zoned-time.ts';
import { say, withCity } from './context.ts';
import { folderForCopy, makeReplayCopy } from './replay-copy.ts';

interface ReplayOptions {
  from: string;
  to?: string;
  speed: number;
  port: number;
  into?: string;
  paused?: boolean;
}

export const replayCommand = (): Command =>
  new Command('replay')
    .description('play a past window of a copy of the city as if it were live; the city itself is only read')
    .requiredOption('--from <time>', "begin of the window, e.g. 2026-11-20T06:00 in the city's time, or with an offset")
    .option('--to <time>', 'its end; otherwise that of the log')
    .option('--speed <n>', 'how many times as fast as it happened', speedOf, 60)
    .option('--port <n>', 'where it is served, beside the live city', portOf, 8081)
    .option('--into <dir>', 'keep the copy there; otherwise it is taken away at the end')
    .option('--paused', 'wait at the begin until somebody plays it')
    .action(async (options: ReplayOptions) => {
      const config = loadConfig();
      const window = await windowOf(options);
      const copy = folderForCopy(config.dataDir, options.into === undefined ? undefined : resolve(options.into));
      try {
        await makeReplayCopy(config, copy, window);
        say(`Replay 回放 ${iso(window.fromMs)} → ${iso(window.toMs)}, ${options.speed} times as fast`);
        const { runServer } = await import('../main.ts'); // here, since loading it takes longer than most commands
        await runServer(configOfCopy(config, copy, options.port), {
          replay: { ...window, atMs: window.fromMs, speed: options.speed, isPlaying: options.paused !== true },
        });
      } finally {
        copy.remove();
      }
    });

/** The copy's own secret and users; an address that is the live city's must not sign anybody in here. */
function configOfCopy(config: Config, { dataDir, database }: Pick<Config, 'dataDir' | 'database'>, port: number): Config {
  const { PUBLIC_URL: _live, ...rest } = config;
  return { ...rest, PORT: port, dataDir, database, secret: { file: resolve(dataDir, 'secret'), isNamed: false } };
}

const windowOf = ({ from, to }: ReplayOptions): Promise<{ fromMs: number; toMs: number }> =>
  withCity(async ({ connection }) => {
    const { time } = await catalogueReader(connection.reader, connection.schema).current();
    const span = await recordedSpan(connection);
    if (!span) throw new Error('Nothing has been recorded here yet');
    const fromMs = instantOf(from, '--from', time.timeZone);
    const toMs = to === undefined ? span.lastMs : instantOf(to, '--to', time.timeZone);
    if (fromMs >= toMs) throw new Error(`The window ends (${iso(toMs)}) before it begins (${iso(fromMs)})`);
    if (fromMs < span.firstMs - DAY_MS || fromMs >= span.lastMs)
      throw new Error(`What was recorded lies between ${iso(span.firstMs)} and ${iso(span.lastMs)}`);
    return { fromMs, toMs };
  });

const DAY_MS = 86_400_000;
const TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$/;

/** A time without an offset is the city's own. */
function instantOf(text: string, option: string, timeZone: string): number {
  const offset = TIME.exec(text)?.[3];
  const ms = TIME.test(text) ? Date.parse(offset === undefined ? `${text.length === 10 ? `${text}T00:00` : text}Z` : text) : Number.NaN;
  if (Number.isNaN(ms)) throw new Error(`${option}: ${text} is not a time such as 2026-11-20T06:00`);
  return offset === undefined ? zonedTime(timeZone)(ms) : ms;
}

function speedOf(text: string): number {
  const speed = Number(text);
  if (!(speed >= 0.1 && speed <= REPLAY_SPEED_MOST)) throw new InvalidArgumentError(`between 0.1 and ${REPLAY_SPEED_MOST}, please`);
  return speed;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('a port, please');
  return port;
}

const iso = (ms: number): string => new Date(ms).toISOString();
