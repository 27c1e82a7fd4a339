import Type, { type Static } from 'typebox';
import { CityLimitsWire, PackLimits } from './limit-wire.ts';
import { EVIDENCE } from './command-words.ts';
import { IndicatorPack } from './indicators.ts';
import { AlertRules } from './alert-rules.ts';
import { PackPlans } from './plan-wire.ts';
import { PackDevice } from './readings.ts';
import { LifeRules } from './life-rules.ts';
import { Retention } from './retention.ts';
import { PackRule } from './rule-wire.ts';
import { SupervisionRules } from './supervision-rules.ts';
import { SEVERITIES, TIERS } from './terms.ts';
import { UNIT_KINDS } from './unit-states.ts';
import { Week } from './work-calendar.ts';

/** A city as data: `city.json` of a pack (docs/city-pack.md). Nothing about one city is in code. */
export const Names = Type.Object({ zh: Type.String(), en: Type.String() });
const Code = Type.String({ minLength: 1, maxLength: 80, pattern: '^[^\\u0000-\\u001f]+$' });

export const Department = Type.Object({
  code: Code,
  names: Names,
  kind: Type.Union([Type.Literal('centre'), Type.Literal('department'), Type.Literal('enterprise')]),
});
export const Board = Type.Object({ code: Code, names: Names });
/** The street's four boards, each gathering some of the eight. */
export const StreetBoard = Type.Object({ code: Code, names: Names, boards: Type.Array(Code) });
export const Lane = Type.Object({ code: Code, names: Names, board: Code });

export const Category = Type.Object({
  code: Code,
  major: Code,
  names: Names,
  department: Type.Union([Code, Type.Null()]),
  lane: Type.Union([Code, Type.Null()]),
  severity: Type.Enum(SEVERITIES),
  limits: PackLimits,
  /** What a case has to show before it counts as handled. */
  evidence: Type.Optional(Type.Array(Type.Enum(EVIDENCE))),
});
/** The week's shifts, and a file of public holidays by its path from the pack's folder; without one no day is a holiday. */
export const PackCalendar = Type.Object({ week: Week, holidays: Type.Optional(Type.String()) }, { additionalProperties: false });
export const MajorCategory = Type.Object({ code: Code, names: Names });
/** A team that handles. `node` is the area it belongs to; `lngLat` its yard, when known. */
export const Unit = Type.Object({
  code: Code,
  names: Names,
  node: Code,
  /** Absent = a team. */
  kind: Type.Optional(Type.Enum(UNIT_KINDS)),
  department: Type.Union([Code, Type.Null()]),
  lngLat: Type.Optional(Type.Tuple([Type.Number(), Type.Number()])),
});
export const GROUP_KINDS = ['development-zone', 'business-district', 'basin', 'other'] as const;
/** A named set of areas, usually streets, with sums of its own beside the tree: never a node, it would count twice. */
export const Group = Type.Object({
  code: Code,
  names: Names,
  kind: Type.Enum(GROUP_KINDS),
  members: Type.Array(Code, { minItems: 1 }),
  /** Drawn up for demonstration; not the authority's list. */
  isExample: Type.Optional(Type.Boolean()),
});
/** A KPI's target in its own unit (rates 0..1). `breaks` are the choropleth's fixed limits, nearest the target first. */
export const Target = Type.Object({
  measure: Type.String(),
  better: Type.Union([Type.Literal('higher'), Type.Literal('lower')]),
  target: Type.Number(),
  breaks: Type.Array(Type.Number(), { minItems: 1, maxItems: 3 }),
});
const PERIODS = {
  /** `HH:00`: windows are whole hours, so the import refuses any other minute. */
  dutyDayStart: Type.Optional(Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })),
  /** Every month has such a day. */
  scoringDay: Type.Optional(Type.Integer({ minimum: 1, maximum: 28 })),
};
/** When duty days and scoring months begin; a node that says nothing does as the one above it. */
export const PackPeriods = Type.Object(
  { ...PERIODS, nodes: Type.Optional(Type.Record(Type.String(), Type.Object(PERIODS, { additionalProperties: false }))) },
  { additionalProperties: false },
);
export type PackPeriods = Static<typeof PackPeriods>;
export const CityPack = Type.Object({
  code: Code,
  names: Names,
  timeZone: Type.String(),
  /** What is not given is PLAIN_CALENDAR of shared/work-calendar.ts. */
  calendar: Type.Optional(PackCalendar),
  edition: Type.Optional(Type.String()),
  isSchematic: Type.Boolean(),
  boards: Type.Array(Board),
  streetBoards: Type.Array(StreetBoard),
  lanes: Type.Array(Lane),
  departments: Type.Array(Department),
  majorCategories: Type.Array(MajorCategory),
  categories: Type.Array(Category),
  /** Limits of the stages by severity, for every category that does not say otherwise. */
  stageLimits: Type.Optional(CityLimitsWire),
  units: Type.Array(Unit),
  groups: Type.Optional(Type.Array(Group)),
  targets: Type.Array(Target),
  /** Rates with fewer cases than this are shown as not rated. */
  minimumN: Type.Integer({ minimum: 0 }),
  notices: Type.Array(Names),
  /** What is not given stands as shared/retention.ts says. */
  retention: Type.Optional(Type.Partial(Retention)),
  /** The same for shared/life-rules.ts. */
  life: Type.Optional(Type.Partial(LifeRules)),
  /** When the level above supervises by itself; no rule that is not given. */
  supervision: Type.Optional(SupervisionRules),
  periods: Type.Optional(PackPeriods),
  /** Kinds of alerts and who issues them; what is not given stands as shared/alert-rules.ts says. */
  alerts: Type.Optional(Type.Partial(AlertRules)),
  /** Vital signs 体征指标; of a folder they are read from a file of their own, `indicators.json`. */
  indicators: Type.Optional(IndicatorPack),
  /** Stations that are known beforehand; of a folder they are read from `devices.json`. */
  devices: Type.Optional(Type.Array(PackDevice)),
  /** What is noticed by itself from the first day; of a folder they are read from a file of their own, `rules.json`. */
  rules: Type.Optional(Type.Array(PackRule)),
  /** Action plans of a demo city, with invented values; of a folder they are read from `plans.json`. */
  plans: Type.Optional(PackPlans),
});
export type CityPack = Static<typeof CityPack>;
export type Category = Static<typeof Category>;
export type Department = Static<typeof Department>;
export type Unit = Static<typeof Unit>;
export type Group = Static<typeof Group>;
export type Target = Static<typeof Target>;

/** Properties of each geometry in a pack's `areas.topo.json` (one object per tier, named by the tier). */
export const PackArea = Type.Object({
  code: Code,
  names: Names,
  tier: Type.Enum(TIERS),
  /** What it is called there: 区, 县, 自治县, 街道, 镇, 乡 … */
  kind: Type.String(),
  parent: Type.Union([Code, Type.Null()]),
  /** RFC 3339 date-time from which this row of the tree holds, the start of a local day; absent = always. A code has a row for each time. */
  validFrom: Type.Optional(Type.String()),
  validTo: Type.Optional(Type.String()),
  isSchematic: Type.Boolean(),
  /** A code that the authority has not published yet. */
  isProvisional: Type.Optional(Type.Boolean()),
  /** Extra search text (full pinyin and initials). */
  pinyin: Type.Optional(Type.String()),
});
export type PackArea = Static<typeof PackArea>;
