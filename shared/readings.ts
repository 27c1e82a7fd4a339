import Type, { type Static } from 'typebox';
import { CRS } from './incidents.ts';
import { IndicatorCode } from './indicators.ts';
import { AreaCode, LngLat, NamesWire, Nullable, Time } from './wire.ts';

/** What makes a kept reading one that nothing is reckoned from. A reading without a flag is good. */
export const READING_FLAGS = [
  /** Outside of what the indicator can be. */
  'impossible',
  /** A change that is not credible since the one before. */
  'jump',
  /** The instrument repeats itself. */
  'frozen',
  /** The source itself said so. */
  'source-stale',
  /** A person marked the instrument from some time on. */
  'suspect',
] as const;
export type ReadingFlag = (typeof READING_FLAGS)[number];

export const BUCKET_STEPS = ['minute', 'hour', 'day'] as const;
export type BucketStep = (typeof BUCKET_STEPS)[number];

export const DeviceCode = Type.String({ minLength: 1, maxLength: 80, pattern: '^[^\\u0000-\\u001f/+#]+$' });

/** One reading at the door: a device tells one indicator's value at an instant of its own clock. */
export const PostReading = Type.Object(
  {
    device: DeviceCode,
    indicator: IndicatorCode,
    at: Time,
    value: Type.Number(),
    /** The source's own word that the value is old. */
    isStale: Type.Optional(Type.Boolean()),
    /** The datum in which a level is told, where the source says it: another than the device's is refused, never converted. */
    datum: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  },
  { additionalProperties: false },
);
export type PostReading = Static<typeof PostReading>;

/** The most rows of one request; more go as NDJSON, line by line. */
export const READINGS_MOST = 5_000;
export const PostReadings = Type.Object(
  { readings: Type.Array(PostReading, { minItems: 1, maxItems: READINGS_MOST }) },
  { additionalProperties: false },
);

const RowAnswer = Type.Object({
  outcome: Type.Enum(['taken', 'flagged', 'duplicate', 'refused']),
  flags: Type.Optional(Type.Array(Type.Enum(READING_FLAGS))),
  /** Of a refused one. */
  code: Type.Optional(Type.String()),
  message: Type.Optional(Type.String()),
});
/** What became of a batch: sums of all rows, and each that was not plainly taken, by its place in the batch from 0. */
export const ReadingsAnswer = Type.Object({
  taken: Type.Integer(),
  flagged: Type.Integer(),
  duplicates: Type.Integer(),
  refused: Type.Integer(),
  rows: Type.Array(Type.Object({ row: Type.Integer(), ...RowAnswer.properties })),
});
export type ReadingsAnswer = Static<typeof ReadingsAnswer>;

const Credible = Type.Object(
  {
    possible: Type.Optional(Type.Object({ min: Nullable(Type.Number()), max: Nullable(Type.Number()) }, { additionalProperties: false })),
    jumpPerMin: Type.Optional(Nullable(Type.Number({ exclusiveMinimum: 0 }))),
    frozenS: Type.Optional(Nullable(Type.Integer({ minimum: 1 }))),
    promiseS: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);
/** Where an instrument is known better than the indicator knows it. */
export type Credible = Static<typeof Credible>;

/** Reckoned from another indicator of the same device: how far its level stands above a mark. */
export const Derived = Type.Object(
  {
    from: IndicatorCode,
    minus: Type.Number(),
    /** The datum of the mark; a device that tells another one has no reading from it. Null = neither names one. */
    datum: Nullable(Type.String({ minLength: 1, maxLength: 40 })),
  },
  { additionalProperties: false },
);
export type Derived = Static<typeof Derived>;

export const Channel = Type.Object(
  { indicator: IndicatorCode, credible: Type.Optional(Credible), derived: Type.Optional(Derived) },
  { additionalProperties: false },
);

const Name = Type.String({ minLength: 1, maxLength: 120 });
/** A device or station as it is registered: its place is the area that it names, or that holds its position. */
export const PutDevice = Type.Object(
  {
    names: Type.Object({ zh: Name, en: Name }),
    kind: Type.String({ minLength: 1, maxLength: 40 }),
    owner: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    area: Type.Optional(AreaCode),
    /** Unchecked here: a projected position is told to be one. */
    lngLat: Type.Optional(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })),
    crs: Type.Optional(Type.Enum(CRS)),
    datum: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    channels: Type.Array(Channel, { minItems: 1, maxItems: 64 }),
  },
  { additionalProperties: false },
);
export type PutDevice = Static<typeof PutDevice>;
/** A device of a city pack's `devices.json`: it stands in an area that is named. */
export const PackDevice = Type.Object(
  { code: DeviceCode, ...Type.Omit(PutDevice, ['lngLat', 'crs']).properties, area: AreaCode },
  { additionalProperties: false },
);
export type PackDevice = Static<typeof PackDevice>;

/** What became of a table of devices: `read = registered + changed + same + quarantined`. */
export const DeviceImport = Type.Object({
  importId: Type.Integer(),
  read: Type.Integer(),
  registered: Type.Integer(),
  changed: Type.Integer(),
  /** Registered so already. */
  same: Type.Integer(),
  quarantined: Type.Integer(),
  /** The table's first line. */
  header: Type.Array(Type.String()),
  /** All that were not taken, each as it stands in the table, so that it can be put right and sent again. */
  quarantine: Type.Array(
    Type.Object({ line: Type.Integer(), field: Nullable(Type.String()), reason: Type.String(), cells: Type.Array(Type.String()) }),
  ),
});
export type DeviceImport = Static<typeof DeviceImport>;

/** A time during which a device is not believed; `to` null = until somebody says otherwise. */
const SuspectSpan = Type.Object({ from: Time, to: Nullable(Time) });
/** From `from` on, or from `from` until `to`. */
export const MarkDevice = Type.Object(
  { from: Time, to: Type.Optional(Time), reason: Type.String({ minLength: 1, maxLength: 500 }) },
  { additionalProperties: false },
);
export type MarkDevice = Static<typeof MarkDevice>;
/** Believed again: everything, or what lies between the two. */
export const TrustDevice = Type.Object(
  { from: Type.Optional(Time), to: Type.Optional(Time), reason: Type.String({ minLength: 1, maxLength: 500 }) },
  { additionalProperties: false },
);
export type TrustDevice = Static<typeof TrustDevice>;

export const DEVICE_STATES = ['online', 'late', 'fault'] as const;
export type DeviceState = (typeof DEVICE_STATES)[number];

const LastReading = Type.Object({ at: Time, value: Type.Number(), flags: Type.Array(Type.Enum(READING_FLAGS)) });
export const DeviceWire = Type.Object({
  code: Type.String(),
  names: NamesWire,
  kind: Type.String(),
  owner: Nullable(Type.String()),
  area: AreaCode,
  lngLat: Nullable(LngLat),
  datum: Nullable(Type.String()),
  state: Type.Enum(DEVICE_STATES),
  /** Goes up with everything that makes kept figures of this device differ from what they were. */
  revision: Type.Integer(),
  suspect: Type.Array(SuspectSpan),
  /** Buckets are being summed anew after a mark. */
  isRecounting: Type.Boolean(),
  /** Readings of the last 24 hours that are not believed, by what speaks against them; one may stand under several. */
  flagged: Type.Array(Type.Object({ flag: Type.Enum(READING_FLAGS), n: Type.Integer() })),
  channels: Type.Array(
    /** `isComparable`: false where the mark is told in another datum than the device, so nothing is reckoned. */
    Type.Object({ ...Channel.properties, promiseS: Type.Integer(), last: Nullable(LastReading), isComparable: Type.Boolean() }),
  ),
});
export type DeviceWire = Static<typeof DeviceWire>;

export const DeviceActs = Type.Array(
  Type.Object({
    at: Time,
    actor: Type.String(),
    /** Null = no person, or one who is not known any more. */
    actorName: Nullable(Type.String()),
    act: Type.Enum(['register', 'change', 'suspect', 'trust']),
    detail: Type.Unknown(),
  }),
);
export type DeviceActs = Static<typeof DeviceActs>;
const Counted = Type.Array(Type.Object({ value: Type.String(), n: Type.Integer() }));
export const DevicePage = Type.Object({
  asOf: Time,
  devices: Type.Array(DeviceWire),
  next: Nullable(Type.String()),
  /** With the first page: what there is in the area to choose from, whatever was asked for. */
  facets: Type.Optional(Type.Object({ n: Type.Integer(), standings: Counted, kinds: Counted, owners: Counted, indicators: Counted })),
});
export type DevicePage = Static<typeof DevicePage>;
/** Readings that are kept and not believed, newest first. */
export const FlaggedReadings = Type.Object({ readings: Type.Array(LastReading), isCut: Type.Boolean() });
export type FlaggedReadings = Static<typeof FlaggedReadings>;
/** Readings that were not taken, counted by sign and reason; times are those at which they came. */
export const RefusedReadings = Type.Object({
  refused: Type.Array(
    Type.Object({
      indicator: Type.String(),
      code: Type.String(),
      /** Why the last of them was not. */
      message: Type.String(),
      n: Type.Integer(),
      firstAt: Time,
      lastAt: Time,
    }),
  ),
  isCut: Type.Boolean(),
});
export type RefusedReadings = Static<typeof RefusedReadings>;
/** Devices that send and are not registered. */
export const UnregisteredDevices = Type.Object({
  devices: Type.Array(
    Type.Object({ code: Type.String(), indicators: Type.Array(Type.String()), n: Type.Integer(), firstAt: Time, lastAt: Time }),
  ),
  isCut: Type.Boolean(),
});
export type UnregisteredDevices = Static<typeof UnregisteredDevices>;
/** Of what the device was believed to tell at this revision. */
export const DeviceBuckets = Type.Object({
  revision: Type.Integer(),
  buckets: Type.Array(
    Type.Object({
      start: Time,
      n: Type.Integer(),
      mean: Type.Number(),
      sum: Type.Number(),
      min: Type.Number(),
      max: Type.Number(),
      last: Type.Number(),
      lastAt: Time,
    }),
  ),
});
