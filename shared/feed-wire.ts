import Type, { type Static } from 'typebox';
import { FEED_ACTS, FEED_KINDS, FEED_OUTCOMES, FEED_STATES } from './feed-terms.ts';
import { AreaCode, NamesWire, Nullable, Time } from './wire.ts';

const Word = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\s\\u0000-\\u001f]+$' });
const Name = Type.String({ minLength: 1, maxLength: 120 });
/** A feed of messages that is asked again and again. */
const SETTINGS = {
  names: Type.Object({ zh: Name, en: Name }, { additionalProperties: false }),
  url: Type.String({ minLength: 8, maxLength: 2000, pattern: '^https?://[^\\s\\u0000-\\u001f]+$' }),
  kind: Type.Enum(FEED_KINDS),
  /** Seconds from one question to the next. */
  everyS: Type.Integer({ minimum: 30, maximum: 86_400 }),
  isOn: Type.Boolean(),
  /** Whose messages are taken, as they name themselves; `*` = whoever speaks in it. */
  senders: Type.Array(Word(500), { minItems: 1, maxItems: 50 }),
  /** Where its messages lie beside the host of the feed itself. No other host is ever asked. */
  hosts: Type.Array(Type.String({ minLength: 1, maxLength: 253, pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$|^\\[[0-9a-f:.]+\\]$' }), {
    maxItems: 20,
  }),
  /** What certainly lies outside of the city is left alone: of a country's feed most does. */
  skipsElsewhere: Type.Boolean(),
};
/** A bearer token that the feed asks for; it is never told again. Absent = as it was, null = none. */
const token = Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 4000, pattern: '^[\\x21-\\x7e]+$' })));

export const PostFeed = Type.Object({ node: AreaCode, ...SETTINGS, token }, { additionalProperties: false });
export type PostFeed = Static<typeof PostFeed>;
export const PutFeed = Type.Object({ seenVersion: Type.Integer({ minimum: 1 }), ...SETTINGS, token }, { additionalProperties: false });
export type PutFeed = Static<typeof PutFeed>;

const Trouble = Type.Object({ code: Type.String(), message: Type.String() });
/** As whoever watches alerts may see it; `settings` for those who look after it. */
export const FeedWire = Type.Object({
  id: Type.Integer(),
  node: AreaCode,
  names: NamesWire,
  state: Type.Enum(FEED_STATES),
  everyS: Type.Integer(),
  lastFetchAt: Nullable(Time),
  lastSuccessAt: Nullable(Time),
  /** When a message last came that was new. */
  lastTakenAt: Nullable(Time),
  /** Null = it answers. */
  failingSince: Nullable(Time),
  problem: Nullable(Trouble),
  /** Entries that were refused, and those that are not to be had yet. */
  refused: Type.Integer(),
  waiting: Type.Integer(),
  settings: Nullable(
    Type.Object({
      version: Type.Integer(),
      url: Type.String(),
      kind: Type.Enum(FEED_KINDS),
      isOn: Type.Boolean(),
      senders: Type.Array(Type.String()),
      hosts: Type.Array(Type.String()),
      skipsElsewhere: Type.Boolean(),
      hasToken: Type.Boolean(),
      nextAt: Nullable(Time),
    }),
  ),
});
export type FeedWire = Static<typeof FeedWire>;
export const FeedsWire = Type.Object({ area: AreaCode, asOf: Time, mayWrite: Type.Boolean(), feeds: Type.Array(FeedWire) });
export type FeedsWire = Static<typeof FeedsWire>;

export const FeedEntriesWire = Type.Object({
  entries: Type.Array(
    Type.Object({
      outcome: Type.Enum(FEED_OUTCOMES),
      /** What the feed calls it, as far as it does. */
      title: Type.String(),
      link: Nullable(Type.String()),
      at: Time,
      attempts: Type.Integer(),
      alert: Nullable(Type.Integer()),
      problem: Nullable(Trouble),
    }),
  ),
});
export type FeedEntriesWire = Static<typeof FeedEntriesWire>;
export const FeedActsWire = Type.Array(
  Type.Object({
    feed: Type.Integer(),
    node: AreaCode,
    at: Time,
    by: Type.String(),
    act: Type.Enum(FEED_ACTS),
    detail: Type.Record(Type.String(), Type.Unknown()),
  }),
);
