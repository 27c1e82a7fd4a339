import Type, { type Static } from 'typebox';
import { Target } from './city-pack.ts';
import { EVIDENCE } from './command-words.ts';
import { CategoryLimitsWire, CityLimitsWire } from './limit-wire.ts';
import { ReplayState } from './replay.ts';
import { UNIT_KINDS } from './unit-states.ts';
import { AreaCode, NamesWire, Nullable, RoleWire, TierWire, Time } from './wire.ts';

/** The signed-in person as screens need them. `scope` is the node whose subtree they may read and act on. */
export const Me = Type.Object({
  user: Type.String(),
  name: Type.String(),
  role: RoleWire,
  scope: AreaCode,
  department: Nullable(Type.String()),
  unit: Nullable(Type.String()),
});
export type Me = Static<typeof Me>;

export const CategoryWire = Type.Object({
  code: Type.String(),
  major: Nullable(Type.String()),
  names: NamesWire,
  department: Nullable(Type.String()),
  lane: Nullable(Type.String()),
  severity: Type.String(),
  /** null = found by an import: no clocks at all. */
  limits: Nullable(CategoryLimitsWire),
  /** What a case has to show before it counts as handled. */
  evidence: Type.Array(Type.Enum(EVIDENCE)),
  imported: Type.Boolean(),
});
export const Named = Type.Object({ code: Type.String(), names: NamesWire });

const PeriodsWire = Type.Object({ dutyHour: Type.Integer(), scoringDay: Nullable(Type.Integer()) });
/** The city's own data that every screen needs once. */
export const CityInfo = Type.Object({
  area: AreaCode,
  names: NamesWire,
  timeZone: Type.String(),
  edition: Nullable(Type.String()),
  /** When the tree of areas changed, or will: `at=` before one of them asks for the tree of then. */
  editions: Type.Array(Time),
  isDemo: Type.Boolean(),
  isSchematic: Type.Boolean(),
  boards: Type.Array(Named),
  streetBoards: Type.Array(Type.Object({ code: Type.String(), names: NamesWire, boards: Type.Array(Type.String()) })),
  lanes: Type.Array(Type.Object({ code: Type.String(), names: NamesWire, board: Type.String() })),
  departments: Type.Array(Named),
  majorCategories: Type.Array(Named),
  categories: Type.Array(CategoryWire),
  /** For every category that does not say otherwise. */
  stageLimits: CityLimitsWire,
  calendar: Type.Object({
    /** Years whose holidays are known; null = the week holds in every year. */
    years: Nullable(Type.Array(Type.Integer())),
    /** Which year is lacking, and what to do. */
    warning: Nullable(NamesWire),
  }),
  targets: Type.Array(Target),
  /** The largest photo or document that may be uploaded, bytes. */
  fileLimit: Type.Integer(),
  /** For so long a dispatch of a normal or low incident can be taken back without a mark. */
  recallSeconds: Type.Number(),
  minimumN: Type.Integer(),
  /** When duty days and scoring months begin (shared/periods.ts): of the city, and of the nodes that differ. */
  periods: Type.Object({ ...PeriodsWire.properties, nodes: Type.Record(Type.String(), PeriodsWire) }),
  notices: Type.Array(NamesWire),
  now: Time,
  /** Set where a past window is played on a copy: then `now` is the replay's clock, and nobody may write. */
  replay: Nullable(ReplayState),
});
export type CityInfo = Static<typeof CityInfo>;

export const UnitWire = Type.Object({
  code: Type.String(),
  names: NamesWire,
  kind: Type.Enum(UNIT_KINDS),
  node: AreaCode,
  department: Nullable(Type.String()),
  /** Whole and initials, as areas have it. */
  pinyin: Type.Optional(Type.String()),
});
export type UnitWire = Static<typeof UnitWire>;

/** What the sign-in page may know before anybody signed in. Demo users only where the server runs with `--demo`. */
export const SignInInfo = Type.Object({
  city: NamesWire,
  isDemo: Type.Boolean(),
  isReplay: Type.Boolean(),
  demoUsers: Type.Array(
    Type.Object({
      username: Type.String(),
      password: Type.String(),
      role: RoleWire,
      scope: AreaCode,
      scopeNames: NamesWire,
      tier: TierWire,
    }),
  ),
});
export type SignInInfo = Static<typeof SignInInfo>;

export const AreaProperties = Type.Object({
  code: AreaCode,
  name: NamesWire,
  tier: TierWire,
  kind: Type.String(),
  parent: Nullable(AreaCode),
  validFrom: Time,
  validTo: Type.Optional(Time),
  schematic: Type.Optional(Type.Boolean()),
  provisional: Type.Optional(Type.Boolean()),
  /** How many children it has today: 0 = a leaf. */
  children: Type.Integer(),
  bbox: Nullable(Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()])),
  pinyin: Type.Optional(Type.String()),
});
export type AreaProperties = Static<typeof AreaProperties>;
