import type { Actor } from '../domain/actor.ts';
import type { ImportReading, ImportRuns, Quarantined, ReadingSource } from './import-ports.ts';
import { refusalOf } from './import-table.ts';
import type { Store } from './ports.ts';
import type { ReadingUses, ToldReading } from './readings.ts';

/** What became of a file's cells: `read = taken + flagged + duplicates + quarantined`. */
export interface ReadingImportReport {
  importId: number;
  file: string;
  /** Rows of the table. */
  records: number;
  /** Cells that hold something. */
  read: number;
  taken: number;
  flagged: number;
  /** Known already. */
  duplicates: number;
  quarantined: number;
  /** The first that were not taken; all of them are kept with the run. */
  quarantine: Quarantined[];
}

export interface ReadingImportDeps {
  store: Store;
  runs: ImportRuns;
  readings: ReadingUses;
  now(): number;
}

const SLICE = 2_000;
const QUARANTINE_SHOWN = 200;

/** Imports a file of readings, slice by slice; safe to break off and to repeat, for what is known already is not taken twice. */
export async function importReadings(
  source: ReadingSource,
  { store, runs, readings, now }: ReadingImportDeps,
  { actor, onProgress }: { actor: Actor; onProgress?: (report: Readonly<ReadingImportReport>) => void },
): Promise<ReadingImportReport> {
  const importId = await store.write(() => runs.begin('readings', source.file, now()));
  const report: ReadingImportReport = {
    importId,
    file: source.file,
    records: 0,
    read: 0,
    taken: 0,
    flagged: 0,
    duplicates: 0,
    quarantined: 0,
    quarantine: [],
  };
  let waiting: ImportReading[] = [];
  const write = async (): Promise<void> => {
    const bad = await takeSlice(waiting, readings, actor, report);
    if (bad.length > 0) await store.write(() => runs.addIssues(importId, bad));
    report.quarantined += bad.length;
    report.quarantine.push(...bad.slice(0, QUARANTINE_SHOWN - report.quarantine.length));
    waiting = [];
    onProgress?.(report);
  };
  for await (const cells of source.records()) {
    report.records += 1;
    report.read += cells.length;
    waiting.push(...cells);
    if (waiting.length >= SLICE) await write();
  }
  if (waiting.length > 0) await write();
  const { quarantine: _, ...kept } = report;
  await store.write(() => runs.end(importId, now(), kept));
  return report;
}

async function takeSlice(
  cells: readonly ImportReading[],
  readings: ReadingUses,
  actor: Actor,
  report: ReadingImportReport,
): Promise<Quarantined[]> {
  const told = cells.flatMap((cell): (ImportReading & { told: ToldReading })[] => (cell.told ? [{ ...cell, told: cell.told }] : []));
  const outcomes = await readings.take(
    actor,
    told.map((cell) => cell.told),
  );
  const bad = cells.flatMap(({ line, ordinal, issue: why }): Quarantined[] => (why ? [{ line, ordinal, issue: why }] : []));
  for (const [i, each] of outcomes.entries()) {
    const {
      line,
      ordinal,
      told: { device },
    } = told[i]!;
    if (each.outcome === 'refused') bad.push({ line, ordinal, subject: device, issue: refusalOf(each.rejection) });
    else report[each.outcome === 'duplicate' ? 'duplicates' : each.outcome] += 1;
  }
  return bad.sort((a, b) => a.ordinal - b.ordinal);
}
