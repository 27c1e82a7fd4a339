import Type, { type Static } from 'typebox';
import { AreaCode, Nullable, StatusWire, Time } from './wire.ts';

/**
 * At the present pace: what closed cases of the same category and area took from this state on, of those that had stood in it at
 * least as long as this one has. Under `minimumN` of them nothing is said: `p50Ms`, `p80Ms` and `verdict` are null.
 */
export const Forecast = Type.Object({
  id: Type.Integer(),
  status: StatusWire,
  /** The area whose history it is: the district of its place, the whole city where that has too few; null = neither has enough. */
  area: Nullable(AreaCode),
  /** Days of history that were looked at. */
  days: Type.Integer(),
  n: Type.Integer(),
  minimumN: Type.Integer(),
  /** What is left from now until it is closed, ms. */
  p50Ms: Nullable(Type.Number()),
  p80Ms: Nullable(Type.Number()),
  /** `late` = half of such cases closed later than this one is due; `at-risk` = one in five. */
  verdict: Nullable(Type.Enum(['in-time', 'at-risk', 'late'])),
  asOf: Time,
});
export type Forecast = Static<typeof Forecast>;
