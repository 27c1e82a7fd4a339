import { wallSoon } from '../../shared/clock-phase.ts';
import type { Extra, Recheck } from './extra.ts';
import type { Decided, EventType, IncidentEvent } from './incident-event.ts';
import { heldAfter, type Held } from './held.ts';
import { marksOf, type Mark } from './marks.ts';

/** An incident as the rules see it; every field follows from its events. */
export interface Incident extends Omit<Decided, 'extra' | 'soonAtMs'> {
  extra: Extra | null;
  /** When the total clock begins to be due soon; null = it has none. */
  soonAtMs: number | null;
  id: number;
  number: string;
  version: number;
  externalId: string | null;
  /** Came in as history: its stages before are unknown and weigh nothing. */
  isImported: boolean;
  /**
   * Where it lay until its area ended: what was counted before `formerUntilMs` stays there. A second such move keeps the last
   * former place only; a correction of the place takes all of its past along, and then there is none.
   */
  formerPlace: string | null;
  formerUntilMs: number | null;
  reportedAtMs: number;
  registeredAtMs: number | null;
  firstDispatchedAtMs: number | null;
  dispatchedAtMs: number | null;
  acceptedAtMs: number | null;
  contactedAtMs: number | null;
  startedAtMs: number | null;
  handledAtMs: number | null;
  closedAtMs: number | null;
  lastActAtMs: number;
  overdue: boolean;
  suspended: boolean;
  supervised: boolean;
  returns: number;
  reworks: number;
  returnedByUnit: string | null;
  hasUpheldReturn: boolean;
  handledBy: string | null;
  handledByUnit: string | null;
  mergedInto: number | null;
  disposition: string | null;
  flags: string[];
  marks: Mark[];
  /** Nodes that were responsible before `holder.node`, in their order; none = it has never moved. */
  heldBefore: Held[];
}

/** A file tells of receipt and closing only: when a later one restates them, what was done here in between has still been done. */
const isActHere = ([metric]: Mark): boolean => !['received', 'closed', 'closedOnTime', 'closedLate'].includes(metric);

/**
 * State after an event.
 * Field by field: spreading some 45 fields takes 40 µs, more than the database needs for the row.
 */
export function evolve(state: Incident | null, event: IncidentEvent): Incident {
  const before = state ?? begin(event);
  const { decided } = event;
  const after: Incident = {
    id: before.id,
    number: before.number,
    version: event.version,
    externalId: before.externalId,
    isImported: before.isImported,
    place: decided.place,
    located: decided.located,
    lngLat: decided.lngLat,
    holder: decided.holder,
    category: decided.category,
    severity: decided.severity,
    source: decided.source,
    status: decided.status,
    exercise: decided.exercise,
    dueAtMs: decided.dueAtMs,
    originalDueAtMs: decided.originalDueAtMs,
    acceptDueAtMs: decided.acceptDueAtMs,
    contactDueAtMs: decided.contactDueAtMs,
    soonAtMs: null,
    extra: decided.extra ?? null,
    formerPlace: before.formerPlace,
    formerUntilMs: before.formerUntilMs,
    reportedAtMs: before.reportedAtMs,
    registeredAtMs: before.registeredAtMs,
    firstDispatchedAtMs: before.firstDispatchedAtMs,
    dispatchedAtMs: before.dispatchedAtMs,
    acceptedAtMs: before.acceptedAtMs,
    contactedAtMs: before.contactedAtMs,
    startedAtMs: before.startedAtMs,
    handledAtMs: before.handledAtMs,
    closedAtMs: before.closedAtMs,
    lastActAtMs: isNobodys(event) ? before.lastActAtMs : Math.max(before.lastActAtMs, event.occurredAtMs),
    overdue: before.overdue,
    suspended: decided.extra?.suspendedAtMs !== undefined,
    supervised: decided.extra?.supervision !== undefined,
    returns: before.returns,
    reworks: before.reworks,
    returnedByUnit: before.returnedByUnit,
    hasUpheldReturn: before.hasUpheldReturn,
    handledBy: before.handledBy,
    handledByUnit: before.handledByUnit,
    mergedInto: before.mergedInto,
    disposition: before.disposition,
    flags: before.flags,
    marks: (event.type === 'IncidentUpdatedByImport' ? before.marks.filter(isActHere) : before.marks).concat(marksOf(event)),
    heldBefore: heldAfter(before, event),
  };
  if (before.place !== decided.place) Object.assign(after, leave(before, event));
  Object.assign(after, changes(before, event));
  const { dueAtMs, reportedAtMs } = after;
  after.soonAtMs = dueAtMs === null ? null : (decided.soonAtMs ?? wallSoon(reportedAtMs, dueAtMs));
  return after;
}

/** Said by the clock, by a rule, by the tree and by a purge, at their own times: nobody acted on it, so nothing later is back-entry. */
const NOBODYS_ACT: ReadonlySet<EventType> = new Set(['DeadlinePassed', 'UnitSilent', 'IncidentRehomed', 'PersonalDataPurged']);
const isNobodys = ({ type, detail }: IncidentEvent): boolean => NOBODYS_ACT.has(type) || detail.rule !== undefined;

const leave = (before: Incident, { type, occurredAtMs }: IncidentEvent): Pick<Incident, 'formerPlace' | 'formerUntilMs'> =>
  type === 'IncidentRehomed' ? { formerPlace: before.place, formerUntilMs: occurredAtMs } : { formerPlace: null, formerUntilMs: null };

function begin({ id, type, occurredAtMs, decided, detail }: IncidentEvent): Incident {
  return {
    id,
    number: detail.number ?? String(id),
    version: 0,
    externalId: detail.externalId ?? null,
    isImported: type === 'IncidentImported',
    place: decided.place,
    located: decided.located,
    lngLat: decided.lngLat,
    holder: decided.holder,
    category: decided.category,
    severity: decided.severity,
    source: decided.source,
    status: decided.status,
    exercise: decided.exercise,
    dueAtMs: decided.dueAtMs,
    originalDueAtMs: decided.originalDueAtMs,
    acceptDueAtMs: decided.acceptDueAtMs,
    contactDueAtMs: decided.contactDueAtMs,
    soonAtMs: null,
    extra: null,
    formerPlace: null,
    formerUntilMs: null,
    reportedAtMs: detail.reportedAtMs ?? occurredAtMs,
    registeredAtMs: null,
    firstDispatchedAtMs: null,
    dispatchedAtMs: null,
    acceptedAtMs: null,
    contactedAtMs: null,
    startedAtMs: null,
    handledAtMs: null,
    closedAtMs: null,
    lastActAtMs: occurredAtMs,
    overdue: false,
    suspended: false,
    supervised: false,
    returns: 0,
    reworks: 0,
    returnedByUnit: null,
    hasUpheldReturn: false,
    handledBy: null,
    handledByUnit: null,
    mergedInto: null,
    disposition: null,
    flags: [],
    marks: [],
    heldBefore: [],
  };
}

/** What each type of event changes beside the decided values. */
function changes(before: Incident, { type, occurredAtMs: at, detail, actor, decided }: IncidentEvent): Partial<Incident> {
  switch (type) {
    case 'IncidentImported':
    case 'IncidentUpdatedByImport':
      return {
        reportedAtMs: detail.reportedAtMs ?? before.reportedAtMs,
        closedAtMs: detail.closedAtMs ?? null,
        overdue: false,
        flags: detail.flags ?? before.flags,
      };
    case 'IncidentReported':
      return { flags: detail.flags ?? [] };
    case 'IncidentRehomed':
      return { flags: detail.flags ?? before.flags };
    case 'IncidentRegistered':
      return { registeredAtMs: at, overdue: stillOverdue(before, decided, at) };
    case 'IncidentMerged':
      return { mergedInto: detail.into ?? null };
    case 'IncidentDispatched':
      return {
        firstDispatchedAtMs: before.firstDispatchedAtMs ?? at,
        dispatchedAtMs: at,
        acceptedAtMs: null,
        startedAtMs: null,
        hasUpheldReturn: before.hasUpheldReturn || detail.isReturnUpheld === true,
        returnedByUnit: null,
      };
    case 'IncidentReassigned':
      return { dispatchedAtMs: at, acceptedAtMs: null, startedAtMs: null };
    case 'IncidentAccepted':
      return { acceptedAtMs: at };
    case 'CallerContacted':
      return { contactedAtMs: before.contactedAtMs ?? at };
    case 'IncidentReturned':
      return { returns: before.returns + 1, returnedByUnit: before.holder.unit, dispatchedAtMs: null, acceptedAtMs: null };
    case 'IncidentStarted':
      return { startedAtMs: at };
    case 'IncidentHandled':
      return { handledAtMs: at, handledBy: actor, handledByUnit: before.holder.unit, disposition: detail.disposition ?? null };
    case 'IncidentClosed':
      return { closedAtMs: at };
    case 'RecheckOverturned':
      return { mergedInto: null, overdue: false };
    case 'CheckFailed':
      return { reworks: before.reworks + 1, handledAtMs: null };
    case 'IncidentReopened':
      return {
        reworks: before.reworks + 1,
        closedAtMs: null,
        handledAtMs: null,
        acceptedAtMs: null,
        startedAtMs: null,
        dispatchedAtMs: at,
        overdue: false,
      };
    case 'IncidentCorrected':
    case 'ExtensionGranted':
    case 'IncidentResumed':
      return { overdue: stillOverdue(before, decided, at) };
    case 'IncidentEscalated':
    case 'IncidentDelegated':
      return { dispatchedAtMs: null, acceptedAtMs: null, startedAtMs: null, handledAtMs: null };
    case 'DispatchRecalled':
      return { dispatchedAtMs: null, acceptedAtMs: null, ...(detail.undoes === undefined ? {} : undone(before)) };
    case 'DeadlinePassed':
      // Stages and branches have deadlines of their own: late is a case by its total clock alone.
      return detail.branch === undefined && (detail.stage ?? 'total') === 'total' ? { overdue: true } : {};
    default:
      return {};
  }
}

/** As if there had been no dispatch: what it changed beside the clocks of its stage. */
function undone({ extra, marks }: Incident): Partial<Incident> {
  const { firstDispatchedAtMs = null, returnedByUnit = null, hadUpheldReturn = false } = extra?.undo ?? {};
  const dispatch = marks.findLastIndex(([metric]) => metric === 'dispatched');
  return { firstDispatchedAtMs, returnedByUnit, hasUpheldReturn: hadUpheldReturn, marks: marks.filter((_, i) => i !== dispatch) };
}

/** The rejection or merge that waits to be re-checked; what a file has put into another state does not. */
export const recheckOf = ({ status, extra }: Pick<Incident, 'status' | 'extra'>): Recheck | undefined =>
  (status === 'rejected' || status === 'merged') && extra?.recheck?.outcome === undefined ? extra?.recheck : undefined;

/** A clock that was set anew into the future is not overdue any more. */
export const stillOverdue = (before: Incident, decided: Decided, at: number): boolean =>
  before.overdue && (decided.dueAtMs === before.dueAtMs || (decided.dueAtMs !== null && decided.dueAtMs <= at));
