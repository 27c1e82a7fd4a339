import Type, { type Static } from 'typebox';
import { BRANCH_KINDS, BRANCH_STATUSES, FILE_KINDS, QUESTIONS } from './command-words.ts';
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
  reworks: Type.Integer(),
  rating: Nullable(Type.Integer()),
});
export type BranchWire = Static<typeof BranchWire>;

/** What only some incidents have; a part that is absent is not there, or 0. */
export const ExtraWire = Type.Object({
  branches: Type.Optional(Type.Array(BranchWire)),
  links: Type.Optional(Type.Array(Type.Object({ kind: Type.String(), id: Type.Integer() }))),
  asked: Type.Optional(
    Type.Array(Type.Object({ question: Type.Enum(QUESTIONS), by: Type.String(), at: Time, minutes: Type.Optional(Type.Integer()) })),
  ),
  suspendedAt: Type.Optional(Time),
  suspensions: Type.Optional(Type.Integer()),
  extensions: Type.Optional(Type.Integer()),
  supervision: Type.Optional(Type.Object({ kind: Type.Enum(['supervised', 'listed']), since: Time, by: Type.String() })),
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
