import Type, { type Static } from 'typebox';
import { Nullable, Time } from './wire.ts';

/** What an import did, and each record that it did not take. */
export const ImportRun = Type.Object({
  id: Type.Integer(),
  kind: Type.String(),
  file: Type.String(),
  startedAt: Time,
  endedAt: Nullable(Time),
  /** Counts of what became of the records; they differ by kind. */
  report: Type.Record(Type.String(), Type.Unknown()),
  issues: Type.Array(
    Type.Object({
      importId: Type.Integer(),
      ordinal: Type.Integer(),
      line: Type.Integer(),
      field: Nullable(Type.String()),
      code: Type.String(),
      reason: Type.String(),
    }),
  ),
});
export type ImportRun = Static<typeof ImportRun>;
