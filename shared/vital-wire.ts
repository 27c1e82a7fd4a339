import Type, { type Static } from 'typebox';
import { IndicatorCode, LimitBasis, ROLL_UPS } from './indicators.ts';
import { DeviceCode } from './readings.ts';
import { LIMIT_STATES, VITAL_STATES } from './vital-terms.ts';
import { AreaCode, NamesWire, Nullable, Time } from './wire.ts';

const State = Type.Enum(VITAL_STATES);

/** One sign of one area as it stands; where no instrument tells it there is no cell. */
export const VitalCell = Type.Object({
  area: AreaCode,
  indicator: IndicatorCode,
  /** Rolled up from the instruments heard; null = none was, or they do not roll up. */
  value: Nullable(Type.Number()),
  state: State,
  /** The worst state among the parts right below (areas, and instruments placed here), and how many of them have it. */
  worst: State,
  worstN: Type.Integer(),
  /** Coverage: instruments that keep their promise, of those that there are. */
  heard: Type.Integer(),
  there: Type.Integer(),
  /** Of the newest reading in it. */
  at: Nullable(Time),
});
export type VitalCell = Static<typeof VitalCell>;

/** One sign of one instrument. */
export const VitalDevice = Type.Object({
  device: DeviceCode,
  names: NamesWire,
  area: AreaCode,
  indicator: IndicatorCode,
  value: Nullable(Type.Number()),
  state: State,
  at: Nullable(Time),
});
export type VitalDevice = Static<typeof VitalDevice>;

/** An area and those right below it, in every sign that is told there. */
export const VitalsWire = Type.Object({
  area: AreaCode,
  asOf: Time,
  /** Ask again with it as `since`, and only what changed comes. */
  mark: Type.String(),
  /** True = everything; false = what changed since the mark that was given. */
  isWhole: Type.Boolean(),
  cells: Type.Array(VitalCell),
  /** Instruments placed at this very area. */
  devices: Type.Array(VitalDevice),
});
export type VitalsWire = Static<typeof VitalsWire>;

export const LimitInForceWire = Type.Object({
  state: Type.Enum(LIMIT_STATES),
  above: Type.Optional(Type.Number()),
  below: Type.Optional(Type.Number()),
  isInclusive: Type.Optional(Type.Boolean()),
  forS: Type.Optional(Type.Integer()),
  deadBand: Type.Optional(Type.Number()),
  basis: LimitBasis,
  /** Its edition has ended and no other was entered. */
  isEnded: Type.Boolean(),
});
export type LimitInForceWire = Static<typeof LimitInForceWire>;

const Point = Type.Object({ at: Time, value: Nullable(Type.Number()) });
/** A sign over time, with what it is measured by. */
export const VitalSeries = Type.Object({
  indicator: IndicatorCode,
  area: AreaCode,
  /** The one instrument that was asked for; null = all of the area. */
  device: Nullable(DeviceCode),
  from: Time,
  to: Time,
  asOf: Time,
  step: Type.Enum(['minute', 'hour', 'day']),
  rollUp: Type.Enum(ROLL_UPS),
  /** At most 1,000; a gap is null. */
  points: Type.Array(Point),
  /** True = of each stretch only the lowest and the highest are there. */
  isThinned: Type.Boolean(),
  /** The range of the same hour in the last four weeks. */
  usual: Type.Array(Type.Object({ at: Time, low: Type.Number(), high: Type.Number() })),
  limits: Type.Array(LimitInForceWire),
  /** The area whose own limits these are; null = those of the whole city. */
  limitsOf: Nullable(AreaCode),
  /** Instruments of the area, the worst first; at most 100. */
  devices: Type.Array(VitalDevice),
  devicesN: Type.Integer(),
});
export type VitalSeries = Static<typeof VitalSeries>;
export const SERIES_MOST = 1000;
