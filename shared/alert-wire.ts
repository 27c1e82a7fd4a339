import Type, { type Static } from 'typebox';
import { AlertRules } from './alert-rules.ts';
import { AlertTally } from './alert-tally.ts';
import { ALERT_COMMANDS, LEVELS, ORIGINS, STANDINGS } from './alert-terms.ts';
import { CAP_MSG_TYPES, CAP_SEVERITIES } from './cap.ts';
import { AreaCode, Nullable, NamesWire, Time } from './wire.ts';

const LevelWire = Type.Enum(LEVELS);
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const Words = Type.Object(
  { headline: Type.Optional(Text(200)), warning: Text(4000), measures: Type.Optional(Text(4000)) },
  { additionalProperties: false },
);
/** Words by language; at least one. */
const WordsWire = Type.Object({ zh: Type.Optional(Words), en: Type.Optional(Words) }, { additionalProperties: false, minProperties: 1 });
const Areas = Type.Array(AreaCode, { minItems: 1, maxItems: 2000 });

/** A draft for its issuer, or a notice of the centre's own. */
export const PostAlert = Type.Object(
  {
    origin: Type.Enum(['submitted', 'notice'] as const),
    kind: Text(80),
    /** Who is to issue it; a notice has nobody. */
    issuer: Type.Optional(Text(80)),
    exercise: Type.Optional(Type.Boolean()),
    /** Absent = at once. */
    startsAt: Type.Optional(Time),
    endsAt: Time,
    /** The level belongs to the area: a part for each. A notice has no level. */
    parts: Type.Array(Type.Object({ level: Nullable(LevelWire), areas: Areas }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 4,
    }),
    words: WordsWire,
  },
  { additionalProperties: false },
);
export type PostAlert = Static<typeof PostAlert>;

export const AlertCommandName = Type.Enum(ALERT_COMMANDS);
export const AlertCommandBody = Type.Object(
  {
    seenVersion: Type.Integer({ minimum: 1 }),
    level: Type.Optional(LevelWire),
    /** Absent = wherever it holds. */
    areas: Type.Optional(Areas),
    endsAt: Type.Optional(Time),
    documentNumber: Type.Optional(Text(200)),
    reason: Type.Optional(Text(2000)),
    words: Type.Optional(WordsWire),
  },
  { additionalProperties: false },
);
export type AlertCommandBody = Static<typeof AlertCommandBody>;

/** `PUT /alerts/{id}`: a draft, written anew. */
export const PutAlert = Type.Object({ seenVersion: Type.Integer({ minimum: 1 }), draft: PostAlert }, { additionalProperties: false });
export type PutAlert = Static<typeof PutAlert>;

const PartWire = Type.Object({
  level: Nullable(LevelWire),
  severity: Type.Enum(CAP_SEVERITIES),
  startsAt: Time,
  endsAt: Time,
  inForce: Type.Boolean(),
  named: Type.Array(Type.String()),
  /** Of the area that was asked about, and of those right below it: how much of each is touched, 0 = a point in it. */
  areas: Type.Array(Type.Object({ area: AreaCode, share: Type.Number() })),
});
/** What has to be said of the codes by which a message names its areas. */
const GeocodeNotesWire = Type.Object({
  /** No area of this city, as far as the city knows. */
  unknown: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
  unknownCount: Type.Integer(),
  /** Of an area that is not known here, the one above it. */
  widened: Type.Array(Type.Object({ name: Type.String(), value: Type.String(), area: AreaCode })),
});
/** An alert as it stands at an area. */
export const AlertWire = Type.Object({
  id: Type.Integer(),
  version: Type.Integer(),
  origin: Type.Enum(ORIGINS),
  standing: Type.Enum(STANDINGS),
  inForce: Type.Boolean(),
  kind: Nullable(Type.String()),
  kindNames: Nullable(NamesWire),
  issuer: Nullable(Type.String()),
  issuerNames: Nullable(NamesWire),
  exercise: Type.Boolean(),
  /** Highest of what is in force at the area; null = nothing is, or it has no colour. */
  level: Nullable(LevelWire),
  node: AreaCode,
  issuedAt: Time,
  startsAt: Nullable(Time),
  endsAt: Nullable(Time),
  endAssumed: Type.Boolean(),
  /** Null = each code by which its areas are named is one of ours. */
  geocodes: Nullable(GeocodeNotesWire),
  originalUnknown: Type.Boolean(),
  /** By language, as the sender or we wrote it. */
  headlines: Type.Record(Type.String(), Type.String()),
  message: Nullable(
    Type.Object({ sender: Type.String(), identifier: Type.String(), sent: Type.String(), msgType: Type.Enum(CAP_MSG_TYPES) }),
  ),
  parts: Type.Array(PartWire),
});
export type AlertWire = Static<typeof AlertWire>;
export const AlertsWire = Type.Object({ area: AreaCode, asOf: Time, alerts: Type.Array(AlertWire), next: Nullable(Type.Integer()) });

export type AlertsWire = Static<typeof AlertsWire>;

/** By language. */
const SaidWire = Type.Record(
  Type.String(),
  Type.Object({ headline: Nullable(Type.String()), warning: Type.String(), measures: Nullable(Type.String()) }),
);
/** One step of its chain. */
const StepWire = Type.Object({
  version: Type.Integer(),
  type: Type.String(),
  at: Time,
  by: Type.String(),
  /** What the person is called; null = not a person, or nobody knows any more. */
  byName: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  /** Which areas stand at which level from here on, as people name them; empty = the step says nothing of that. */
  parts: Type.Array(Type.Object({ level: Nullable(LevelWire), named: Type.Array(Type.String()) })),
  message: Nullable(
    Type.Object({ sender: Type.String(), identifier: Type.String(), sent: Type.String(), msgType: Type.Enum(CAP_MSG_TYPES) }),
  ),
  words: SaidWire,
});
export const AlertDetail = Type.Intersect([
  AlertWire,
  Type.Object({
    /** What it says by now. */
    words: SaidWire,
    /** Where it is looked at: where it belongs, as far as the caller reaches. */
    area: AreaCode,
    issuerNode: Nullable(AreaCode),
    documentNumber: Nullable(Type.String()),
    replacedBy: Nullable(Type.Integer()),
    steps: Type.Array(StepWire),
    commands: Type.Array(AlertCommandName),
    /** The caller may write the draft anew. */
    mayAmend: Type.Boolean(),
    /** Level by level of the undivided areas in which it holds, or would hold, as a whole: what can be raised, lowered or lifted. */
    held: Type.Array(Type.Object({ area: AreaCode, level: Nullable(LevelWire) })),
  }),
]);
export type AlertDetail = Static<typeof AlertDetail>;
export type AlertStep = AlertDetail['steps'][number];

/** The same of an area and of each right below it. */
export const AlertCountsWire = Type.Object({
  area: AreaCode,
  asOf: Time,
  ...AlertTally.properties,
  children: Type.Array(Type.Object({ area: AreaCode, ...AlertTally.properties })),
});
export type AlertCountsWire = Static<typeof AlertCountsWire>;
/** `GET /alert-rules`: what a form offers. */
export const AlertRulesWire = Type.Pick(AlertRules, ['kinds', 'issuers', 'defaultHours', 'templates', 'guides']);
export type AlertRulesWire = Static<typeof AlertRulesWire>;

/** What became of a message that was posted. */
const RelayedWire = Type.Object({
  id: Type.Integer(),
  identifier: Type.String(),
  msgType: Type.Enum(CAP_MSG_TYPES),
  severity: Type.Enum(CAP_SEVERITIES),
  level: Nullable(LevelWire),
  standing: Type.Enum(STANDINGS),
  /** Codes of every area touched, of each tier; none = it lies elsewhere, or does not say where. */
  areas: Type.Array(AreaCode),
  shares: Type.Record(Type.String(), Type.Number()),
  parts: Type.Integer(),
  signed: Type.Boolean(),
  /** It was here already: nothing was written. */
  known: Type.Boolean(),
  /** Another message came under this name before, with other content: this is an alert of its own beside it. */
  nameTaken: Type.Boolean(),
  originalUnknown: Type.Boolean(),
  geocodes: Nullable(GeocodeNotesWire),
});
export type RelayedWire = Static<typeof RelayedWire>;
export const RelayAnswer = Type.Object({
  alerts: Type.Array(RelayedWire),
  refused: Type.Array(
    Type.Object({
      entry: Type.Integer(),
      code: Type.String(),
      message: Type.String(),
      detail: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    }),
  ),
});
