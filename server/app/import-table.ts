import { problemText } from '../../shared/problem-texts.ts';
import type { Actor } from '../domain/actor.ts';
import { Rejection } from '../domain/rejection.ts';
import { issue, shown, type Issue } from './import-issue.ts';
import type { ImportKind, ImportRuns, Quarantined } from './import-ports.ts';
import type { Store, Tx } from './ports.ts';

/** A row of a table as it stands there, or why it could not be read. `ordinal` counts rows from 1. */
export interface TableRow<C> {
  line: number;
  ordinal: number;
  cells?: C | undefined;
  issue?: Issue | undefined;
}
/** How the rows of one kind of table are taken. */
export interface TableUse<C, G, O extends string> {
  kind: ImportKind;
  /** What may become of a row that is taken. */
  outcomes: readonly O[];
  /** What a slice of rows needs. Called for no rows first. @throws Rejection where the caller may not import at all */
  ground(tx: Tx, rows: readonly TableRow<C>[]): Promise<G>;
  /** @returns why not, where the row cannot be taken. @throws Rejection, before it has written anything */
  take(tx: Tx, ground: G, row: TableRow<C> & { cells: C }, importId: number): Promise<O | Issue>;
  subjectOf(cells: C): string;
  /** The column that a refusal is about. */
  fieldOf?(rejection: Rejection): string | null;
  /** Kept with the run, beside its counts. */
  kept?: object;
}
export interface TableReport<O extends string> {
  importId: number;
  read: number;
  counts: Record<O, number>;
  quarantine: Quarantined[];
}
export interface TableDeps {
  store: Store;
  runs: ImportRuns;
  now(): number;
}
const ROWS_MOST = 10_000;
/** Rows of one transaction: others write in between, and the loop breathes. */
const SLICE = 25;

/** Takes a table that people send: each row as if it were typed, or quarantined with its reason. @throws Rejection */
export async function importTable<C, G, O extends string>(
  { store, runs, now }: TableDeps,
  actor: Actor,
  { file, rows }: { file: string; rows: readonly TableRow<C>[] },
  use: TableUse<C, G, O>,
): Promise<TableReport<O>> {
  if (rows.length > ROWS_MOST)
    throw new Rejection('table.unsound', { why: { zh: `超过 ${ROWS_MOST} 行`, en: `more than ${ROWS_MOST} rows` } });
  const importId = await store.write(async (tx) => {
    await use.ground(tx, []);
    return runs.begin(use.kind, shown(file, 120), now());
  });
  const counts = Object.fromEntries(use.outcomes.map((outcome) => [outcome, 0])) as Record<O, number>;
  const quarantine: Quarantined[] = [];
  for (let at = 0; at < rows.length; at += SLICE) {
    const { bad, done } = await store.write(async (tx) => {
      const slice = await takeSlice(tx, rows.slice(at, at + SLICE), use, importId);
      await runs.addIssues(importId, slice.bad);
      return slice;
    });
    for (const outcome of done) counts[outcome] += 1;
    quarantine.push(...bad);
  }
  const report = { ...use.kept, importId, by: actor.id, read: rows.length, ...counts, quarantined: quarantine.length };
  await store.write(() => runs.end(importId, now(), report));
  return { importId, read: rows.length, counts, quarantine };
}

async function takeSlice<C, G, O extends string>(
  tx: Tx,
  rows: readonly TableRow<C>[],
  { ground, take, subjectOf, fieldOf = saidField }: TableUse<C, G, O>,
  importId: number,
): Promise<{ bad: Quarantined[]; done: O[] }> {
  const stands = await ground(tx, rows);
  const bad: Quarantined[] = [];
  const done: O[] = [];
  for (const { line, ordinal, cells, issue: broken } of rows) {
    if (!cells) {
      bad.push({ line, ordinal, issue: broken! });
      continue;
    }
    const outcome = await take(tx, stands, { line, ordinal, cells }, importId).catch((fault: unknown) => {
      if (fault instanceof Rejection) return refusalOf(fault, fieldOf(fault));
      throw fault;
    });
    if (typeof outcome === 'string') done.push(outcome);
    else bad.push({ line, ordinal, subject: subjectOf(cells), issue: outcome });
  }
  return { bad, done };
}

const saidField = ({ detail }: Rejection): string | null => (typeof detail['field'] === 'string' ? detail['field'] : null);

/** A refusal as the reason why a row is not taken. */
export const refusalOf = ({ code, detail }: Rejection, field: string | null = null): Issue =>
  issue('row.refused', field, { code, zh: problemText(code, detail, 'zh'), en: problemText(code, detail, 'en') });
