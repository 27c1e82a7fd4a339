import type { Limit, Stage } from '../../shared/limits.ts';
import type { Located } from '../../shared/located.ts';
import type { SupervisionCause } from '../../shared/supervision-rules.ts';
import type { Severity, Status } from '../../shared/terms.ts';
import type { Holder, LngLat } from '../../shared/wire.ts';
import type { AttachedFile, Extra } from './extra.ts';

/** What every event says in full, so that nothing has to be looked up to project or recount it. */
export interface Decided {
  place: string;
  located: Located;
  lngLat: LngLat | null;
  holder: Holder;
  category: string;
  severity: Severity;
  source: string;
  status: Status;
  exercise: boolean;
  /** The total clock: receipt + the category's limit; `originalDueAtMs` stays when an extension moves it. */
  dueAtMs: number | null;
  originalDueAtMs: number | null;
  acceptDueAtMs: number | null;
  contactDueAtMs: number | null;
  /** When the total clock begins to be due soon, in the unit of its limit; absent = counted on the wall clock (history, earlier versions). */
  soonAtMs?: number | null | undefined;
  /** Absent = nothing out of the ordinary. */
  extra?: Extra | undefined;
}

export const EVENT_TYPES = [
  'IncidentReported',
  'IncidentImported',
  'IncidentUpdatedByImport',
  'IncidentRegistered',
  'IncidentAnswered',
  'IncidentRejected',
  'IncidentMerged',
  'IncidentDispatched',
  'IncidentReassigned',
  'IncidentAccepted',
  'CallerContacted',
  'IncidentReturned',
  'IncidentStarted',
  'HandlingStepDone',
  'IncidentHandled',
  'IncidentClosed',
  'CheckFailed',
  'IncidentReopened',
  'IncidentCorrected',
  'IncidentCancelled',
  'NoteAdded',
  'SiteChecked',
  'IncidentSplit',
  'IncidentTookIn',
  'IncidentLetGo',
  'DispatchRecalled',
  'IncidentEscalated',
  'IncidentDelegated',
  'ExtensionRequested',
  'ExtensionGranted',
  'ExtensionRefused',
  'SuspensionRequested',
  'SuspensionGranted',
  'SuspensionRefused',
  'IncidentResumed',
  'CallbackMade',
  'ReopeningRequested',
  'ReopeningDismissed',
  'RecheckConfirmed',
  'RecheckOverturned',
  'VoidingRequested',
  'IncidentVoided',
  'BranchOpened',
  'BranchReassigned',
  'BranchAccepted',
  'BranchReturned',
  'BranchStarted',
  'BranchHandled',
  'BranchVerified',
  'BranchCheckFailed',
  'WhistleBlown',
  'WhistleArrived',
  'WhistleReleased',
  'SupervisionStarted',
  'SupervisionLifted',
  'IncidentUrged',
  'ReporterReminded',
  'FileAttached',
  'UnitSilent',
  'DeadlinePassed',
  'IncidentRehomed',
  'PersonalDataPurged',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** What one type of event adds: a reason, a unit, whether a closing was on time … Known stages of an imported row. */
export interface Detail {
  number?: string;
  externalId?: string;
  unit?: string;
  into?: number;
  disposition?: string;
  /** null = closed with no due time. */
  isOnTime?: boolean | null;
  isReturnUpheld?: boolean;
  /** Of a deadline that passed. With `branch` it is the branch's: its unit's, or its department's. */
  stage?: Stage;
  /** Of several of the handling: which. */
  step?: number;
  /** How many times the limit has gone. */
  times?: number;
  /** Of supervision that nobody ordered: which rule asked for it, and the node that supervises. */
  rule?: SupervisionCause;
  node?: string;
  limit?: Limit | null;
  /** In logs of earlier versions: plain minutes. */
  limitMin?: number | null;
  /** The branch that it is about; `unit` and `department` are then the branch's. */
  branch?: number;
  department?: string;
  /** Of an escalation or delegation: the node that it came from. */
  fromNode?: string;
  outcome?: string;
  minutes?: number;
  rating?: number;
  quantity?: number;
  /** Of a silence: the share of the limit that has gone, in percent. */
  silentPercent?: number;
  /** Of a recall that leaves no mark: the version of the dispatch that it takes back. */
  undoes?: number;
  /** The other incident of a link. */
  other?: number;
  isListed?: boolean;
  /** Of a rejection or merge: what the draw for a re-check was made from (`domain/recheck.ts`), and whether it hit. */
  draw?: { atMs: number; share: number; isDrawn: boolean };
  /** Of a re-check: when the decision that it judges was taken. */
  drawnAtMs?: number;
  file?: Pick<AttachedFile, 'kind' | 'sha256' | 'bytes' | 'mediaType'>;
  /** Of a purge: the days after which the city's rule asked for it. */
  keptDays?: number;
  /** Salted hashes of the side rows (who reported and in which words; what staff wrote at this step): the log names no person. */
  personalHash?: string;
  textHash?: string;
  /** Before a correction or a change of the tree. */
  was?: Partial<Decided>;
  /** Known stages of an imported row, ms UTC. */
  reportedAtMs?: number;
  closedAtMs?: number | null;
  flags?: string[];
}

export interface IncidentEvent {
  type: EventType;
  id: number;
  version: number;
  occurredAtMs: number;
  actor: string;
  decided: Decided;
  detail: Detail;
}
