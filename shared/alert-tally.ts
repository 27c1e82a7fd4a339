import Type, { type Static } from 'typebox';
import { TIERS } from './terms.ts';

const AlertCounts = Type.Object({
  red: Type.Integer(),
  orange: Type.Integer(),
  yellow: Type.Integer(),
  blue: Type.Integer(),
  none: Type.Integer(),
});
export type AlertCounts = Static<typeof AlertCounts>;
/** Of a tier below: how many areas there are, and how many stand at which level. A parent's are the sums of its children and of theirs. */
const TierCounts = Type.Object({ tier: Type.Enum(TIERS), areas: Type.Integer(), counts: AlertCounts });
/** How many alerts hold at an area, by the highest level that each has there, and how many areas of each tier below stand at which level. */
export const AlertTally = Type.Object({ counts: AlertCounts, tiers: Type.Array(TierCounts) });
export type AlertTally = Static<typeof AlertTally>;
