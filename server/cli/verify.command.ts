import { Command } from 'commander';
import { catalogueReader } from '../db/catalogue.repo.ts';
import type { OpenDatabase } from '../database.ts';
import { loadCells } from '../db/load-cells.ts';
import { rebuild } from '../db/rebuild.ts';
import { differenceText } from '../db/verify/difference.ts';
import { verify, type Verdict } from '../db/verify.ts';
import { presenceOf } from '../presence.ts';
import { buildSums } from '../sums/sums.ts';
import { print, say, withCity } from './context.ts';

/** Log, rows, stored cells, and the sums that a server would hold, against each other. */
export async function verifyDatabase({ connection }: OpenDatabase, isQuiet: boolean): Promise<Verdict> {
  const catalogue = await catalogueReader(connection.reader, connection.schema).current();
  const nothing = async () => [];
  const sums = buildSums({
    time: catalogue.time,
    tree: () => catalogue.tree,
    now: Date.now,
    source: {
      cellSums: nothing,
      kindSums: nothing,
      durationCounts: nothing,
      moved: { cellSums: nothing, kindSums: nothing, durationCounts: nothing },
      unitSums: async () => ({ seq: 0, sums: [] }),
      durations: nothing,
      breakdown: nothing,
      categoriesOf: async () => null,
      departments: async () => new Map(),
    },
  });
  sums.startedAt(await loadCells(connection, { time: catalogue.time, hoursFromMs: sums.memory().hoursFromMs }, sums.load));
  return verify(connection, {
    memory: sums.memory(),
    ...(isQuiet
      ? {}
      : { progress: (step, events) => (events % 50_000 === 0 || step !== 'log' ? say(`${step}: ${events} events`) : undefined) }),
  });
}

export const verifyCommand = (): Command =>
  new Command('verify')
    .description('prove that log, incidents and sums tell the same; exits 1 and names area, metric and hour otherwise')
    .action(() =>
      withCity(async (database, config) => {
        const presence = presenceOf(config);
        const isLive = (await presence.others()) > 0;
        await presence.leave();
        if (isLive) say('A server is writing here: log, incidents and stored sums are compared, memory is not');
        printVerdict(isLive ? await verify(database.connection) : await verifyDatabase(database, false));
      }),
    );

/** Names each difference; with any the command fails. */
export function printVerdict({ ok, differences, events, incidents, cells, lastSeq }: Verdict): void {
  for (const difference of differences) print(differenceText(difference));
  print(`${ok ? 'OK' : 'DIFFERENT'}: ${events} events, ${incidents} incidents, ${cells} cells, seq ${lastSeq}`);
  if (!ok) process.exitCode = 1;
}

export const rebuildCommand = (): Command =>
  new Command('rebuild').description('make incidents and sums anew from the log').action(() =>
    withCity(async ({ connection }, config) => {
      const presence = presenceOf(config);
      try {
        const release = await presence.alone();
        if (!release) throw new Error('A server is running on this data: stop it, rebuild, start it again');
        const done = await rebuild(connection, {
          isServerLive: async () => (await presence.others()) > 0,
          progress: (at, of) => say(`${at} of ${of} events`),
        });
        print(`Rebuilt ${done.incidents} incidents and ${done.cells} cells from ${done.events} events`);
      } finally {
        await presence.leave();
      }
    }),
  );
