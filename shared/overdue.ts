import Type, { type Static } from 'typebox';
import { AreaCode, Nullable, SeverityWire, TierWire, Time } from './wire.ts';

/** What is overdue within an area now, told apart for a wall: all of it, whatever a list's page holds. Exercises aside, as in every sum. */
export const OverdueNow = Type.Object({
  area: AreaCode,
  asOf: Time,
  seq: Type.Integer(),
  total: Type.Integer(),
  /** By the tier of the node that answers for it; a tier without any is left out. */
  byTier: Type.Array(Type.Object({ tier: TierWire, n: Type.Integer() })),
  bySeverity: Type.Array(Type.Object({ severity: SeverityWire, n: Type.Integer() })),
  /** The deadline that has been past the longest. */
  oldestDueAt: Nullable(Time),
});
export type OverdueNow = Static<typeof OverdueNow>;
