import Type, { type Static } from 'typebox';
import { Nullable } from './wire.ts';

const Days = Nullable(Type.Integer({ minimum: 1, maximum: 36_500 }));

/** How many days a city keeps what it need not keep for ever; null = for ever. A setting of the city (docs/operations.md). */
export const Retention = Type.Object(
  {
    /** Who reported, in which words, and what staff wrote at the steps: of an ended incident, since the last act on it. */
    personal: Days,
    /** Records that an import set aside, with their reasons. */
    importIssues: Days,
    /** Who signed in, from where, and who tried to. */
    signIns: Days,
    /** Readings as they came; what they were by minute, hour and day stays. */
    readings: Days,
  },
  { additionalProperties: false },
);
export type Retention = Static<typeof Retention>;
export type RetentionKind = keyof Retention;

/** Personal data stays until the city has decided: what the law asks for differs, and what is gone is gone. */
const RETENTION_DEFAULTS: Retention = { personal: null, importIssues: 365, signIns: 400, readings: 30 };
export const RETENTION_KINDS = Object.keys(RETENTION_DEFAULTS) as readonly RetentionKind[];

/** What a city has set, over the defaults. */
export const retentionOf = (setting: Partial<Retention> | null): Retention => ({ ...RETENTION_DEFAULTS, ...setting });
