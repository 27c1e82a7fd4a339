import type { AlertRules } from '../../shared/alert-rules.ts';
import type { FileType } from '../../shared/files.ts';
import type { LifeRules } from '../../shared/life-rules.ts';
import type { LocalTime } from '../../shared/local-time.ts';
import type { SupervisionRules } from '../../shared/supervision-rules.ts';
import type { LngLat } from '../../shared/wire.ts';
import type { CategoryFacts } from '../domain/deadlines.ts';
import type { UnitFacts } from '../domain/decide/input.ts';
import type { Incident } from '../domain/incident.ts';
import type { IncidentEvent } from '../domain/incident-event.ts';
import type { Tree } from '../domain/tree.ts';
import type { IndicatorBook } from '../domain/vitals/indicator-book.ts';
import type { CityClock } from '../domain/work-calendar.ts';
import type { DutyEntry } from '../domain/duty.ts';
import type { UnitsTx } from './unit-ports.ts';

/** The city's own data as rules need it; a new version is built when any of it changed. */
export interface Catalogue {
  version: number;
  time: LocalTime;
  /** How limits run: the city's zone and working calendar. */
  clock: CityClock;
  tree: Tree;
  /** Deepest area that holds a point at an instant, else the nearest within `snapM` metres (0 = never); null outside every area. */
  locate(lngLat: LngLat, atMs: number, snapM?: number): string | null;
  categories: ReadonlyMap<string, CategoryFacts>;
  units: ReadonlyMap<string, UnitFacts>;
  departments: ReadonlySet<string>;
  sources: ReadonlySet<string>;
  rules: LifeRules;
  /** When the level above supervises by itself. */
  supervision: SupervisionRules;
  /** Kinds of alerts, and who may issue which. */
  alerts: AlertRules;
  /** Vital signs and their limits. */
  indicators: IndicatorBook;
}

export interface PersonalData {
  description: string | null;
  reporterName: string | null;
  reporterContact: string | null;
}

export interface StepText {
  reason: string | null;
  text: string | null;
}

/** A file as the list of them knows it: its bytes lie in a folder. */
export interface KeptFile {
  incident: number;
  /** Of what is kept, hex. */
  sha256: string;
  bytes: number;
  mediaType: FileType;
  atMs: number;
  /** From when on it is thrown away; null = it is attached, and kept. */
  dropAtMs: number | null;
}

/** What a use case may do inside the one writing transaction. Nothing else may be awaited there. */
export interface Tx {
  /** The instant that the log records, ms UTC; never before the row before. */
  recordedAtMs: number;
  catalogue: Catalogue;
  nextIncidentId(): number;
  /** `YYYYMMDD-NNNNNN` of the local day. */
  nextNumber(atMs: number): Promise<string>;
  load(id: number): Promise<Incident | null>;
  /** Writes the events of one incident to the log and projects them; gives the state after and its last seq. */
  append(before: Incident | null, events: readonly IncidentEvent[]): Promise<{ after: Incident; seq: number }>;
  /** How units stand: incidents move them by themselves, people by hand. */
  units: UnitsTx;
  /** Takes the place of a node's whole duty table. */
  putDuty(node: string, entries: readonly DutyEntry[]): Promise<void>;
  findOuterId(system: string, externalId: string): Promise<{ incident: number; rowHash: string | null } | null>;
  putOuterId(system: string, externalId: string, incident: number, rowHash: string | null): Promise<void>;
  /** Stores what names a person beside the log; gives the salted hash that the log keeps. */
  putPersonal(incident: number, data: PersonalData): Promise<string>;
  personalOf(incident: number): Promise<PersonalData | null>;
  /** The same for what staff wrote at a step. */
  putStepText(incident: number, version: number, data: StepText): Promise<string>;
  findFile(incident: number, sha256: string): Promise<KeptFile | null>;
  putFile(file: KeptFile): Promise<void>;
  /** It is attached now: it stays as long as the incident's texts do. */
  keepFile(incident: number, sha256: string): Promise<void>;
  /**
   * Deletes every text and picture that may name people beside one incident, and whatever is derived from it; false = there was none. Only
   * `purgePersonal` of retention.ts calls it, which also tells the log.
   */
  purgePersonal(incident: number): Promise<boolean>;
  findIdempotent(actor: string, key: string): Promise<{ bodyHash: string; response: string } | null>;
  putIdempotent(actor: string, key: string, bodyHash: string, response: string): Promise<void>;
  /** Makes what an import found and the catalogue lacks, marked imported; effective at once in this transaction. */
  addFound(found: { categories?: readonly string[]; departments?: readonly string[]; sources?: readonly string[] }): Promise<void>;
  /** Open incidents whose total clock ran out unsaid, oldest first. */
  dueUnsaid(nowMs: number, limit: number): Promise<number[]>;
  /** Open incidents of which the clock has something to say beside the total deadline, earliest first. */
  wakesUntold(nowMs: number, limit: number): Promise<number[]>;
}

/** One queue for every write of the process: grouped, durable when it resolves. A `Rejection` undoes its own work only. */
export interface Store {
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** A row of the log. */
export interface LoggedEvent extends IncidentEvent {
  seq: number;
  recordedAtMs: number;
  hash: string;
}
/** One event with the incident before and after it, as the log alone tells them. */
export interface Change {
  event: LoggedEvent;
  before: Incident | null;
  after: Incident;
}
/** Hears every event once, in `seq` order, after its commit, whoever wrote it. */
export type TailListener = (changes: readonly Change[]) => void;
