import type { AreaRow } from '../domain/tree.ts';
import type { NewArea } from './city.ts';
import type { ToldReading } from './readings.ts';
import type { IncidentFacts } from './import-facts.ts';
import type { Issue } from './import-issue.ts';

/** A record of a foreign file, read into our terms, or why it could not be. `ordinal` counts records from 1. */
export interface ImportRow {
  line: number;
  ordinal: number;
  facts?: IncidentFacts | undefined;
  issue?: Issue | undefined;
}
/** The outer id of a record and all that the mapping reads of it, as texts; absent for records that have no id. */
export interface RowKey {
  line: number;
  ordinal: number;
  id: string;
  /** Also tells the mapping: the same cells read in another way say something else. */
  content: string;
  /** What may name people. */
  words: string;
}

/** A foreign file of incidents with its mapping. Both readings stream, batch by batch. */
export interface IncidentSource {
  /** File name, for the report. */
  file: string;
  /** Whose ids these are. */
  system: string;
  /** Fields whose values the catalogue must know already. */
  known: { category: boolean; department: boolean; source: boolean; area: boolean };
  /** Metres: a point outside every area goes to the nearest one within this distance; 0 = never. */
  snapM: number;
  keys(): AsyncIterable<readonly RowKey[]>;
  rows(): AsyncIterable<readonly ImportRow[]>;
}

/** A cell of a foreign file, read into our terms, or why it could not be. `ordinal` counts cells from 1. */
export interface ImportReading {
  line: number;
  ordinal: number;
  told?: ToldReading | undefined;
  issue?: Issue | undefined;
}
/** A foreign file of readings with its mapping; it streams. */
export interface ReadingSource {
  /** File name, for the report. */
  file: string;
  /** Those of one record; none where all its cells are empty. */
  records(): AsyncIterable<readonly ImportReading[]>;
}

/** A row or feature that was not taken. */
export interface Quarantined {
  line: number;
  ordinal: number;
  /** What it calls itself, such as an area's code. */
  subject?: string | null;
  issue: Issue;
}

export type ImportKind = 'areas' | 'incidents' | 'readings' | 'plan-values' | 'devices';

/** The runs of imports and their issues. Call it inside `Store.write` only: it takes part in that transaction. */
export interface ImportRuns {
  begin(kind: ImportKind, file: string, atMs: number): Promise<number>;
  addIssues(importId: number, issues: readonly Quarantined[]): Promise<void>;
  end(importId: number, atMs: number, report: object): Promise<void>;
}

/** A row of the tree with its border as it is stored. */
export interface StoredBorder extends AreaRow {
  /** GeoJSON text; null = no drawn border. */
  geometryText: string | null;
}

/** The tree's rows as an import of areas changes them. Call it inside `Store.write` only. */
export interface AreaEditions {
  /** Rows valid at an instant. */
  validAt(atMs: number): Promise<StoredBorder[]>;
  /** True while no incident was ever recorded: then areas can be put right without a new edition. */
  isUnused(): Promise<boolean>;
  put(areas: readonly NewArea[]): Promise<void>;
  /** Open incidents that lie in these areas or are held there. */
  countOpen(codes: readonly string[]): Promise<number>;
  /** Incidents in these areas that came in since an instant and are over. */
  countEndedSince(codes: readonly string[], sinceMs: number): Promise<number>;
  /** Ends the rows that are valid at this instant; one that begins with it has never held. */
  end(codes: readonly string[], atMs: number): Promise<void>;
  /** For rows that nothing has referred to yet. */
  remove(rows: readonly Pick<AreaRow, 'code' | 'validFromMs'>[]): Promise<void>;
  /** After any change: every process reads the tree anew. */
  moveVersion(): Promise<void>;
}
