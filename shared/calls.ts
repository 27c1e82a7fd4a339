import type { Role } from './terms.ts';

/** By whom a call is answered: people at desks, who can do something about it. */
const ANSWERERS: ReadonlySet<Role> = new Set<Role>(['call-taker', 'dispatcher', 'shift-leader', 'commander']);
export const answersCalls = (role: Role): boolean => ANSWERERS.has(role);

/** A call that nobody acknowledges for so long is told to the level above, and so often again. */
export const UNANSWERED_MS = 120_000;
export const UNANSWERED_AGAIN_MS = 180_000;
/** For an hour: whoever has not come by then is not told by a line in a log. The call itself goes on. */
export const PASSES_MOST = 20;
/** What is typed in later than this is no news: it calls nobody. */
export const NEWS_MS = 600_000;
/** So many of those that stand are told one by one, the newest; `total` counts all. */
export const TOLD_MOST = 20;

/** What calls: a place is kept for alerts. */
export const CALL_KINDS = ['incident'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

/** One that stands, as walls and desks are told it: nothing that may not hang in a hall. */
export interface StandingCall {
  id: number;
  kind: CallKind;
  /** The incident's id, its number as people say it, and its category. */
  subject: number;
  number: string;
  category: string;
  place: string;
  /** Whose walls call. */
  node: string;
  /** ms UTC */
  raisedAtMs: number;
  /** How often it was passed on; 0 = the node's own people have time yet. */
  passes: number;
}
/** All that stand at a node, whole: the higher `rev` holds. */
export interface Standing {
  node: string;
  rev: number;
  /** Incidents that call: one that calls here and was passed on from below is one. */
  total: number;
  /** Those of `total` that nobody answered in time, here or below. */
  unanswered: number;
  /** When the oldest of all began, ms UTC; null = none stands. */
  sinceMs: number | null;
  /** The newest call of all: who acknowledges says up to which one they have seen; null = none stands. */
  upTo: number | null;
  /** Newest first, `TOLD_MOST` at most. */
  calls: StandingCall[];
}

/** What happens to a call, as the log of calls says it. */
export const CALL_ACTS = ['AlarmRaised', 'AlarmUnanswered', 'AlarmAcknowledged', 'AlarmEnded'] as const;
export type CallAct = (typeof CALL_ACTS)[number];
