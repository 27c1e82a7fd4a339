import Type, { type Static } from 'typebox';
import { LIMIT_STATES } from './vital-terms.ts';
import { AreaCode, NamesWire, Nullable } from './wire.ts';

export const DIRECTIONS = ['high-bad', 'low-bad', 'band'] as const;
/** How values of places become the value of the area above; `none` = they do not, each stands for itself. */
export const ROLL_UPS = ['sum', 'mean', 'max', 'min', 'last', 'none'] as const;
export type RollUp = (typeof ROLL_UPS)[number];

export const IndicatorCode = Type.String({ minLength: 1, maxLength: 60, pattern: '^[a-z0-9]+([.-][a-z0-9]+)*$' });

/** Where limits come from. A default of ours is said to be one on every page that shows it. */
export const LimitBasis = Type.Object(
  {
    kind: Type.Enum(['standard', 'published', 'default']),
    standard: Type.Optional(Type.String({ maxLength: 200 })),
    edition: Type.Optional(Type.String({ maxLength: 40 })),
    validFrom: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
    validTo: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
  },
  { additionalProperties: false },
);
export type LimitBasis = Static<typeof LimitBasis>;

/** A value beyond `above` or below `below` has this state; with both it is outside of a band. */
export const Limit = Type.Object(
  {
    state: Type.Enum(LIMIT_STATES),
    above: Type.Optional(Type.Number()),
    below: Type.Optional(Type.Number()),
    /** `≥` and `≤` in place of `>` and `<`. */
    isInclusive: Type.Optional(Type.Boolean()),
    /** Seconds that it has to last. */
    forS: Type.Optional(Type.Integer({ minimum: 0 })),
    /** How far the value has to come back behind the limit before the state is left, in the indicator's unit. */
    deadBand: Type.Optional(Type.Number({ minimum: 0 })),
    /** Where it differs from what the indicator says of all its limits. */
    basis: Type.Optional(LimitBasis),
  },
  { additionalProperties: false },
);
export type Limit = Static<typeof Limit>;

/** One vital sign 体征指标. Limits belong to the whole city unless an area has its own. */
export const Indicator = Type.Object(
  {
    code: IndicatorCode,
    names: NamesWire,
    /** As printed; empty = a bare number. */
    unit: Type.String({ maxLength: 20 }),
    /** The board or lane that it stands on. */
    lane: Type.String({ minLength: 1, maxLength: 40 }),
    direction: Type.Enum(DIRECTIONS),
    decimals: Type.Integer({ minimum: 0, maximum: 6 }),
    /** Outside of these no instrument can have read it. */
    possible: Type.Object({ min: Nullable(Type.Number()), max: Nullable(Type.Number()) }, { additionalProperties: false }),
    /** Largest credible change per minute; null = any. */
    jumpPerMin: Nullable(Type.Number({ exclusiveMinimum: 0 })),
    /** The same value to the last digit for so long is a frozen instrument; null = it may stand still. */
    frozenS: Nullable(Type.Integer({ minimum: 1 })),
    /** A reading at least so often; twice as long without one is no data. */
    promiseS: Type.Integer({ minimum: 1 }),
    rollUp: Type.Enum(ROLL_UPS),
    /** Hour of the local day at which its day begins: rain days run 08–08. */
    dayStart: Type.Integer({ minimum: 0, maximum: 23 }),
    limits: Type.Array(Limit, { maxItems: 12 }),
    basis: LimitBasis,
  },
  { additionalProperties: false },
);
export type Indicator = Static<typeof Indicator>;

/** Limits of one area and all below it, in place of the indicator's own. */
export const AreaLimits = Type.Object(
  { indicator: IndicatorCode, area: AreaCode, limits: Type.Array(Limit, { maxItems: 12 }), basis: LimitBasis },
  { additionalProperties: false },
);
export type AreaLimits = Static<typeof AreaLimits>;

/** `indicators.json` of a city pack. */
export const IndicatorPack = Type.Object(
  { indicators: Type.Array(Indicator), areaLimits: Type.Array(AreaLimits) },
  { additionalProperties: false },
);
export type IndicatorPack = Static<typeof IndicatorPack>;
