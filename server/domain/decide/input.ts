import type { Disposition, FileKind, Outcome } from '../../../shared/command-words.ts';
import type { CommandName } from '../../../shared/incident-commands.ts';
import type { LifeRules } from '../../../shared/life-rules.ts';
import type { Located } from '../../../shared/located.ts';
import type { Severity } from '../../../shared/terms.ts';
import type { LngLat } from '../../../shared/wire.ts';
import type { Actor } from '../actor.ts';
import type { CategoryFacts } from '../deadlines.ts';
import type { Incident } from '../incident.ts';
import type { IncidentEvent } from '../incident-event.ts';
import type { Tree } from '../tree.ts';
import type { WorkClock } from '../work-calendar.ts';

/** Where an incident lies, as the locator found it. */
export interface Placed {
  place: string;
  located: Located;
  lngLat: LngLat | null;
}
export interface UnitFacts {
  code: string;
  node: string;
  department: string | null;
}

/** What a command brings, its references already looked up. */
export interface CommandInput {
  command: CommandName;
  actor: Actor;
  seenVersion: number;
  nowMs: number;
  occurredAtMs?: number | undefined;
  tree: Tree;
  /** How limits run. */
  clock: WorkClock;
  /** The incident's category as it is, or the new one of a correction. */
  category: CategoryFacts;
  /** The city's numbers; absent = the usual ones. */
  rules?: LifeRules | undefined;
  severity?: Severity | undefined;
  reason?: string | undefined;
  text?: string | undefined;
  /** Hash of the side row that keeps reason and text. */
  textHash?: string | undefined;
  unit?: UnitFacts | undefined;
  into?: Incident | undefined;
  disposition?: Disposition | undefined;
  outcome?: Outcome | undefined;
  placed?: Placed | undefined;
  branch?: number | undefined;
  minutes?: number | undefined;
  node?: string | undefined;
  department?: string | undefined;
  rating?: number | undefined;
  /** Of a supervisor; kept beside the log, with the texts. */
  name?: string | undefined;
  file?: { kind: FileKind; sha256: string; bytes: number; mediaType: string } | undefined;
  quantity?: number | undefined;
  /** Of the handling: which of its steps is done, from 1. */
  step?: number | undefined;
  /** The incident that a split will make. */
  newId?: number | undefined;
}

/** What one command makes of an incident; `atMs` is when it was given, or is said to have been. */
export type Decision = (incident: Incident, input: CommandInput, atMs: number) => IncidentEvent;
