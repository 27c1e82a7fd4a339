import Type, { type Static } from 'typebox';
import { LEVELS } from './alert-terms.ts';
import { IndicatorCode, Limit } from './indicators.ts';
import { ALARM_CHANGES, RULE_ACTS, SUM_OF } from './rule-terms.ts';
import { TIERS } from './terms.ts';
import { LIMIT_STATES } from './vital-terms.ts';
import { AreaCode, NamesWire, Nullable, SeverityWire, Time } from './wire.ts';

const closed = { additionalProperties: false };
const Code = Type.String({ minLength: 1, maxLength: 80, pattern: '^[^\\u0000-\\u001f]+$' });
const TierOf = Type.Enum(TIERS);
const Level = Type.Enum(LIMIT_STATES);

/** What a rule looks at; every other field of a rule means the same for each kind. */
export const RuleSubject = Type.Union([
  Type.Object({ kind: Type.Literal('reading'), indicator: IndicatorCode }, closed),
  Type.Object(
    {
      kind: Type.Literal('sum'),
      indicator: IndicatorCode,
      hours: Type.Union([Type.Literal(1), Type.Literal(3), Type.Literal(6), Type.Literal(12), Type.Literal(24)]),
      of: Type.Enum(SUM_OF),
      /** The areas that have one value each; of `station` nothing. */
      tier: Type.Optional(TierOf),
      /** `stations`: those whose own sum is at least this. */
      atLeast: Type.Optional(Type.Number()),
    },
    closed,
  ),
  /** By how much a value has changed within so many minutes: a fall is negative. */
  Type.Object({ kind: Type.Literal('rate'), indicator: IndicatorCode, minutes: Type.Integer({ minimum: 1, maximum: 1440 }) }, closed),
  /** By how many per cent a value lies above the mean of the same hour of the four weeks before. */
  Type.Object({ kind: Type.Literal('deviation'), indicator: IndicatorCode }, closed),
  /** Minutes without a good reading. */
  Type.Object({ kind: Type.Literal('missing'), indicator: IndicatorCode }, closed),
  /** Incidents of one kind in one area of a tier within so many hours. */
  Type.Object(
    {
      kind: Type.Literal('incidents'),
      /** Empty = whatever kind, each for itself. */
      categories: Type.Array(Code, { maxItems: 50 }),
      tier: TierOf,
      hours: Type.Integer({ minimum: 1, maximum: 72 }),
    },
    closed,
  ),
]);
export type RuleSubject = Static<typeof RuleSubject>;

const RuleLevels = Type.Array(Limit, { minItems: 1, maxItems: 3 });
const RuleActions = Type.Object(
  {
    /** From which level an incident is opened, once for each alarm. */
    incident: Type.Optional(Type.Object({ from: Level, category: Code, severity: Type.Optional(SeverityWire) }, closed)),
    /** From which level a draft is put before its issuer; nothing is published by a rule. */
    alert: Type.Optional(
      Type.Object(
        { from: Level, kind: Code, issuer: Code, level: Type.Enum(LEVELS), hours: Type.Number({ exclusiveMinimum: 0, maximum: 168 }) },
        closed,
      ),
    ),
  },
  closed,
);
export const RuleContent = Type.Object(
  {
    names: NamesWire,
    subject: RuleSubject,
    levels: RuleLevels,
    /** Areas below the rule's own that have limits of their own: the deepest counts. */
    overrides: Type.Array(Type.Object({ area: AreaCode, levels: RuleLevels }, closed), { maxItems: 200 }),
    /** So long a reading may be overtaken by later ones and still takes its place, s. */
    waitS: Type.Integer({ minimum: 0, maximum: 3600 }),
    /** A longer silence ends what was counted towards a duration, s; null = no silence does. */
    holeS: Nullable(Type.Integer({ minimum: 1, maximum: 604_800 })),
    actions: RuleActions,
    /** Where its numbers are from, for people. */
    note: Type.Optional(Type.String({ maxLength: 400 })),
  },
  closed,
);
export type RuleContent = Static<typeof RuleContent>;

/** A rule that comes with a city: it holds at the city's own node. */
export const PackRule = Type.Object({ ...RuleContent.properties, isOn: Type.Boolean() }, closed);
export type PackRule = Static<typeof PackRule>;

export const PostRule = Type.Object({ node: AreaCode, isOn: Type.Boolean(), content: RuleContent }, closed);
export const PutRule = Type.Object({ seenVersion: Type.Integer({ minimum: 1 }), isOn: Type.Boolean(), content: RuleContent }, closed);
export const TryRule = Type.Object({ node: AreaCode, content: RuleContent }, closed);
export type TryRule = Static<typeof TryRule>;

export const RuleWire = Type.Object({
  id: Type.Integer(),
  version: Type.Integer(),
  node: AreaCode,
  isOn: Type.Boolean(),
  content: RuleContent,
  by: Type.String(),
  at: Time,
  mayChange: Type.Boolean(),
  /** Alarms of this version that stand now, in the caller's own area. */
  open: Type.Integer(),
  lastAt: Nullable(Time),
  /** Alarms that were kept without acting within the last hour: too many at once. */
  held: Type.Integer(),
  /** Readings that came too late to be judged, over all that it looks at. */
  late: Type.Integer(),
});
export type RuleWire = Static<typeof RuleWire>;
const Named = Type.Object({ code: Type.String(), names: NamesWire });
export const RulesWire = Type.Object({
  rules: Type.Array(RuleWire),
  mayWrite: Type.Boolean(),
  /** What a rule may draft, and for whom. */
  alertKinds: Type.Array(Type.Object({ ...Named.properties, levels: Type.Array(Type.Enum(LEVELS)) })),
  issuers: Type.Array(Named),
  asOf: Time,
});
export type RulesWire = Static<typeof RulesWire>;
export const RuleActsWire = Type.Array(
  Type.Object({
    version: Type.Integer(),
    at: Time,
    by: Type.String(),
    act: Type.Enum(RULE_ACTS),
    isOn: Type.Boolean(),
    content: RuleContent,
  }),
);
export type RuleActsWire = Static<typeof RuleActsWire>;

/** One of what an alarm came from: of a sum, each station with its own and its last reading. */
const EvidenceWire = Type.Object({ id: Type.Integer(), device: Type.String(), at: Time, value: Type.Number() });
const AlarmStep = Type.Object({
  at: Time,
  recordedAt: Time,
  change: Type.Enum(ALARM_CHANGES),
  level: Nullable(Level),
  value: Nullable(Type.Number()),
  readings: Type.Array(EvidenceWire),
  /** Of an incident or alert its id, of a refusal its code, of a mark the device with its revision. */
  detail: Nullable(Type.String()),
});
export const AlarmWire = Type.Object({
  id: Type.Integer(),
  rule: Type.Integer(),
  version: Type.Integer(),
  names: NamesWire,
  area: AreaCode,
  /** The device, the area or the kind of incident. */
  subject: Type.String(),
  level: Level,
  value: Type.Number(),
  raisedAt: Time,
  clearedAt: Nullable(Time),
  held: Type.Boolean(),
  /** Taken back: the readings that it rested on were marked suspect. */
  withdrawn: Type.Boolean(),
  incident: Nullable(Type.Integer()),
  alert: Nullable(Type.Integer()),
  readings: Type.Array(EvidenceWire),
});
export type AlarmWire = Static<typeof AlarmWire>;
export const AlarmsWire = Type.Object({
  area: AreaCode,
  asOf: Time,
  /** That stand now, of the whole area. */
  open: Type.Integer(),
  alarms: Type.Array(AlarmWire),
  next: Nullable(Type.Integer()),
});
export type AlarmsWire = Static<typeof AlarmsWire>;
export const AlarmDetail = Type.Object({ alarm: AlarmWire, steps: Type.Array(AlarmStep) });
export type AlarmDetail = Static<typeof AlarmDetail>;

/** What a rule would have done. */
export const TriedWire = Type.Object({
  from: Time,
  to: Time,
  /** From what it was told: each reading's own, or the sums of hours where there are too many. */
  step: Type.Enum(['minute', 'hour', 'incident'] as const),
  /** Of so many instruments or kinds. */
  subjects: Type.Integer(),
  samples: Type.Integer(),
  /** There was more than may be read at once: only until `to`. */
  isPartial: Type.Boolean(),
  raised: Type.Integer(),
  /** By local day, those with none too. */
  perDay: Type.Array(Type.Object({ day: Type.String(), raised: Type.Integer() })),
  /** The first of them. */
  firings: Type.Array(
    Type.Object({ subject: Type.String(), area: AreaCode, level: Level, from: Time, to: Nullable(Time), value: Type.Number() }),
  ),
  /** What was judged of the subject that fired most, thinned out to its worst. */
  series: Nullable(Type.Object({ subject: Type.String(), area: AreaCode, points: Type.Array(Type.Tuple([Time, Type.Number()])) })),
});
export type TriedWire = Static<typeof TriedWire>;
