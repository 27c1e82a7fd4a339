/** What the machine, the data and the program are like just now. Gathered by `probes/`, judged by `checks/`. */
export interface Facts {
  nowMs: number;
  program: ProgramFacts;
  machine: MachineFacts;
  disk: DiskFacts;
  clock: ClockFacts;
  database: DatabaseFacts;
  files: readonly FileFacts[];
  port: PortFacts;
  /** null = none that this DATA_DIR knows of. */
  lastBackupMs: number | null;
}

export interface ProgramFacts {
  version: string;
  node: string;
  nodeNeeded: string;
  /** The embedded engine's version, or why it does not load. */
  sqlite: { version: string } | { problem: string };
  /** What a fresh install compiles with, and is not there. */
  missingTools: readonly string[];
}
export interface MachineFacts {
  cores: number;
  memoryBytes: number;
  /** null = cannot be told here. */
  hasChineseFont: boolean | null;
}
export interface DiskFacts {
  dataDir: string;
  isThere: boolean;
  isWritable: boolean;
  freeBytes: number;
  /** By its name, such as nfs, where it is one. */
  networkFileSystem: string | null;
  /** Gone with the next start of the machine. */
  isInMemory: boolean;
}
export interface ClockFacts {
  /** An instant that lies in the past for sure: the newest of the program's own tables. */
  notBeforeMs: number;
  /** null = cannot be told here. */
  isSynchronized: boolean | null;
  zoneData: string;
}
export type DatabaseFacts = { engine: 'sqlite' | 'postgres'; place: string } & (
  | { state: 'none' }
  /** It cannot be reached, read, or is no database. */
  | { state: 'closed'; problem: string }
  | ({ state: 'open' } & OpenDatabaseFacts)
);
export interface OpenDatabaseFacts {
  version: string;
  bytes: number;
  /** Of the embedded engine only. */
  walBytes: number | null;
  /** What the engine's own check of its pages says; empty = nothing wrong; null = the engine has none. */
  damage: readonly string[] | null;
  /** ms UTC as drizzle counts them; null = no tables yet. */
  migration: number | null;
  newestMigration: number;
  seq: number;
  lastRecordedMs: number | null;
  /** Of the city; null = there is none yet. */
  timeZone: string | null;
  isZoneKnown: boolean;
  /** Whose holidays the city's calendar knows; null = it goes by the week alone. */
  calendarYears: readonly number[] | null;
  /** The database server's clock minus ours; null = the same clock. */
  clockOffsetMs: number | null;
  isReadOnly: boolean;
}
export interface FileFacts {
  path: string;
  /** Others than its owner may read or write it. */
  isOpenToOthers: boolean;
  isReadable: boolean;
}
export interface PortFacts {
  host: string;
  port: number;
  state: 'free' | 'guantong' | 'other' | 'forbidden' | 'no-such-host';
  /** A server that runs on this data, on whatever port. */
  serverPid: number | null;
}
