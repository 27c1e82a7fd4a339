import type { AlarmChange, RuleAct } from '../../shared/rule-terms.ts';
import type { RuleContent } from '../../shared/rule-wire.ts';
import type { Core, RuleState } from '../domain/rules/engine.ts';
import type { Evidence, Rule } from '../domain/rules/rule.ts';
import type { Window } from '../domain/rules/window.ts';

export interface RuleActRow {
  version: number;
  act: RuleAct;
  isOn: boolean;
  content: RuleContent;
  actor: string;
  atMs: number;
}
/** How a rule does, over all that it looks at. */
export interface RuleStats {
  rule: number;
  lastMs: number | null;
  /** Kept without acting since the asked instant. */
  held: number;
  late: number;
}
export interface StateKey {
  rule: number;
  subject: string;
}
export interface StoredState extends StateKey {
  area: string;
  state: RuleState;
  /** Readings that wait for earlier ones, by number, in their order. */
  waiting: readonly number[];
  /** Its log was heard until here when it was written. */
  heard: number;
}
/** What has changed of a state. */
export interface StateChange extends StateKey {
  area: string;
  core: Core;
  waiting: readonly number[];
  windows: readonly (readonly [part: string, window: Window])[];
  dueMs: number | null;
  heard: number;
}
/** What a rule may do about an alarm. */
export type ActionName = 'incident' | 'alert';
export interface Alarm {
  id: number;
  rule: number;
  version: number;
  names: RuleContent['names'];
  subject: string;
  n: number;
  area: string;
  /** Index in `LIMIT_STATES`. */
  level: number;
  value: number;
  raisedAtMs: number;
  recordedAtMs: number;
  clearedAtMs: number | null;
  isHeld: boolean;
  isWithdrawn: boolean;
  asked: readonly ActionName[];
  todo: readonly ActionName[];
  incident: number | null;
  alert: number | null;
  readings: readonly Evidence[];
}
export interface AlarmStep {
  alarm: number;
  atMs: number;
  recordedAtMs: number;
  change: AlarmChange;
  level: number | null;
  value: number | null;
  readings: readonly Evidence[];
  detail: string | null;
}
export type RuleLog = 'readings' | 'incidents';
/**
 * `turn` counts what was written of states; `marks` what was judged anew, so that whoever holds states in memory knows that they are old.
 */
type RuleCursor = RuleLog | 'turn' | 'marks';
/** A device of which readings do, or do not, count any more: all that it told since then is to be judged anew. */
export interface Rejudging {
  device: string;
  area: string;
  indicators: readonly string[];
  fromMs: number;
  act: 'suspect' | 'trust';
  revision: number;
}
/** Whose alarms: numbers count within it. */
export interface SubjectKey extends StateKey {
  version: number;
}

/** Where rules, their states and their alarms are kept; what begins with `tx` is called inside `Store.write` only. */
export interface RuleRows {
  all(): Promise<Rule[]>;
  one(id: number): Promise<Rule | null>;
  acts(rule: number): Promise<RuleActRow[]>;
  /** Another number after every change of any rule, and after everything that was judged anew. */
  stamp(): Promise<number>;
  stats(heldSinceMs: number): Promise<RuleStats[]>;
  states(keys: readonly StateKey[]): Promise<StoredState[]>;
  /** Earliest first, without the first `from` of them. */
  due(nowMs: number, limit: number, from: number): Promise<StateKey[]>;
  hasStates(rule: number): Promise<boolean>;
  /** What a rule looks at in which an instrument was heard. */
  subjectsOf(rule: number, device: string): Promise<{ subject: string; area: string }[]>;
  /** Those of which buckets are summed anew already. */
  rejudgings(): Promise<Rejudging[]>;
  cursor(log: RuleCursor): Promise<number | null>;
  /** Newest first; `places` null = everywhere. */
  alarms(ask: {
    places: readonly string[] | null;
    isOpen: boolean | null;
    rule: number | null;
    before: number | null;
    limit: number;
  }): Promise<Alarm[]>;
  countOpen(places: readonly string[] | null): Promise<ReadonlyMap<number, number>>;
  alarm(id: number): Promise<Alarm | null>;
  steps(alarm: number): Promise<AlarmStep[]>;
  /** Areas of alarms that changed after a revision. */
  since(rev: number): Promise<{ areas: readonly string[]; rev: number }>;
  lastRev(): Promise<number>;
  toDo(limit: number): Promise<Alarm[]>;
  /** Of one subject, those that stood at an instant or later, in the order of their raising. */
  alarmsOf(key: SubjectKey, sinceMs: number): Promise<Alarm[]>;
  txStamp(): Promise<number>;
  txCursor(log: RuleCursor): Promise<number | null>;
  txMoveCursor(log: RuleCursor, at: number): Promise<void>;
  txOne(id: number): Promise<Rule | null>;
  txCount(node: string): Promise<number>;
  txPut(rule: Omit<Rule, 'id'> & { id?: number }, act: RuleAct): Promise<Rule>;
  txPutStates(changes: readonly StateChange[]): Promise<void>;
  /** Of one subject, or of all. */
  txDropStates(rule: number, subject?: string): Promise<void>;
  txEndRejudging(device: string, revision: number): Promise<void>;
  txFind(key: { rule: number; version: number; subject: string; n: number }): Promise<Alarm | null>;
  txAlarm(id: number): Promise<Alarm | null>;
  txAlarmsOf(key: SubjectKey, sinceMs: number): Promise<Alarm[]>;
  /** The last number that an alarm of the subject has; 0 = none. */
  txLastN(key: SubjectKey): Promise<number>;
  txOpenOf(rule: number): Promise<Alarm[]>;
  /** Of the rule since an instant, those that act. */
  txActing(rule: number, sinceMs: number): Promise<number>;
  /** Gives how many alarms there have ever been: the next id is one more. */
  txLastAlarm(): Promise<number>;
  txPutAlarms(fresh: readonly Alarm[], changed: readonly Alarm[], steps: readonly AlarmStep[]): Promise<void>;
}

/** An incident as it came in, for rules that count. */
export interface CameIn {
  seq: number;
  id: number;
  place: string;
  category: string;
  atMs: number;
  seenMs: number;
  isExercise: boolean;
}
export interface CameInReads {
  /** Events of the log after `seq`: how far it was read, and what came in among them. */
  since(seq: number, most: number): Promise<{ upTo: number; cameIn: readonly CameIn[] }>;
  lastSeq(): Promise<number>;
  /** Of a time, by their own; `places` null = everywhere, `categories` empty = of every kind. */
  reported(ask: {
    places: readonly string[] | null;
    categories: readonly string[];
    fromMs: number;
    toMs: number;
    limit: number;
  }): Promise<readonly CameIn[]>;
}
