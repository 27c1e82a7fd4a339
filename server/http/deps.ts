import type { Readable } from 'node:stream';
import type { FastifyPluginAsync } from 'fastify';
import type { Group } from '../../shared/city-pack.ts';
import type { DeskView, Looking } from '../../shared/desk-views.ts';
import type { ImportRun } from '../../shared/imports.ts';
import type { Joined } from '../../shared/live.ts';
import type { RatesBy } from '../../shared/measures.ts';
import type { BreakdownKey, RatesRow, SeriesPoint, Summary, SummaryBy } from '../../shared/summary.ts';
import type { CityInfo, SignInInfo, UnitWire } from '../../shared/session.ts';
import type { AlertUses } from '../app/alerts.ts';
import type { AtomEntry, AtomFeed } from '../app/alert-ports.ts';
import type { AlertViews } from '../app/alert-views.ts';
import type { FeedUses } from '../app/feeds.ts';
import type { ForecastDeps } from '../app/forecast.ts';
import type { Incidents } from '../app/incidents.ts';
import type { Replay } from '../app/replay.ts';
import type { VitalUses } from '../app/vitals.ts';
import type { UnitStatic, UnitViews } from '../app/unit-views.ts';
import type { CallUses } from '../app/calls.ts';
import type { DeviceUses } from '../app/devices.ts';
import type { DeviceViews } from '../app/device-views.ts';
import type { ReadingUses } from '../app/readings.ts';
import type { ImportPlanValues } from '../app/import-plan-values.ts';
import type { PlanRow } from '../app/plan-ports.ts';
import type { PlanUses } from '../app/plans.ts';
import type { RuleUses } from '../app/rules.ts';
import type { TryRuleUse } from '../app/rule-try.ts';
import type { ScreenBeats } from '../app/screen-beats.ts';
import type { ScreenUses } from '../app/screens.ts';
import type { WallClipUses } from '../app/wall-clips.ts';
import type { WallPieceUses } from '../app/wall-pieces.ts';
import type { Units } from '../app/units.ts';
import type { DeviceImport } from '../../shared/readings.ts';
import type { Language, Status } from '../../shared/terms.ts';
import type { DutyEntry } from '../domain/duty.ts';
import type { Catalogue, KeptFile, LoggedEvent, PersonalData, StepText } from '../app/ports.ts';
import type { ReadStageShares } from '../app/stage-shares.ts';
import type { Actor } from '../domain/actor.ts';
import type { Behind } from '../domain/behind.ts';
import type { Incident } from '../domain/incident.ts';
import type { SavedView } from '../domain/saved-view.ts';
import type { AreaRow } from '../domain/tree.ts';
import type { OpenRequests } from './open-requests.ts';

export interface Window {
  fromMs: number;
  toMs: number;
}
export interface Filter {
  category?: string | undefined;
  department?: string | undefined;
  board?: string | undefined;
  lane?: string | undefined;
  severity?: string | undefined;
}
interface RatesFound extends Window {
  cohortTo: number;
  seq: number;
  rows: Omit<RatesRow, 'name'>[];
}
export interface ListAsk {
  /** Null where the places are those of no area. */
  area: string | null;
  places: readonly string[] | null;
  partyUnit: string | null;
  statuses: readonly string[] | 'open' | null;
  /** Ranks in `SEVERITIES`. */
  severities: readonly number[] | null;
  categories: readonly string[] | null;
  overdue: boolean | null;
  suspended: boolean | null;
  window: { by: 'reportedAt' | 'dueAt' | 'closedAt'; fromMs: number; toMs: number } | null;
  ids: readonly number[] | null;
  numbers: readonly string[] | null;
  text: string | null;
  near: { lng: number; lat: number; m: number } | null;
  view: (Looking & { name: DeskView }) | null;
  sort: 'risk' | 'newest' | 'oldest' | 'severity';
  limit: number;
  after: readonly number[] | null;
}

interface ServedRequest {
  method: string;
  /** As it is registered, such as `/api/v1/incidents/:id`. */
  route: string;
  status: number;
  seconds: number;
}

/** All that the routes need, as ports; `compose.ts` meets them. */
export interface HttpDeps {
  /** Mounts sign-in and resolves `request.actor`. */
  authPlugin: FastifyPluginAsync;
  now(): number;
  catalogue(): Promise<Catalogue>;
  incidents: Incidents;
  units: Units & Pick<UnitViews, 'inArea' | 'one' | 'offers' | 'times'>;
  /** What people are called, by the name they sign in with. */
  userNames(): Promise<ReadonlyMap<string, string>>;
  sums: {
    seq(): number;
    summary(area: string, window: Window, filter: Filter, by?: SummaryBy): Promise<Summary>;
    groupSummary(group: Group, window: Window, filter: Filter, by?: SummaryBy): Promise<Summary>;
    series(area: string, metric: string, bucket: 'hour' | 'day', window: Window, filter: Filter): Promise<SeriesPoint[]>;
    groupSeries(group: Group, metric: string, bucket: 'hour' | 'day', window: Window, filter: Filter): Promise<SeriesPoint[]>;
    ratesBy(area: string, by: RatesBy, window: Window, filter: Filter, dimension?: SummaryBy): Promise<RatesFound>;
    /** `keys`: the row of each unit that is asked for. */
    unitRates(keys: ReadonlyMap<string, string>, window: Window, filter: Filter): Promise<RatesFound>;
    breakdown(area: string, by: BreakdownKey, window: Window, filter: Filter): Promise<{ key: string; count: number }[]>;
    groupBreakdown(group: Group, by: BreakdownKey, window: Window, filter: Filter): Promise<{ key: string; count: number }[]>;
  };
  reads: {
    categoriesOf(filter: Filter): Promise<readonly string[] | null>;
    duty(node: string): Promise<DutyEntry[]>;
    openByStatus(ask: Pick<ListAsk, 'places' | 'partyUnit'>): Promise<{ status: Status; n: number }[]>;
    /** Overdue cases of now by who answers for them; null = the whole city. */
    overdueNow(
      places: readonly string[] | null,
    ): Promise<{ holderNode: string; severityRank: number; n: number; oldestDueAtMs: number | null }[]>;
    /** The last note of each incident that has one. */
    lastNotes(ids: readonly number[]): Promise<{ incident: number; atMs: number; text: string }[]>;
    list(ask: ListAsk): Promise<{ rows: Incident[]; total: number; isPartial: boolean; next: number[] | null }>;
    /** Incidents that stand behind a figure, newest first by its own clock. */
    behind(
      ask: Pick<ListAsk, 'severities' | 'categories' | 'limit' | 'after'> & { behind: Behind; timeZone: string; counted: number },
    ): Promise<{ rows: Incident[]; next: number[] | null }>;
    deskCounts(
      ask: Looking & Pick<ListAsk, 'places' | 'partyUnit' | 'severities' | 'categories'>,
    ): Promise<Readonly<Record<DeskView, number>>>;
    incident(id: number): Promise<Incident | null>;
    /** What closed cases took, for the forecast of an open one. */
    pace: ForecastDeps['readPace'];
    stageShares: ReadStageShares;
    personal(id: number): Promise<PersonalData | null>;
    stepTexts(id: number): Promise<ReadonlyMap<number, StepText>>;
    timeline(id: number): Promise<LoggedEvent[]>;
    areas(codes: readonly string[], atMs: number): Promise<(AreaRow & { geometryText: string | null })[]>;
    rivers(): Promise<string | null>;
    importRun(id: number): Promise<ImportRun | null>;
  };
  city: {
    info(): Promise<Omit<CityInfo, 'fileLimit'>>;
    units(): Promise<UnitWire[]>;
    unitStatics(): Promise<ReadonlyMap<string, UnitStatic>>;
    groups(): Promise<readonly Group[]>;
    signInInfo(): Promise<SignInInfo>;
    nameOf(by: BreakdownKey | 'unit', key: string): Promise<{ zh: string; en: string }>;
  };
  /** Photos and documents of incidents. */
  files: {
    limitBytes: number;
    put(incident: number, content: AsyncIterable<Buffer>): Promise<Pick<KeptFile, 'sha256' | 'bytes' | 'mediaType'>>;
    open(incident: number, sha256: string): Promise<{ stream: Readable; bytes: number } | null>;
    find(incident: number, sha256: string): Promise<KeptFile | null>;
    note(file: KeptFile): Promise<void>;
  };
  views: {
    readable(actor: Actor): Promise<SavedView[]>;
    put(actor: Actor, view: SavedView): Promise<SavedView>;
    remove(actor: Actor, id: string): Promise<void>;
  };
  alerts: AlertUses;
  alertViews: AlertViews;
  feeds: FeedUses;
  writeAtom(feed: AtomFeed, entries: readonly AtomEntry[]): string;
  vitals: Pick<VitalUses, 'matrix' | 'series'>;
  readings: ReadingUses;
  devices: DeviceUses;
  deviceViews: DeviceViews;
  /** Registers the devices of a CSV table, as it was sent. @throws Rejection */
  importDevices(actor: Actor, file: string, table: Uint8Array, language: Language): Promise<DeviceImport>;
  rules: Omit<RuleUses, 'since' | 'lastRev'>;
  tryRule: TryRuleUse;
  plans: PlanUses;
  importPlanValues: ImportPlanValues;
  /** A table of values, read. */
  readPlanRows(bytes: Buffer): Promise<PlanRow[]>;
  screens: Omit<ScreenUses, 'since' | 'stateOf'>;
  calls: Pick<CallUses, 'acknowledge' | 'acts'>;
  wallPieces: Omit<WallPieceUses, 'holding'>;
  wallClips: Omit<WallClipUses, 'telling'>;
  screenBeats: Pick<ScreenBeats, 'toWire' | 'stalled'>;
  /** Cookies by which a browser is a screen. */
  screenKeys: {
    hashIn(cookie: string | undefined): string | null;
    make(requestUrl: string): { hash: string; cookie: string };
    again(cookie: string | undefined, requestUrl: string): string | null;
  };
  /** The replay that is served instead of the live city; then nobody may write. */
  replay: Pick<Replay, 'state' | 'steer'> | null;
  changesSince(area: string, sinceSeq: number, actor: Actor): Promise<Joined>;
  openRequests: OpenRequests;
  observe(request: ServedRequest): void;
  /** Prometheus text. */
  metrics(): Promise<string>;
  /** Throws when the server should get no traffic. */
  ready(): Promise<void>;
  /** Where the built client lies; null = none (tests). */
  clientRoot: string | null;
  /** Addresses or networks, by commas, whose word on the caller's address is taken. */
  trustedProxies: string;
  isQuiet: boolean;
  tls: { cert: Buffer; key: Buffer } | null;
}
