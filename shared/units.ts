import Type, { type Static } from 'typebox';
import { CRS } from './incidents.ts';
import { OFFER_REASONS, SEATS, UNIT_KINDS, UNIT_STATES, type UnitState } from './unit-states.ts';
import { AreaCode, LngLat, NamesWire, Nullable, Time } from './wire.ts';

const Code = Type.String({ minLength: 1, maxLength: 80 });
export const UnitStateWire = Type.Enum(UNIT_STATES);

export const SetUnitState = Type.Object(
  { state: UnitStateWire, reason: Type.Optional(Type.String({ maxLength: 200 })), occurredAt: Type.Optional(Time) },
  { additionalProperties: false },
);
export type SetUnitState = Static<typeof SetUnitState>;

/** The last known position of a unit; the one before is forgotten. */
export const PositionWire = Type.Object({
  lngLat: LngLat,
  at: Time,
  /** Radius in metres. */
  accuracyM: Nullable(Type.Number()),
  /** False = older than twice the city's promise: shown grey, and not gone by. */
  isFresh: Type.Boolean(),
});
export const UnitNowWire = Type.Object({
  unit: Code,
  state: UnitStateWire,
  since: Nullable(Time),
  position: Nullable(PositionWire),
  /** Incidents that it works on now. */
  load: Type.Integer(),
  rev: Type.Integer(),
});
export type UnitNowWire = Static<typeof UnitNowWire>;

/** Units of which there is anything to say; the others are available, and nobody knows where. */
export const UnitsNow = Type.Object({
  area: AreaCode,
  asOf: Time,
  /** A position is promised every so many minutes. */
  promiseMin: Type.Number(),
  units: Type.Array(UnitNowWire),
});
export type UnitsNow = Static<typeof UnitsNow>;

export const UnitChangeWire = Type.Object({
  at: Time,
  was: UnitStateWire,
  state: UnitStateWire,
  actor: Type.String(),
  reason: Nullable(Type.String()),
  /** Whose command moved it; null = somebody set it by hand, or an incident that the caller may not see. */
  incident: Nullable(Type.Integer()),
});
/** How long a unit stood in each state, ms; together the window as far as it has passed. */
export const StateTimes = Type.Object(
  Object.fromEntries(UNIT_STATES.map((state) => [state, Type.Integer()])) as Record<UnitState, Type.TInteger>,
);
export type StateTimes = Record<UnitState, number>;
/** Units at home in an area or below it of which anything was ever said. */
export const UnitTimesTable = Type.Object({
  area: AreaCode,
  from: Time,
  /** No later than now. */
  to: Time,
  rows: Type.Array(Type.Object({ unit: Code, names: NamesWire, ms: StateTimes })),
});
export type UnitTimesTable = Static<typeof UnitTimesTable>;

/** One unit opened: how it stands, what it has in hand, and the last changes of its state. */
export const UnitDetail = Type.Object({
  now: UnitNowWire,
  names: NamesWire,
  kind: Type.Enum(UNIT_KINDS),
  node: AreaCode,
  department: Nullable(Code),
  /** Those that the caller may see; `now.load` counts all. */
  holds: Type.Array(Type.Object({ id: Type.Integer(), number: Type.String() })),
  /** The states that this caller may set now. */
  possible: Type.Array(UnitStateWire),
  /** The last 24 hours and the last seven days; null = nothing was ever said of it. */
  times: Type.Array(Type.Object({ from: Time, to: Time, ms: Nullable(StateTimes) })),
  changes: Type.Array(UnitChangeWire),
});
export type UnitDetail = Static<typeof UnitDetail>;

export const POSITIONS_MOST = 500;
export const SendPosition = Type.Object(
  {
    unit: Code,
    lngLat: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
    crs: Type.Optional(Type.Enum(CRS)),
    at: Time,
    accuracyM: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
  },
  { additionalProperties: false },
);
export type SendPosition = Static<typeof SendPosition>;
export const SendPositions = Type.Object(
  { positions: Type.Array(SendPosition, { minItems: 1, maxItems: POSITIONS_MOST }) },
  { additionalProperties: false },
);
/** What became of each, in the order they were sent. */
export const PositionsTaken = Type.Object({
  taken: Type.Integer(),
  results: Type.Array(
    Type.Object({
      unit: Code,
      outcome: Type.Enum(['taken', 'older', 'refused']),
      /** Of a refusal; or a hint beside a position that was taken. */
      code: Type.Optional(Type.String()),
      message: Type.Optional(Type.String()),
    }),
  ),
});
export type PositionsTaken = Static<typeof PositionsTaken>;

export const UnitOffer = Type.Object({
  unit: Code,
  names: NamesWire,
  kind: Type.Enum(UNIT_KINDS),
  node: AreaCode,
  department: Nullable(Code),
  state: UnitStateWire,
  load: Type.Integer(),
  /** What it has in hand, as far as the caller may see it. */
  holds: Type.Array(Type.Object({ id: Type.Integer(), number: Type.String() })),
  distanceM: Nullable(Type.Integer()),
  from: Type.Enum(['position', 'home']),
  /** What the distance is measured from, if that is a position: a unit of a neighbouring street is on nobody's list of this one. */
  position: Nullable(PositionWire),
  reasons: Type.Array(Type.Enum(OFFER_REASONS)),
});
export type UnitOffer = Static<typeof UnitOffer>;
export const UnitOffers = Type.Object({ offers: Type.Array(UnitOffer), asOf: Time });
export type UnitOffers = Static<typeof UnitOffers>;

export const DUTY_MOST = 200;
const DUTY_ENTRY = {
  seat: Type.Enum(SEATS),
  /** A unit on call at that seat, or a user; one of both at least. */
  unit: Type.Optional(Code),
  user: Type.Optional(Code),
  from: Time,
  to: Time,
};
export const PutDuty = Type.Object(
  { entries: Type.Array(Type.Object(DUTY_ENTRY, { additionalProperties: false }), { maxItems: DUTY_MOST }) },
  { additionalProperties: false },
);
export type PutDuty = Static<typeof PutDuty>;
export const DutyWire = Type.Object({
  area: AreaCode,
  asOf: Time,
  entries: Type.Array(
    Type.Object({
      ...DUTY_ENTRY,
      /** Of the user, as people know them. */
      name: Type.Optional(Type.String()),
      unitNames: Type.Optional(NamesWire),
      isNow: Type.Boolean(),
    }),
  ),
});
export type DutyWire = Static<typeof DutyWire>;
