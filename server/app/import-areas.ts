import type { Tier } from '../../shared/terms.ts';
import type { AreaGeometry } from '../domain/flat-shape.ts';
import type { NewArea } from './city.ts';
import { refuse } from './import-issue.ts';
import type { AreaEditions, ImportRuns, Quarantined, StoredBorder } from './import-ports.ts';
import type { Store, Tx } from './ports.ts';

/** An area that the city has now. */
export interface KnownArea {
  code: string;
  tier: Tier;
  names: { zh: string; en: string };
  geometry: AreaGeometry | null;
}

/** An area as a file gives it, ready to become a row of the tree. */
export interface AreaDraft {
  code: string;
  names: { zh: string; en: string };
  pinyin: string | null;
  tier: Tier;
  kind: string;
  parent: string;
  geometry: AreaGeometry;
}

/** What a file of areas holds, and what its reading found: `read = areas + merged + quarantined`. */
export interface AreaFile {
  tier: Tier;
  areas: AreaDraft[];
  quarantine: Quarantined[];
  /** The system that positions were read in. */
  crs: string;
  read: number;
  /** Features that went into the area of another feature with their code. */
  merged: number;
  /** By what was done to a border. */
  repaired: Record<string, number>;
  /** Areas whose named parent is not the one that covers most of them, or whose features name different parents. */
  parentDisagrees: number;
  /** Areas of which more than a hundredth lies outside their parent. */
  straddling: number;
}

/** Every feature accounted for: `read = added + changed + unchanged + merged + quarantined`. */
export interface AreaImportReport extends Omit<AreaFile, 'areas'> {
  importId: number | null;
  file: string;
  isDryRun: boolean;
  added: number;
  changed: number;
  unchanged: number;
  quarantined: number;
  /** Areas of the tier that the file does not have: they stay, unless they were to end. */
  notInFile: number;
  ended: number;
  /** Codes that were to end, but areas below still belong to them. */
  heldByChildren: string[];
  /** From when the new edition holds, the start of a local day; null = from the beginning. */
  validFrom: string | null;
  /** What is another now, area by area. */
  moved: AreaMoves;
  /** Open incidents in areas that end, or held there: they get a new home when the edition begins. */
  toRehome: number;
  /** Ended incidents that came in since the edition began, in areas that end: they stay, and count at the city. */
  leftBehind: number;
}

/** Codes with their names, as the file has them; of ended areas as they were. */
export interface AreaMoves {
  added: AreaMove[];
  ended: AreaMove[];
  /** `from` and `to` are codes of the area above. */
  reparented: (AreaMove & { from: string | null; to: string })[];
  renamed: (AreaMove & { from: string })[];
  borders: AreaMove[];
}
export interface AreaMove {
  code: string;
  name: string;
}

export interface AreaImportDeps {
  store: Store;
  editions: AreaEditions;
  runs: ImportRuns;
  now(): number;
}
export interface AreaImportOptions {
  /** Shown in the report. */
  file: string;
  isDryRun?: boolean;
  /** Areas of the tier that the file does not have end with this edition. */
  isComplete?: boolean;
  /** When changed borders begin to hold, ms UTC: that local day's start. Default: today. */
  validFromMs?: number | undefined;
}

/**
 * Imports the areas of one tier: read with what the city has now, stored as an edition.
 * New areas hold from the beginning, so that history finds its place. Where areas change or end, old rows end and new ones begin
 * with one local day, and nothing that lies in them is moved, except that open incidents of areas that end get a new home by an
 * event of their own; but as long as no incident was recorded, areas are simply put right.
 * @param read reads the file, given the areas there are
 */
export async function importAreas(
  read: (known: readonly KnownArea[]) => Promise<AreaFile>,
  deps: AreaImportDeps,
  options: AreaImportOptions,
): Promise<AreaImportReport> {
  const { store, editions, runs, now } = deps;
  const at = ({ catalogue }: Tx): { editionMs: number; currentMs: number } => {
    const editionMs = catalogue.time.dayStart(options.validFromMs ?? now());
    return { editionMs, currentMs: Math.max(editionMs, now()) };
  };
  const known = await store.write((tx) => editions.validAt(at(tx).currentMs));
  const { areas, ...file } = await read(known.map(toKnown));
  return store.write(async (tx) => {
    const { editionMs, currentMs } = at(tx);
    const isUnused = await editions.isUnused();
    const change = compare(areas, await editions.validAt(currentMs), file.tier, options.isComplete === true);
    refuseTooEarly(change, editionMs, isUnused);
    const gone = change.ended.map(({ code }) => code);
    const report: AreaImportReport = {
      importId: null,
      file: options.file,
      isDryRun: options.isDryRun === true,
      ...file,
      added: change.added.length,
      changed: change.changed.length,
      unchanged: change.unchanged,
      quarantined: file.quarantine.length,
      notInFile: change.notInFile,
      ended: change.ended.length,
      heldByChildren: change.heldByChildren,
      validFrom: change.isEdition && !isUnused ? new Date(editionMs).toISOString() : null,
      moved: movesOf(change),
      toRehome: await editions.countOpen(gone),
      leftBehind: await editions.countEndedSince(gone, editionMs),
    };
    if (report.isDryRun) return report;
    report.importId = await runs.begin('areas', options.file, now());
    await runs.addIssues(report.importId, file.quarantine);
    await (isUnused ? putRight(editions, change) : putEdition(editions, change, editionMs));
    if (change.isEdition || change.added.length > 0) await editions.moveVersion();
    const { quarantine: _, ...kept } = report;
    await runs.end(report.importId, now(), kept);
    return report;
  });
}

function movesOf({ added, ended, changed }: AreaChange): AreaMoves {
  const move = ({ code, names }: Pick<AreaDraft, 'code' | 'names'>): AreaMove => ({ code, name: names.zh });
  const where = (isOther: (draft: AreaDraft, before: StoredBorder) => boolean) =>
    changed.filter(({ draft, before }) => isOther(draft, before));
  return {
    added: added.map(move),
    ended: ended.map(move),
    reparented: where((draft, before) => draft.parent !== before.parent).map(({ draft, before }) => ({
      ...move(draft),
      from: before.parent,
      to: draft.parent,
    })),
    renamed: where((draft, before) => draft.names.zh !== before.names.zh).map(({ draft, before }) => ({
      ...move(draft),
      from: before.names.zh,
    })),
    borders: where((draft, before) => JSON.stringify(draft.geometry) !== before.geometryText).map(({ draft }) => move(draft)),
  };
}

const toKnown = ({ code, tier, names, geometryText }: StoredBorder): KnownArea => ({
  code,
  tier,
  names,
  geometry: geometryText === null ? null : (JSON.parse(geometryText) as AreaGeometry),
});

interface AreaChange {
  added: AreaDraft[];
  changed: { draft: AreaDraft; before: StoredBorder }[];
  unchanged: number;
  notInFile: number;
  ended: StoredBorder[];
  heldByChildren: string[];
  /** Something that held until now holds no more. */
  isEdition: boolean;
}

function compare(drafts: readonly AreaDraft[], current: readonly StoredBorder[], tier: Tier, isComplete: boolean): AreaChange {
  const before = new Map(current.filter((row) => row.tier === tier).map((row) => [row.code, row]));
  const added = drafts.filter(({ code }) => !before.has(code));
  const changed = drafts.flatMap((draft) => {
    const row = before.get(draft.code);
    return row && !isSame(draft, row) ? [{ draft, before: row }] : [];
  });
  const codes = new Set(drafts.map(({ code }) => code));
  const missing = [...before.values()].filter(({ code }) => !codes.has(code));
  const parents = new Set(current.map((row) => row.parent));
  const ended = isComplete ? missing.filter(({ code }) => !parents.has(code)) : [];
  return {
    added,
    changed,
    unchanged: drafts.length - added.length - changed.length,
    notInFile: missing.length,
    ended,
    heldByChildren: isComplete ? missing.filter(({ code }) => parents.has(code)).map(({ code }) => code) : [],
    isEdition: changed.length > 0 || ended.length > 0,
  };
}

/** An edition may not begin before what it replaces. */
function refuseTooEarly({ changed, ended }: AreaChange, editionMs: number, isUnused: boolean): void {
  const later = [...changed.map(({ before }) => before), ...ended].find((row) => row.validFromMs > editionMs);
  if (isUnused || !later) return;
  refuse('areas.too-early', '--valid-from', { code: later.code, since: new Date(later.validFromMs).toISOString() });
}

const isSame = (draft: AreaDraft, row: StoredBorder): boolean =>
  draft.parent === row.parent &&
  draft.kind === row.kind &&
  draft.names.zh === row.names.zh &&
  draft.names.en === row.names.en &&
  !row.isSchematic &&
  JSON.stringify(draft.geometry) === row.geometryText;

/** Nothing refers to the tree yet: rows are replaced where they stand. */
async function putRight(editions: AreaEditions, { added, changed, ended }: AreaChange): Promise<void> {
  await editions.remove(ended);
  await editions.put(added.map((draft) => toRow(draft, 0)));
  await editions.put(changed.map(({ draft, before }) => ({ ...toRow(draft, before.validFromMs), validToMs: before.validToMs })));
}

async function putEdition(editions: AreaEditions, { added, changed, ended, isEdition }: AreaChange, editionMs: number): Promise<void> {
  await editions.end(
    [...ended, ...changed.map(({ before }) => before)].map(({ code }) => code),
    editionMs,
  );
  // What is planned for later stays planned.
  await editions.put(changed.map(({ draft, before }) => ({ ...toRow(draft, editionMs), validToMs: before.validToMs })));
  // What is new beside changed areas is most likely cut out of them, so it begins with them.
  await editions.put(added.map((draft) => toRow(draft, isEdition ? editionMs : 0)));
}

const toRow = ({ geometry, ...draft }: AreaDraft, validFromMs: number): NewArea => ({
  ...draft,
  geometry: geometry as NewArea['geometry'],
  validFromMs,
  validToMs: null,
  isSchematic: false,
  isProvisional: false,
});
