import type { Located } from '../../shared/located.ts';
import { isOpen } from '../../shared/terms.ts';
import { decideImported, decideUpdatedByImport, type ImportedFacts } from '../domain/import.ts';
import type { Incident } from '../domain/incident.ts';
import { type IdBook, idBook, wordsOf } from './import-ids.ts';
import type { IncidentFacts } from './import-facts.ts';
import { issue, refuse, shown } from './import-issue.ts';
import type { ImportRow, ImportRuns, IncidentSource, Quarantined } from './import-ports.ts';
import { type ResolvedRow, resolveRow } from './import-resolve.ts';
import type { Store, Tx } from './ports.ts';

/** What became of a file's records: `read = imported + updated + unchanged + kept + repeated + quarantined`. */
export interface IncidentImportReport {
  /** Null for a dry run, which leaves no trace. */
  importId: number | null;
  file: string;
  system: string;
  isDryRun: boolean;
  read: number;
  imported: number;
  updated: number;
  /** Known already, and the file says nothing new. */
  unchanged: number;
  /** Worked on here since: a file that still calls them open does not take that back. */
  kept: number;
  /** Identical to an earlier record of the same file. */
  repeated: number;
  quarantined: number;
  /** The following are of imported and updated records. */
  located: Record<Located, number>;
  areaContradicted: number;
  flagged: Record<string, number>;
  /** Made as found, marked imported. */
  found: { categories: string[]; departments: string[]; sources: string[] };
  /** The first records that were not taken; all of them are kept with the run. */
  quarantine: Quarantined[];
}

export interface ImportDeps {
  store: Store;
  runs: ImportRuns;
  now(): number;
}
export interface ImportOptions {
  actor: string;
  isDryRun?: boolean;
  /** Called after each slice that is safe. */
  onProgress?(report: Readonly<IncidentImportReport>, of: number): void;
}

/** One transaction holds so many records: others get their turn after it. */
const SLICE = 500;
const QUARANTINE_SHOWN = 200;
const NEW_NAMES_MOST = 1_000;

/**
 * Imports a file of incidents: each record one event, in slices through the write queue, memory independent of the file's size.
 * Safe to repeat and to break off: what is there already counts as unchanged. Records that contradict each other under one id are
 * known from a first reading, since what is in the log cannot be taken back.
 */
export async function importIncidents(source: IncidentSource, deps: ImportDeps, options: ImportOptions): Promise<IncidentImportReport> {
  const { store, runs, now } = deps;
  const isDryRun = options.isDryRun === true;
  const { book, records } = await readIds(source);
  const report = emptyReport(source, isDryRun);
  if (!isDryRun) report.importId = await store.write(() => runs.begin('incidents', source.file, now()));

  const write = async (rows: readonly ImportRow[]): Promise<void> => {
    const slice = await store.write((tx) =>
      writeSlice(tx, rows, { source, book, runs, report, isDryRun, actor: options.actor, nowMs: now() }),
    );
    add(report, slice);
    options.onProgress?.(report, Math.max(records, report.read));
  };
  let waiting: ImportRow[] = [];
  for await (const rows of source.rows()) {
    for (const row of rows) {
      waiting.push(row);
      if (waiting.length < SLICE) continue;
      await write(waiting);
      waiting = [];
    }
  }
  if (waiting.length > 0) await write(waiting);
  const { importId, quarantine: _, ...kept } = report;
  if (importId !== null) await store.write(() => runs.end(importId, now(), kept));
  return report;
}

async function readIds(source: IncidentSource): Promise<{ book: IdBook; records: number }> {
  const book = idBook();
  let records = 0;
  for await (const keys of source.keys()) {
    for (const { id, content, words, line, ordinal } of keys) {
      book.note(id, content, words, line, ordinal);
      records = ordinal;
    }
  }
  return { book, records };
}

interface SliceContext {
  source: IncidentSource;
  book: IdBook;
  runs: ImportRuns;
  report: Readonly<IncidentImportReport>;
  isDryRun: boolean;
  actor: string;
  nowMs: number;
}

interface TakenRow {
  facts: IncidentFacts;
  resolved: ResolvedRow;
  rowHash: string;
}

async function writeSlice(tx: Tx, rows: readonly ImportRow[], context: SliceContext): Promise<IncidentImportReport> {
  const { source, book, runs, report, isDryRun, nowMs } = context;
  const slice = { ...emptyReport(source, isDryRun), read: rows.length };
  const taken: TakenRow[] = [];
  for (const { line, ordinal, facts, issue: refused } of rows) {
    const quarantine = (why: Quarantined['issue']): void => void slice.quarantine.push({ line, ordinal, issue: why });
    if (!facts) {
      quarantine(refused!);
      continue;
    }
    const verdict = book.judge(facts.externalId, ordinal);
    if (verdict.is === 'repeat') slice.repeated += 1;
    else if (verdict.is === 'contradiction') {
      const { otherLine, otherOrdinal } = verdict;
      quarantine(issue('id.differs-in-file', 'id', { value: shown(facts.externalId), otherLine, otherOrdinal }));
    } else {
      const resolved = resolveRow(facts, tx.catalogue, source, nowMs);
      if ('issue' in resolved) quarantine(resolved.issue);
      else taken.push({ facts, resolved, rowHash: verdict.rowHash });
    }
  }
  slice.quarantined = slice.quarantine.length;
  slice.found = newNames(
    tx,
    taken.map(({ resolved }) => resolved),
    report.found,
  );
  refuseTooMany(report.found, slice.found);
  if (!isDryRun) {
    await tx.addFound(slice.found);
    if (slice.quarantined > 0) await runs.addIssues(report.importId!, slice.quarantine);
  }
  for (const row of taken) {
    const { resolved } = row;
    const outcome = await writeRow(tx, row, context);
    slice[outcome] += 1;
    if (outcome !== 'imported' && outcome !== 'updated') continue;
    slice.located[resolved.facts.placed.located] += 1;
    if (resolved.isAreaContradicted) slice.areaContradicted += 1;
    for (const flag of resolved.facts.flags) slice.flagged[flag] = (slice.flagged[flag] ?? 0) + 1;
  }
  return slice;
}

/** Names that the catalogue lacks and no earlier slice has found (a dry run makes none, so it would find them again). */
function newNames(tx: Tx, rows: readonly ResolvedRow[], before: IncidentImportReport['found']): IncidentImportReport['found'] {
  const { categories, departments, sources } = tx.catalogue;
  const lacking = (values: readonly (string | null)[], known: { has(code: string): boolean }, found: readonly string[]): string[] =>
    [...new Set(values)].filter((value) => value !== null && !known.has(value) && !found.includes(value)) as string[];
  return {
    categories: lacking(
      rows.map(({ facts }) => facts.category),
      categories,
      before.categories,
    ),
    departments: lacking(
      rows.map(({ facts }) => facts.department),
      departments,
      before.departments,
    ),
    sources: lacking(
      rows.map(({ facts }) => facts.source),
      sources,
      before.sources,
    ),
  };
}

/** A column of free text mapped to a category would fill the catalogue with texts, among them personal ones. */
function refuseTooMany(before: IncidentImportReport['found'], now: IncidentImportReport['found']): void {
  for (const [name, field] of [
    ['categories', 'category'],
    ['departments', 'department'],
    ['sources', 'source'],
  ] as const) {
    if (before[name].length + now[name].length > NEW_NAMES_MOST) refuse('mapping.too-many-names', field, { most: NEW_NAMES_MOST });
  }
}

type Outcome = 'imported' | 'updated' | 'unchanged' | 'kept';

async function writeRow(tx: Tx, { facts: row, resolved, rowHash }: TakenRow, { source, isDryRun, actor }: SliceContext): Promise<Outcome> {
  const { description, reporter } = row;
  const known = await tx.findOuterId(source.system, row.externalId);
  if (known?.rowHash === rowHash) return 'unchanged';
  const before = known && (await tx.load(known.incident));
  if (before && isWorkedOnHere(before, resolved.facts)) return 'kept';

  const facts = resolved.facts as ImportedFacts;
  facts.severity ??= before?.severity ?? tx.catalogue.categories.get(facts.category)?.severity ?? 'normal';
  const areWordsNew = (description !== null || reporter !== null) && wordsOf(known?.rowHash ?? null) !== wordsOf(rowHash);
  if (isDryRun) return !before ? 'imported' : areWordsNew || decideUpdatedByImport(before, facts, actor) ? 'updated' : 'unchanged';
  const id = before?.id ?? tx.nextIncidentId();
  if (areWordsNew) facts.personalHash = await tx.putPersonal(id, { description, reporterName: reporter, reporterContact: null });
  const event = before
    ? decideUpdatedByImport(before, facts, actor)
    : decideImported(id, await tx.nextNumber(facts.reportedAtMs), facts, actor);
  if (event) await tx.append(before, [event]);
  await tx.putOuterId(source.system, row.externalId, id, rowHash);
  return event ? (before ? 'updated' : 'imported') : 'unchanged';
}

/** Somebody has acted on it here, and the outer system still calls it open: the desk knows more than the file. */
const isWorkedOnHere = (incident: Incident, facts: Pick<ImportedFacts, 'status'>): boolean =>
  isOpen(facts.status) && ((!isOpen(incident.status) && incident.status !== 'closed') || hasOwnStage(incident));

const hasOwnStage = (incident: Incident): boolean =>
  [incident.registeredAtMs, incident.dispatchedAtMs, incident.acceptedAtMs, incident.startedAtMs, incident.handledAtMs].some(
    (at) => at !== null,
  );

const emptyReport = ({ file, system }: IncidentSource, isDryRun: boolean): IncidentImportReport => ({
  importId: null,
  file,
  system,
  isDryRun,
  read: 0,
  imported: 0,
  updated: 0,
  unchanged: 0,
  kept: 0,
  repeated: 0,
  quarantined: 0,
  located: { point: 0, declared: 0, outside: 0, unlocated: 0 },
  areaContradicted: 0,
  flagged: {},
  found: { categories: [], departments: [], sources: [] },
  quarantine: [],
});

const SUMS = ['read', 'imported', 'updated', 'unchanged', 'kept', 'repeated', 'quarantined', 'areaContradicted'] as const;

/** Adds what a slice did, once it is safe. */
function add(report: IncidentImportReport, slice: IncidentImportReport): void {
  for (const name of SUMS) report[name] += slice[name];
  for (const [name, n] of Object.entries(slice.located)) report.located[name as Located] += n;
  for (const [name, n] of Object.entries(slice.flagged)) report.flagged[name] = (report.flagged[name] ?? 0) + n;
  for (const name of ['categories', 'departments', 'sources'] as const) report.found[name].push(...slice.found[name]);
  report.quarantine.push(...slice.quarantine.slice(0, QUARANTINE_SHOWN - report.quarantine.length));
}
