import {
  isBranchOver,
  type BranchKind,
  type BranchStatus,
  type FileKind,
  type OUTCOMES,
  type Outcome,
  type Question,
  type Rechecked,
} from '../../shared/command-words.ts';
import type { RunningStage } from '../../shared/limits.ts';
import type { SupervisionCause } from '../../shared/supervision-rules.ts';

/** A question that waits for another person's answer: who put it, and the node that they put it from. */
export interface Asked {
  by: string;
  node: string;
  atMs: number;
  /** Of an extension: by how much. */
  minutes?: number;
}

/** Further hands at one incident, with a state and deadlines of their own: an assisting unit, or a department that a street called. */
export interface Branch {
  id: number;
  kind: BranchKind;
  node: string;
  department: string | null;
  unit: string | null;
  status: BranchStatus;
  dispatchedAtMs: number;
  acceptedAtMs: number | null;
  arrivedAtMs: number | null;
  handledAtMs: number | null;
  /** When it was over: verified, returned or released. */
  verifiedAtMs: number | null;
  acceptDueAtMs: number | null;
  dueAtMs: number | null;
  handledBy: string | null;
  reworks: number;
  rating: number | null;
  /** Instants at which its unit's silence will be told. */
  silent: readonly number[];
  /** Its deadline has passed, and was told: charged to the unit or department that had it then. */
  isOverdue?: true;
}

/** A stage that runs. The total clock has columns of its own. */
export interface StageClock {
  stage: RunningStage;
  /** Of several of the handling, from 1. */
  step?: number;
  fromMs: number;
  /** When it begins to be due soon, in the unit of its limit. */
  soonAtMs: number;
  dueAtMs: number;
  /** Its passing has been told. */
  isTold?: true;
}

/** Another incident that this one has to do with; each has a link to the other. */
export interface Link {
  kind: 'split-from' | 'split-into' | 'merged-from' | 'merged-into';
  id: number;
}

/** What a dispatch changed beside the usual, so that a recall at once leaves no trace. */
export interface Undo {
  version: number;
  firstDispatchedAtMs?: number;
  returnedByUnit?: string;
  hadUpheldReturn?: true;
}

/** A file beside the log, by what may be known of it to everybody: its name lies with the texts. */
export interface AttachedFile {
  kind: FileKind;
  sha256: string;
  bytes: number;
  mediaType: string;
  atMs: number;
}

/**
 * What only some incidents have. It stands in every event of them in full, as all decided values do, so nothing has to be folded to
 * know it; absent = none. Built by `more` alone, which leaves out what is empty.
 */
export interface Extra {
  /** When the clock next has something to say beside the total deadline: the key by which it finds this incident. */
  wakeAtMs?: number;
  /** The stages that run (`domain/stage-clocks.ts`). */
  clocks?: readonly StageClock[];
  /** Steps of the handling that the unit has reported done. */
  stepsDone?: readonly number[];
  /** Of what is overdue: when three times its limit will have gone, and that this was told. */
  farAtMs?: number;
  isFar?: true;
  /** Instants at which the lead unit's silence will be told: at 50, 100 and 150 % of its limit. */
  silent?: readonly number[];
  undo?: Undo;
  /** The node that answers for it while no unit holds it, where that is not its place. */
  desk?: string;
  /** Who gave it back, from where: the ruling is not theirs. */
  returned?: Pick<Asked, 'by' | 'node'>;
  asked?: Partial<Record<Question, Asked>>;
  /** Since when the clock stands. */
  suspendedAtMs?: number;
  suspensions?: number;
  extensions?: number;
  /** Of the named supervisor the name lies beside the log, with the texts of the step `version`. */
  supervision?: Supervision;
  /** It was supervised once: no rule supervises it again, also when a person has lifted it. */
  wasSupervised?: true;
  /** The last of its rejections and merges that was drawn to be re-checked. */
  recheck?: Recheck;
  urges?: number;
  reminds?: number;
  check?: { outcome: Outcome; atMs: number; by: string };
  callback?: { outcome: Outcome; atMs: number; tries: number };
  quantity?: number;
  branches?: readonly Branch[];
  links?: readonly Link[];
  files?: readonly AttachedFile[];
}

/** A decision drawn to be re-checked: whose, taken in which state; without an outcome it waits for somebody else. */
export interface Recheck {
  of: Rechecked;
  by: string;
  atMs: number;
  from: 'reported' | 'registered';
  outcome?: (typeof OUTCOMES.recheck)[number];
}

/** `rule` and the supervising `node` only where no person gave the order. */
export interface Supervision {
  kind: 'supervised' | 'listed';
  atMs: number;
  by: string;
  version: number;
  rule?: SupervisionCause;
  node?: string;
}

type Changes = { [K in keyof Extra]?: Extra[K] | undefined };

/** The extra with changes; `undefined`, 0 and an empty list take a part out. Undefined when nothing is left. */
export function more(before: Extra | null, changes: Changes): Extra | undefined {
  const after = Object.fromEntries(
    Object.entries({ ...before, ...changes }).filter(([, value]) => value !== undefined && value !== 0 && !isEmpty(value)),
  ) as Extra;
  return isEmpty(after) ? undefined : after;
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (Array.isArray(value) ? value.length : Object.keys(value).length) === 0;

/** The extra with its `wakeAtMs` as the rest of it says: nothing is told of what is over or stands still. */
export function wound(extra: Extra | undefined, isRunning: boolean): Extra | undefined {
  if (!extra) return undefined;
  const next = isRunning && extra.suspendedAtMs === undefined ? wakesOf(extra) : [];
  return more(extra, { wakeAtMs: next.length > 0 ? Math.min(...next) : undefined });
}

/** Every instant at which the clock will have something to say. */
const wakesOf = ({ silent = [], branches = [], clocks = [], farAtMs, isFar }: Extra): number[] => [
  ...silent,
  ...branches.flatMap((branch) => [...branch.silent, ...(isBranchDue(branch) ? [branch.dueAtMs!] : [])]),
  ...clocks.filter(isStageDue).map(({ dueAtMs }) => dueAtMs),
  ...(farAtMs === undefined || isFar ? [] : [farAtMs]),
];

/** Acceptance is told as the unit's silence. */
export const isStageDue = ({ stage, isTold }: StageClock): boolean => stage !== 'accept' && !isTold;

/** Its deadline is still to be met: by the report of an assisting unit, by the arrival of a called department. */
export const isBranchDue = ({ kind, status, dueAtMs, arrivedAtMs, handledAtMs, isOverdue }: Branch): boolean =>
  dueAtMs !== null && !isOverdue && !isBranchOver(status) && (kind === 'assist' ? handledAtMs : arrivedAtMs) === null;

export const branchesOf = (extra: Extra | null): readonly Branch[] => extra?.branches ?? [];
export const askedOf = (extra: Extra | null, question: Question): Asked | undefined => extra?.asked?.[question];
