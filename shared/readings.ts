import Type, { type Static } from 'typebox';
import { IndicatorCode } from './indicators.ts';
import { Time } from './wire.ts';

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
  },
  { additionalProperties: false },
);
export type PostReading = Static<typeof PostReading>;

export const BUCKET_STEPS = ['minute', 'hour', 'day'] as const;
export type BucketStep = (typeof BUCKET_STEPS)[number];
