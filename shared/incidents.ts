import Type, { type Static } from 'typebox';
import { ALL_OUTCOMES, DISPOSITIONS } from './command-words.ts';
import { COMMAND_NAMES } from './incident-commands.ts';
import { AttachFile } from './files-wire.ts';
import { ExtraWire } from './incident-extra.ts';
import { DESK_VIEWS, type DeskView } from './desk-views.ts';
import { FIGURE_PARTS, LISTED_FIGURES } from './measures.ts';
import { SEARCH_MOST } from './search.ts';
import { SummaryByQuery } from './summary.ts';
import { AreaCode, Holder, LngLat, LocatedWire, NamesWire, Nullable, SeverityWire, StatusWire, Time } from './wire.ts';

const Text = (maxLength: number) => Type.String({ maxLength });
const Id = Type.Integer({ minimum: 1 });

/** Coordinates are converted once, at the door; inside everything is WGS-84. */
export const CRS = ['WGS-84', 'GCJ-02', 'BD-09'] as const;

export const Reporter = Type.Object({ name: Type.Optional(Text(80)), contact: Type.Optional(Text(120)) }, { additionalProperties: false });
export const ReportIncident = Type.Object(
  {
    category: Text(80),
    severity: Type.Optional(SeverityWire),
    description: Type.Optional(Text(4000)),
    lngLat: Type.Optional(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })),
    crs: Type.Optional(Type.Enum(CRS)),
    area: Type.Optional(AreaCode),
    /** A code, not a text: it stands in the log and in breakdowns that all staff read. */
    source: Type.Optional(Type.String({ pattern: '^[\\w-]{1,40}$' })),
    reporter: Type.Optional(Reporter),
    occurredAt: Type.Optional(Time),
    externalId: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    exercise: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type ReportIncident = Static<typeof ReportIncident>;

/** One body for all commands; the published table says which fields each needs. */
export const CommandBody = Type.Object(
  {
    seenVersion: Type.Integer({ minimum: 1 }),
    occurredAt: Type.Optional(Time),
    reason: Type.Optional(Text(1000)),
    unit: Type.Optional(Text(80)),
    into: Type.Optional(Id),
    disposition: Type.Optional(Type.Enum(DISPOSITIONS)),
    outcome: Type.Optional(Type.Enum([...ALL_OUTCOMES])),
    text: Type.Optional(Text(4000)),
    category: Type.Optional(Text(80)),
    severity: Type.Optional(SeverityWire),
    lngLat: Type.Optional(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })),
    crs: Type.Optional(Type.Enum(CRS)),
    area: Type.Optional(AreaCode),
    branch: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Of an extension, or of an assisting branch: how long, in minutes. */
    minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 525_600 })),
    node: Type.Optional(AreaCode),
    department: Type.Optional(Text(80)),
    rating: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
    name: Type.Optional(Text(80)),
    file: Type.Optional(AttachFile),
    quantity: Type.Optional(Type.Number({ minimum: 0, maximum: 1e9 })),
    /** Of several steps of the handling: the one that is done, from 1; the last one, or none, ends it. */
    step: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
  },
  { additionalProperties: false },
);
export type CommandBody = Static<typeof CommandBody>;

/** An incident as lists and drawers show it. No personal data. */
export const IncidentWire = Type.Object({
  id: Id,
  number: Type.String(),
  version: Type.Integer({ minimum: 1 }),
  status: StatusWire,
  severity: SeverityWire,
  category: Type.String(),
  source: Type.String(),
  place: AreaCode,
  located: LocatedWire,
  lngLat: Nullable(LngLat),
  holder: Holder,
  reportedAt: Time,
  dueAt: Nullable(Time),
  originalDueAt: Nullable(Time),
  acceptDueAt: Nullable(Time),
  contactDueAt: Nullable(Time),
  /** When the total clock begins to be due soon, and, once it is overdue, when three times its limit has gone (shared/clock-phase.ts). */
  soonAt: Nullable(Time),
  farAt: Nullable(Time),
  registeredAt: Nullable(Time),
  dispatchedAt: Nullable(Time),
  acceptedAt: Nullable(Time),
  contactedAt: Nullable(Time),
  startedAt: Nullable(Time),
  handledAt: Nullable(Time),
  closedAt: Nullable(Time),
  overdue: Type.Boolean(),
  suspended: Type.Boolean(),
  supervised: Type.Boolean(),
  exercise: Type.Boolean(),
  /** Came in as history, with due times of its own. */
  imported: Type.Boolean(),
  returns: Type.Integer(),
  reworks: Type.Integer(),
  mergedInto: Nullable(Id),
  disposition: Nullable(Type.String()),
  externalId: Nullable(Type.String()),
  flags: Type.Array(Type.String()),
  /** What only some incidents have; absent = nothing. */
  extra: Type.Optional(ExtraWire),
});
export type IncidentWire = Static<typeof IncidentWire>;

/** One incident opened: its row, what this caller may read of the report, and what this caller may do now. */
export const IncidentDetail = Type.Object({
  incident: IncidentWire,
  description: Nullable(Type.String()),
  reporter: Nullable(Type.Object({ name: Nullable(Type.String()), contact: Nullable(Type.String()) })),
  commands: Type.Array(Type.Enum(COMMAND_NAMES)),
  /** What this caller may do at each of its branches; branches with nothing to do are left out. */
  branchCommands: Type.Array(Type.Object({ branch: Type.Integer(), commands: Type.Array(Type.Enum(COMMAND_NAMES)) })),
  /** Who supervises it, for those who may read texts. */
  supervisor: Nullable(Type.String()),
  asOf: Time,
  seq: Type.Integer(),
});
export type IncidentDetail = Static<typeof IncidentDetail>;

export const IncidentPage = Type.Object({
  rows: Type.Array(IncidentWire),
  /** Pass as `cursor` for the next page; null at the end. */
  cursor: Nullable(Type.String()),
  total: Type.Integer(),
  /** A search that looked at the newest incidents only: there are too many to read. */
  partial: Type.Optional(Type.Boolean()),
  asOf: Time,
  seq: Type.Integer(),
});
export type IncidentPage = Static<typeof IncidentPage>;

/** Open incidents near it in place, time and kind, the likeliest first. */
export const Duplicates = Type.Array(
  Type.Object({
    incident: IncidentWire,
    /** Null = one of the two has no point. */
    metres: Nullable(Type.Integer()),
    /** Received so much later than the asked one; negative = earlier. */
    apartMs: Type.Integer(),
  }),
);
export type Duplicates = Static<typeof Duplicates>;

export const TimelineEntry = Type.Object({
  seq: Type.Integer(),
  version: Type.Integer(),
  type: Type.String(),
  occurredAt: Time,
  /** Later than `occurredAt` when it was typed in afterwards 补录. */
  recordedAt: Time,
  actor: Type.String(),
  status: StatusWire,
  place: AreaCode,
  holder: Holder,
  /** Names of the area it left and of the one it came to, and of the holder's nodes, when the tree moved it. */
  moved: Type.Optional(Type.Array(Type.Tuple([NamesWire, NamesWire]))),
  /** What this step decided: reason, unit, limit, old and new values … */
  detail: Type.Record(Type.String(), Type.Unknown()),
});
export type TimelineEntry = Static<typeof TimelineEntry>;
export const Timeline = Type.Object({ id: Id, entries: Type.Array(TimelineEntry) });
export type Timeline = Static<typeof Timeline>;

export const INCIDENT_SORTS = ['risk', 'newest', 'oldest', 'severity'] as const;
export const IncidentQuery = Type.Object({
  area: Type.Optional(AreaCode),
  /** Instead of an area: all members of a group, each of which the caller must be allowed to read. */
  group: Type.Optional(AreaCode),
  /** A status, a comma list, or `open`. */
  status: Type.Optional(Type.String({ maxLength: 200 })),
  severity: Type.Optional(Type.String({ maxLength: 100 })),
  /** Codes or major categories, comma-separated. */
  category: Type.Optional(Type.String({ maxLength: 400 })),
  department: Type.Optional(Type.String({ maxLength: 80 })),
  board: Type.Optional(Type.String({ maxLength: 80 })),
  lane: Type.Optional(Type.String({ maxLength: 80 })),
  overdue: Type.Optional(Type.Boolean()),
  suspended: Type.Optional(Type.Boolean()),
  from: Type.Optional(Type.String({ maxLength: 40 })),
  to: Type.Optional(Type.String({ maxLength: 40 })),
  /** With from/to: which of the incident's times must lie in the window. */
  by: Type.Optional(Type.Enum(['reportedAt', 'dueAt', 'closedAt'])),
  ids: Type.Optional(Type.String({ maxLength: 8000, pattern: '^\\d+(,\\d+)*$' })),
  /** Words of the description; all of them must occur. For those who may read descriptions. */
  q: Type.Optional(Type.String({ minLength: 1, maxLength: SEARCH_MOST })),
  /** `YYYYMMDD-NNNNNN`, or its end alone: then of the last seven days. */
  number: Type.Optional(Type.String({ pattern: '^(\\d{8}-)?\\d{1,6}$' })),
  /** One of the desk's views of open incidents; `mine` is the caller's. */
  view: Type.Optional(Type.Enum(DESK_VIEWS)),
  /** `lng,lat,m` */
  near: Type.Optional(Type.String({ maxLength: 80 })),
  sort: Type.Optional(Type.Enum(INCIDENT_SORTS)),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
});
export type IncidentQuery = Static<typeof IncidentQuery>;

/**
 * The incidents behind a figure of a summary with the same area or group, window, filter and `by`, or of `rates?by=unit|holder` with
 * `unit` or `holder`; newest first by the time that the figure counts by.
 */
export const BehindQuery = Type.Object({
  figure: Type.Enum(LISTED_FIGURES),
  /** Of a rate; `n` of anything else. */
  part: Type.Optional(Type.Enum(FIGURE_PARTS)),
  group: Type.Optional(AreaCode),
  area: Type.Optional(AreaCode),
  /** A unit of the area: what was charged to it. */
  unit: Type.Optional(Type.String({ maxLength: 80 })),
  /** A department, by its units of the area; empty = that of units without one. */
  holder: Type.Optional(Type.String({ maxLength: 80 })),
  ...SummaryByQuery.properties,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
});
export type BehindQuery = Static<typeof BehindQuery>;
/** `total` is what the figure counts: cases, or events, of which one case may have several. */
export const BehindPage = Type.Omit(IncidentPage, ['partial']);
export type BehindPage = Static<typeof BehindPage>;

/** How many open incidents each of the desk's views holds. */
export const DeskCountsQuery = Type.Object({
  area: Type.Optional(AreaCode),
  severity: Type.Optional(Type.String({ maxLength: 100 })),
  category: Type.Optional(Type.String({ maxLength: 400 })),
});
export const DeskCounts = Type.Object({
  counts: Type.Object(Object.fromEntries(DESK_VIEWS.map((view) => [view, Type.Integer()])) as Record<DeskView, Type.TInteger>),
  asOf: Time,
});
export type DeskCounts = Static<typeof DeskCounts>;
