import { parseArgs } from 'node:util';
import { launch } from '../browser.ts';
import { number } from '../tables.ts';
import { planOf } from './plan.ts';
import { openStage } from './stage.ts';
import { outcomeOf, type Outcome } from './verdict.ts';
import { liveWeek, type Week } from './week.ts';

/**
 * Code that an engine compiles counts as heap. It comes over many minutes, ends with the program, and would hide what a page keeps:
 * between two looks of a short run nearly all that grew was of this kind.
 */
const INTERPRETED = '--js-flags=--no-turbofan,--no-maglev,--no-sparkplug';

const USAGE = 'Usage: npm run soak -- [--minutes 3] [--open 10000] [--leak]';
/** `npm run soak`: a wall under a week in minutes. Exits 1 when anything grows, or when it cannot tell. */
try {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '3' },
      open: { type: 'string', default: '10000' },
      leak: { type: 'boolean', default: false },
    },
  });
  const [minutes, open] = [Number(values.minutes), Number(values.open)];
  if (!(minutes > 0) || !Number.isInteger(open) || open < 1) throw new Error(USAGE);
  process.exitCode = await soak(minutes, open, values.leak);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function soak(minutes: number, openIncidents: number, isLeaking: boolean): Promise<number> {
  const plan = planOf(minutes, { isLeaking, openIncidents });
  const browser = await launch([INTERPRETED]);
  try {
    const stage = await openStage(browser, plan);
    try {
      const week = await liveWeek(stage, plan, (line) => console.error(`soak: ${line}`));
      const outcome = outcomeOf(week, plan.warmUp);
      console.log(toText(week, outcome, plan.warmUp));
      return outcome.isFlat ? 0 : 1;
    } finally {
      await stage.close();
    }
  } finally {
    await browser.close();
  }
}

function toText({ looks, done }: Week, { heap, counted, faults, isFlat }: Outcome, warmUp: number): string {
  const [first, last] = [looks[warmUp]!, looks.at(-1)!];
  const mb = (bytes: number | null): string => (bytes === null ? '–' : `${(bytes / 1_000_000).toFixed(2)} MB`);
  const { reading } = last;
  return [
    `\nsoak: ${number(last.updates)} updates, ${number(reading.turns)} turns, ${done.midnights} midnights, ${done.cuts} cuts, ${done.silences} silent lines, ${done.losses} lost WebGL contexts, ${done.restarts} restarts of the server; ${done.refused} requests refused`,
    `heap after collection: ${mb(first.reading.heapBytes)} at first (after ${number(first.updates)} updates), ${mb(reading.heapBytes)} at last; process ${mb(first.reading.residentBytes)}, ${mb(reading.residentBytes)}`,
    ...heap.map(({ what, per, slope, verdict }) =>
      slope === null
        ? `${what}: too few looks (${looks.length - warmUp}): ${verdict}`
        : `${what}: ${kb(slope.perUnit * per)} [${kb(slope.low * per)} .. ${kb(slope.high * per)}]: ${verdict}`,
    ),
    ...counted.map(
      ({ what, first: begin, last: end, least, most, grows }) =>
        `${what}: ${begin} → ${end} (${least}..${most}): ${grows ? 'grows' : 'flat'}`,
    ),
    `WebGL contexts made: ${reading.webgl}`,
    `frames over 50 ms: ${reading.longFrames}, ${number(reading.longMs / 1000)} s of all, the longest ${number(reading.longestMs)} ms`,
    ...faults.map((fault) => `FAILED ${fault}`),
    isFlat ? 'soak: flat' : 'soak: FAILED',
  ].join('\n');
}
function kb(bytes: number): string {
  return `${bytes < 0 ? '−' : '+'}${number(Math.abs(bytes) / 1000)} kB`;
}
