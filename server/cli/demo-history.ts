import { InvalidArgumentError } from 'commander';
import { sql } from 'drizzle-orm';
import type { Border } from '../../seed/demo/polygon.ts';
import type { DemoCity } from '../../seed/demo/ground.ts';
import { buildDemoModel, DEMO_SEED, DEMO_SPEED, REPORTS_PER_DAY } from '../../seed/demo/model.ts';
import { pictureOf } from '../../seed/demo/pictures.ts';
import { KEY_PREFIX } from '../../seed/demo/reports.ts';
import type { Evidence } from '../../shared/command-words.ts';
import type { Severity } from '../../shared/terms.ts';
import { writeHistory } from '../app/demo-history.ts';
import type { Config } from '../config.ts';
import { openDatabase } from '../database.ts';
import { areasReader } from '../db/areas.read.ts';
import { catalogueReader } from '../db/catalogue.repo.ts';
import { cityReader } from '../db/city.read.ts';
import type { Connection } from '../db/connection.ts';
import type { Tree } from '../domain/tree.ts';
import { pictureShelf } from '../files/picture-shelf.ts';
import { say } from './context.ts';

/** So many whole days before today: thirty days, and for each of them the same hours of the four weeks before. */
export const HISTORY_DAYS = 60;
/** A shorter gap, such as a restart, is not worth inventing anything for. */
const GAP_MS = 10 * 60_000;

/** A command-line option's value. @throws InvalidArgumentError */
export function wholeNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('a whole number, please');
  return Number(text);
}

interface HistoryChoice {
  days?: number;
  seed?: number;
}

/**
 * Gives a demo city its past: all of it when it is new, and what is missing when it was interrupted or switched off for a while.
 * Only what the model itself reported is gone on with. Nothing else may write meanwhile.
 */
export async function bringDemoUpToDate(
  { database: place, files }: Pick<Config, 'database' | 'files'>,
  { days = HISTORY_DAYS, seed = DEMO_SEED }: HistoryChoice = {},
): Promise<void> {
  const toMs = Date.now();
  const clock = { nowMs: toMs };
  const database = await openDatabase(place, () => clock.nowMs);
  try {
    const { connection, queue } = database;
    const { tree, time } = await catalogueReader(connection.reader, connection.schema).current();
    const lastMs = await lastRecordedMs(connection);
    const firstMs = time.addDays(time.dayStart(toMs), -days);
    if (lastMs !== null && toMs - lastMs < GAP_MS) return;
    // a slice is written whole: whatever else happened at the last instant is there too
    const fromMs = Math.max(lastMs === null ? 0 : lastMs + 1, firstMs);
    const model = buildDemoModel(await demoCityOf(connection, tree, time.timeZone, toMs), seed);
    const shelf = pictureShelf(files.folder);
    const began = performance.now();
    let shown = -1;
    const { incidents, events } = await writeHistory(
      queue,
      { ...model, reportsOfHour: (hourMs) => model.reportsOfHour(hourMs, paceAt(hourMs, toMs)) },
      {
        fromMs,
        toMs,
        clock,
        putPhoto: ({ id, category, extra }, kind) => shelf.put(id, pictureOf(category, kind, id + (extra?.files?.length ?? 0))),
        openIds: await openDemoIds(connection),
        onProgress({ share, ...done }) {
          const tenth = Math.floor(share * 10);
          if (tenth === shown) return;
          shown = tenth;
          say(`  demo history 演示历史 ${String(tenth * 10).padStart(3)} %  ${done.incidents} incidents, ${done.events} events`);
        },
      },
    );
    say(`  ${incidents} incidents and ${events} events invented in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  } finally {
    await database.close();
  }
}

/** The usual pace, and at the end the simulator's: it finds as many cases at every desk as it will keep there. */
function paceAt(hourMs: number, nowMs: number): number {
  const hoursAgo = Math.floor((nowMs - hourMs) / 3_600_000);
  return REPORTS_PER_DAY * (hoursAgo < 1 ? DEMO_SPEED : hoursAgo < 2 ? Math.round(DEMO_SPEED / 2) : 1);
}

async function lastRecordedMs({ reader, schema: { events } }: Connection): Promise<number | null> {
  const [row] = await reader.select({ atMs: events.recordedAtMs }).from(events).orderBy(sql`${events.seq} desc`).limit(1);
  return row?.atMs ?? null;
}

async function openDemoIds({ reader, schema: { incidents: t } }: Connection): Promise<number[]> {
  const rows = await reader.select({ id: t.id, externalId: t.externalId }).from(t).where(sql`${t.isOpen} = 1`).orderBy(t.id);
  return rows.filter((row) => row.externalId?.startsWith(KEY_PREFIX)).map((row) => row.id);
}

async function demoCityOf(connection: Connection, tree: Tree, timeZone: string, atMs: number): Promise<DemoCity> {
  const context = { db: connection.reader, dialect: connection.dialect, schema: connection.schema };
  const city = cityReader(context);
  const areas = await areasReader(context).withGeometry(tree.subtree(tree.root, atMs), atMs);
  return {
    timeZone,
    root: tree.root,
    areas: areas.map(({ code, parent, geometryText }) => ({
      code,
      parent,
      border: geometryText === null ? null : (JSON.parse(geometryText) as Border),
    })),
    categories: (await city.categories()).map(({ code, major, nameZh, severity, department, evidence }) => ({
      code,
      major,
      nameZh,
      severity: severity as Severity,
      department,
      evidence: JSON.parse(evidence ?? '[]') as Evidence[],
    })),
    units: (await city.units()).map(({ code, node, department }) => ({ code, node, department })),
  };
}
