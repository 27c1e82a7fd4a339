import Type, { type Static } from 'typebox';
import { BRANCH_KINDS, BRANCH_STATUSES, FILE_KINDS, OUTCOMES, QUESTIONS, RECHECKED } from './command-words.ts';
import { RUNNING_STAGES } from './limits.ts';
import { SUPERVISION_CAUSES } from './supervision-rules.ts';
import { AreaCode, Nullable, Time } from './wire.ts';

/** Further hands at an incident: an assisting unit, or a department that a street called. */
export const BranchWire = Type.Object({
  id: Type.Integer(),
  kind: Type.Enum(BRANCH_KINDS),
  node: AreaCode,
  department: Nullable(Type.String()),
  unit: Nullable(Type.String()),
  status: Type.Enum(BRANCH_STATUSES),
  dispatchedAt: Time,
  acceptedAt: Nullable(Time),
  arrivedAt: Nullable(Time),
  handledAt: Nullable(Time),
  verifiedAt: Nullable(Time),
  acceptDueAt: Nullable(Time),
  dueAt: Nullable(Time),
  /** Its own deadline has passed: charged to the unit or department that had it then. */
  overdue: Type.Optional(Type.Boolean()),
  reworks: Type.Integer(),
  rating: Nullable(Type.Integer()),
});
export type BranchWire = Static<typeof BranchWire>;

/** A stage that runs: since when, when its limit begins to be due soon, and when it is used up. */
export const StageClockWire = Type.Object({
  stage: Type.Enum(RUNNING_STAGES),
  /** Of several steps of the handling, from 1. */
  step: Type.Optional(Type.Integer()),
  from: Time,
  soonAt: Time,
  dueAt: Time,
  overdue: Type.Boolean(),
});
export type StageClockWire = Static<typeof StageClockWire>;

/** What only some incidents have; a part that is absent is not there, or 0. */
export const ExtraWire = Type.Object({
  branches: Type.Optional(Type.Array(BranchWire)),
  links: Type.Optional(Type.Array(Type.Object({ kind: Type.String(), id: Type.Integer() }))),
  asked: Type.Optional(
    Type.Array(Type.Object({ question: Type.Enum(QUESTIONS), by: Type.String(), at: Time, minutes: Type.Optional(Type.Integer()) })),
  ),
  clocks: Type.Optional(Type.Array(StageClockWire)),
  stepsDone: Type.Optional(Type.Array(Type.Integer())),
  suspendedAt: Type.Optional(Time),
  suspensions: Type.Optional(Type.Integer()),
  extensions: Type.Optional(Type.Integer()),
  supervision: Type.Optional(
    Type.Object({
      kind: Type.Enum(['supervised', 'listed']),
      since: Time,
      by: Type.String(),
      /** Which rule asked for it, and the node that supervises; absent = a person's order. */
      rule: Type.Optional(Type.Enum(SUPERVISION_CAUSES)),
      node: Type.Optional(AreaCode),
    }),
  ),
  /** A rejection or merge that was drawn to be re-checked; without an outcome it waits for somebody else than `by`. */
  recheck: Type.Optional(
    Type.Object({
      of: Type.Enum(RECHECKED),
      by: Type.String(),
      at: Time,
      outcome: Type.Optional(Type.Enum([...OUTCOMES.recheck])),
    }),
  ),
  urges: Type.Optional(Type.Integer()),
  reminds: Type.Optional(Type.Integer()),
  check: Type.Optional(Type.Object({ outcome: Type.String(), at: Time })),
  callback: Type.Optional(Type.Object({ outcome: Type.String(), at: Time, tries: Type.Integer() })),
  quantity: Type.Optional(Type.Number()),
  files: Type.Optional(
    Type.Array(
      Type.Object({
        kind: Type.Enum(FILE_KINDS),
        sha256: Type.String(),
        bytes: Type.Integer(),
        mediaType: Type.String(),
        at: Time,
      }),
    ),
  ),
});
export type ExtraWire = Static<typeof ExtraWire>;
