import Type from 'typebox';
import { LIMIT_UNITS } from './limits.ts';

/** Schemas of shared/limits.ts, apart so that no screen carries them. Unknown fields are refused: a slip would be a clock less. */
const STRICT = { additionalProperties: false };
const limit = { amount: Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }), unit: Type.Enum(LIMIT_UNITS) };
const Limit = Type.Union([Type.Object(limit, STRICT), Type.Null()]);
const HandlingStep = Type.Object({ ...limit, names: Type.Optional(Type.Object({ zh: Type.String(), en: Type.String() }, STRICT)) }, STRICT);
const stages = {
  check: Type.Optional(Limit),
  register: Type.Optional(Limit),
  dispatch: Type.Optional(Limit),
  accept: Type.Optional(Limit),
  contact: Type.Optional(Limit),
  arrive: Type.Optional(Limit),
  handle: Type.Optional(Type.Union([Type.Array(HandlingStep, { minItems: 1, maxItems: 10 }), Type.Null()])),
  callback: Type.Optional(Limit),
  verify: Type.Optional(Limit),
  total: Type.Optional(Limit),
};
const AtSeverity = Type.Optional(Type.Object(stages, STRICT));
export const CityLimitsWire = Type.Object({ critical: AtSeverity, urgent: AtSeverity, normal: AtSeverity, low: AtSeverity }, STRICT);
const own = { ...stages, bySeverity: Type.Optional(CityLimitsWire) };
export const CategoryLimitsWire = Type.Object(own, STRICT);
/** As a pack has them: `basis` says whether the limits were published or proposed. */
export const PackLimits = Type.Object({ ...own, basis: Type.Union([Type.Literal('published'), Type.Literal('default')]) }, STRICT);
