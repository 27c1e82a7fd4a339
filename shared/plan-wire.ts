import Type, { type Static } from 'typebox';
import { PERIOD_PATTERN } from './plan-period.ts';
import {
  COMPARATORS,
  JUDGED_STATES,
  PLAN_ACTS,
  PLAN_CODE_PATTERN,
  PLAN_DIRECTIONS,
  PLAN_NATURES,
  PLAN_STATES,
  PLAN_YEARS,
  SHARE_GAPS,
  STATE_GAPS,
  VALUE_KINDS,
} from './plan-terms.ts';
import { AreaCode, NamesWire, Nullable, Time } from './wire.ts';

const closed = { additionalProperties: false };
export const PlanCode = Type.String({ minLength: 1, maxLength: 60, pattern: PLAN_CODE_PATTERN });
const Year = Type.Integer({ minimum: PLAN_YEARS.min, maximum: PLAN_YEARS.max });
const Figure = Type.Number({ minimum: -1e12, maximum: 1e12 });
const Words = Type.String({ maxLength: 200, pattern: '^[^\\u0000-\\u001f]*$' });
const Names = Type.Object({ zh: Words, en: Words }, closed);
const year = { year: Year };

/** What is to be reached by the end of a year. */
export const PlanTarget = Type.Union([
  Type.Object({ ...year, kind: Type.Literal('value'), comparator: Type.Enum(COMPARATORS), value: Figure }, closed),
  /** Kept between two values, both of them within. */
  Type.Object({ ...year, kind: Type.Literal('band'), low: Figure, high: Figure }, closed),
  /** Against what is known only afterwards, such as the national average: entered year by year as a value of kind `reference`. */
  Type.Object({ ...year, kind: Type.Literal('relative'), comparator: Type.Enum(COMPARATORS), to: Names }, closed),
  /** In words: a person judges. */
  Type.Object({ ...year, kind: Type.Literal('text'), text: Names }, closed),
]);
export type PlanTarget = Static<typeof PlanTarget>;
const Base = Type.Object({ year: Year, value: Figure }, closed);
export type PlanBase = Static<typeof Base>;
const Targets = Type.Array(PlanTarget, { minItems: 1, maxItems: 20 });

const PlanMeasure = Type.Object(
  {
    /** As printed; empty = a bare number. */
    unit: Type.String({ maxLength: 20 }),
    decimals: Type.Integer({ minimum: 0, maximum: 4 }),
    direction: Type.Enum(PLAN_DIRECTIONS),
    nature: Type.Enum(PLAN_NATURES),
    /** Who answers for it; null = nobody is named. */
    department: Nullable(Type.String({ minLength: 1, maxLength: 80 })),
    /** How often a value is promised. */
    promised: Type.Enum(['month', 'quarter', 'year'] as const),
    /** Where it began; absent = not known. */
    base: Type.Optional(Base),
    targets: Targets,
    /** The same targets hold for every area below: of rates, not of counts. */
    isForAll: Type.Optional(Type.Boolean()),
    /** Areas below with a base, or with targets, of their own. */
    areas: Type.Optional(
      Type.Array(Type.Object({ area: AreaCode, base: Type.Optional(Base), targets: Type.Optional(Targets) }, closed), { maxItems: 200 }),
    ),
  },
  closed,
);
export type PlanMeasure = Static<typeof PlanMeasure>;
/** A heading, or an indicator; either may have others below it. A parent stands before its children. */
export const PlanItem = Type.Object(
  { code: PlanCode, parent: Nullable(PlanCode), names: Names, measure: Type.Optional(PlanMeasure) },
  closed,
);
export type PlanItem = Static<typeof PlanItem>;
export const PlanContent = Type.Object(
  {
    names: Names,
    from: Year,
    to: Year,
    /** The document that it was published in, for people. */
    document: Type.Optional(Words),
    /** Drawn up for demonstration; nobody's plan. */
    isExample: Type.Optional(Type.Boolean()),
    items: Type.Array(PlanItem, { minItems: 1, maxItems: 500 }),
  },
  closed,
);
export type PlanContent = Static<typeof PlanContent>;

/** What was measured, compared with or judged, once for each period; `null` takes back what was said. */
export const PostPlanValue = Type.Object(
  {
    item: PlanCode,
    area: AreaCode,
    kind: Type.Enum(VALUE_KINDS),
    period: Type.String({ minLength: 1, maxLength: 40 }),
    value: Nullable(Type.Number()),
    judged: Type.Optional(Nullable(Type.Enum(JUDGED_STATES))),
    source: Type.String({ maxLength: 200 }),
    note: Type.Optional(Type.String({ maxLength: 400 })),
    /** The revision that the writer has seen; 0 = none. */
    seenRevision: Type.Integer({ minimum: 0 }),
  },
  closed,
);
export type PostPlanValue = Static<typeof PostPlanValue>;
export const PutPlan = Type.Object({ node: AreaCode, seenVersion: Type.Integer({ minimum: 0 }), content: PlanContent }, closed);
export type PutPlan = Static<typeof PutPlan>;

/** `plans.json` of a pack: plans, and of a demo city invented values. */
const PackValue = Type.Object(
  {
    plan: PlanCode,
    item: PlanCode,
    area: AreaCode,
    kind: Type.Enum(VALUE_KINDS),
    period: Type.String({ pattern: PERIOD_PATTERN }),
    value: Nullable(Figure),
    judged: Nullable(Type.Enum(JUDGED_STATES)),
    source: Type.String({ minLength: 1, maxLength: 200 }),
  },
  closed,
);
export const PackPlans = Type.Object(
  {
    plans: Type.Array(Type.Object({ code: PlanCode, node: AreaCode, content: PlanContent }, closed)),
    values: Type.Array(PackValue),
  },
  closed,
);
export type PackPlans = Static<typeof PackPlans>;

export const PlanValueWire = Type.Object({
  kind: Type.Enum(VALUE_KINDS),
  period: Type.String(),
  /** The last day of the period. */
  asOf: Type.String(),
  /** Counts what was said of this period; the last one holds. */
  revision: Type.Integer(),
  /** With `judged` null too: taken back. */
  value: Nullable(Type.Number()),
  judged: Nullable(Type.Enum(JUDGED_STATES)),
  source: Type.String(),
  note: Type.String(),
  by: Type.String(),
  at: Time,
});
export type PlanValueWire = Static<typeof PlanValueWire>;

/** How an indicator stands at an area. */
const Standing = Type.Object({
  state: Type.Enum(PLAN_STATES),
  /** Why it cannot be said. */
  why: Nullable(Type.Enum(STATE_GAPS)),
  /** How far from the path, in the unit; 0 = on it or better. */
  gap: Nullable(Type.Number()),
  /** What the path asks for on the day of the value; null = it has no such side. */
  path: Nullable(Type.Object({ low: Nullable(Type.Number()), high: Nullable(Type.Number()) })),
  /** How much of the way from the base to the last target is done, and how much was due. */
  share: Nullable(Type.Number()),
  shareWhy: Nullable(Type.Enum(SHARE_GAPS)),
  due: Nullable(Type.Number()),
});
const itemAt = {
  item: PlanCode,
  area: AreaCode,
  base: Nullable(Base),
  targets: Type.Array(PlanTarget),
  /** Newest of those that hold. */
  latest: Nullable(PlanValueWire),
  /** More than twice the promised time without a new one. */
  isStale: Type.Boolean(),
  standing: Standing,
};
export const PlanItemAt = Type.Object(itemAt);
export type PlanItemAt = Static<typeof PlanItemAt>;
const PlanHead = Type.Object({
  code: PlanCode,
  node: AreaCode,
  version: Type.Integer(),
  names: NamesWire,
  from: Type.Integer(),
  to: Type.Integer(),
  isExample: Type.Boolean(),
});
export const PlansWire = Type.Array(PlanHead);
export type PlansWire = Static<typeof PlansWire>;
export const PlanView = Type.Object({
  code: PlanCode,
  node: AreaCode,
  version: Type.Integer(),
  content: PlanContent,
  area: AreaCode,
  asOf: Time,
  /** The city's own day. */
  today: Type.String(),
  mayEdit: Type.Boolean(),
  /** Indicators whose values here the caller may enter. */
  mayEnter: Type.Array(PlanCode),
  /** One for each indicator, with how many areas right below stand how. */
  rows: Type.Array(Type.Object({ ...itemAt, below: Type.Array(Type.Object({ state: Type.Enum(PLAN_STATES), n: Type.Integer() })) })),
});
export type PlanView = Static<typeof PlanView>;
export const PlanItemView = Type.Object({
  ...itemAt,
  /** Corners of the path, by day; straight between them. */
  path: Type.Array(Type.Object({ day: Type.String(), low: Nullable(Type.Number()), high: Nullable(Type.Number()) })),
  /** Everything that was ever said of it here, and of what it is compared with, newest first. */
  values: Type.Array(PlanValueWire),
  /** Areas right below of which something is known. */
  below: Type.Array(PlanItemAt),
});
export type PlanItemView = Static<typeof PlanItemView>;
export const PlanActsWire = Type.Array(
  Type.Object({ version: Type.Integer(), act: Type.Enum(PLAN_ACTS), by: Type.String(), at: Time, content: PlanContent }),
);
/** What became of a file of values: `read = taken + same + quarantined`. */
export const PlanImport = Type.Object({
  importId: Type.Integer(),
  read: Type.Integer(),
  taken: Type.Integer(),
  /** Known already, word for word. */
  same: Type.Integer(),
  quarantined: Type.Integer(),
  /** The first of those that were not taken; all are kept with the run. */
  quarantine: Type.Array(Type.Object({ line: Type.Integer(), field: Nullable(Type.String()), reason: Type.String() })),
});
export type PlanImport = Static<typeof PlanImport>;
