import { isOpen, SEVERITIES } from '../../shared/terms.ts';
import type { Incident } from './incident.ts';
import { DURATION_BASE, durationBucket, metricIndex, STOCK_HOUR, type Metric } from './metrics.ts';

/** What one incident adds to the sums of its category and severity and of its place at the time: `n` at a metric and a local hour (ms UTC of its start). */
export interface Weight {
  hourMs: number;
  /** The instant whose holder is charged, mostly the counted one itself; of a stock it says nothing. */
  atMs: number;
  metric: number;
  n: number;
}
/** A count of incidents of one kind. */
export interface KindCount {
  category: string;
  /** Rank in `SEVERITIES`. */
  severity: number;
  metric: number;
  n: number;
}
/** A weight with its address: the stored cell it belongs to. */
export interface Cell extends KindCount {
  place: string;
  hourMs: number;
}
/** Start of the local hour that holds an instant, ms UTC. */
export type HourOf = (ms: number) => number;

export const CLOSED_BEFORE_OPENED = 'closed-before-opened';

/**
 * All weight of an incident: flows from its marks, cohorts and stocks from its state.
 * Cohort keys: registration by receipt, dispatch accuracy by the first dispatch, acceptance and response by their due time,
 * closing rates by the (original) due time, durations by closing. An exercise weighs nothing.
 * @source docs/kpi.md
 */
export function weigh(incident: Incident, hourOf: HourOf): Weight[] {
  if (incident.exercise) return [];
  const weights: Weight[] = [];
  const at = (ms: number, metric: Metric, atMs = ms): void =>
    void weights.push({ hourMs: hourOf(ms), atMs, metric: metricIndex(metric), n: 1 });
  for (const [metric, ms, dueAtMs] of incident.marks) at(ms, metric, dueAtMs);
  weighRegistration(incident, at);
  weighDispatch(incident, at);
  weighClosing(incident, at);
  for (const [closedAtMs, ms, base] of durationsOf(incident))
    weights.push({ hourMs: hourOf(closedAtMs), atMs: closedAtMs, metric: base + durationBucket(ms), n: 1 });
  weighStocks(incident, (metric) => void weights.push({ hourMs: STOCK_HOUR, atMs: STOCK_HOUR, metric: metricIndex(metric), n: 1 }));
  return weights;
}

type At = (ms: number, metric: Metric) => void;

function weighRegistration(incident: Incident, at: At): void {
  const { status, reportedAtMs, registeredAtMs, isImported } = incident;
  if (status === 'merged' || status === 'answered' || isImported) return;
  at(reportedAtMs, 'registrationN');
  if (registeredAtMs !== null) at(reportedAtMs, 'registrationNumerator');
}

function weighDispatch(incident: Incident, at: At): void {
  const { firstDispatchedAtMs, hasUpheldReturn, acceptDueAtMs, acceptedAtMs, contactDueAtMs, contactedAtMs, status, suspended } = incident;
  if (status === 'voided') return;
  if (firstDispatchedAtMs !== null) {
    at(firstDispatchedAtMs, 'dispatchN');
    if (!hasUpheldReturn) at(firstDispatchedAtMs, 'dispatchNumerator');
  }
  // A clock that stands still is due at no time yet.
  if (suspended && acceptedAtMs === null) return;
  const isAcceptedInTime = acceptDueAtMs !== null && acceptedAtMs !== null && acceptedAtMs <= acceptDueAtMs;
  if (acceptDueAtMs !== null) {
    at(acceptDueAtMs, 'acceptanceN');
    if (isAcceptedInTime) at(acceptDueAtMs, 'acceptanceNumerator');
  }
  if (contactDueAtMs !== null && acceptDueAtMs !== null) {
    at(contactDueAtMs, 'responseN');
    if (isAcceptedInTime && contactedAtMs !== null && contactedAtMs <= contactDueAtMs) at(contactDueAtMs, 'responseNumerator');
  }
}

const NOT_A_CASE: ReadonlySet<string> = new Set(['answered', 'rejected', 'merged', 'cancelled', 'voided']);

function weighClosing(incident: Incident, at: At): void {
  const { status, dueAtMs, originalDueAtMs, closedAtMs, suspended, severity, reportedAtMs, flags } = incident;
  if (NOT_A_CASE.has(status) || flags.includes(CLOSED_BEFORE_OPENED)) return;
  // An import may know that a case is closed but not when: nobody can say whether that was on time.
  if (status === 'closed' && closedAtMs === null) return;
  const isUrgent = severity === 'critical' || severity === 'urgent';
  if (dueAtMs === null) {
    at(reportedAtMs, 'noDue');
    if (isUrgent) at(reportedAtMs, 'urgentNoDue');
    return;
  }
  if (suspended) {
    at(dueAtMs, 'dueSuspended');
    if (isUrgent) at(dueAtMs, 'urgentSuspended');
    if (originalDueAtMs !== null) at(originalDueAtMs, 'originalSuspended');
    return;
  }
  const closed = status === 'closed' ? closedAtMs : null;
  at(dueAtMs, 'dueN');
  if (isUrgent) at(dueAtMs, 'urgentN');
  if (closed !== null) at(dueAtMs, 'dueClosed');
  if (closed !== null && closed <= dueAtMs) {
    at(dueAtMs, 'dueOnTime');
    if (isUrgent) at(dueAtMs, 'urgentOnTime');
  }
  if (originalDueAtMs === null) return;
  at(originalDueAtMs, 'originalN');
  if (closed !== null && closed <= originalDueAtMs) at(originalDueAtMs, 'originalOnTime');
}

/** [closing time, duration in ms, metric base] of each duration that is known. */
export function durationsOf(incident: Incident): [closedAtMs: number, ms: number, base: number][] {
  const { status, closedAtMs, reportedAtMs, dispatchedAtMs, acceptedAtMs, startedAtMs, flags } = incident;
  if (status !== 'closed' || closedAtMs === null || flags.includes(CLOSED_BEFORE_OPENED)) return [];
  const known: [number, number, number][] = [[closedAtMs, closedAtMs - reportedAtMs, DURATION_BASE.close]];
  if (dispatchedAtMs !== null && acceptedAtMs !== null) known.push([closedAtMs, acceptedAtMs - dispatchedAtMs, DURATION_BASE.accept]);
  if (dispatchedAtMs !== null && startedAtMs !== null) known.push([closedAtMs, startedAtMs - dispatchedAtMs, DURATION_BASE.arrive]);
  return known;
}

function weighStocks(incident: Incident, now: (metric: Metric) => void): void {
  if (!isOpen(incident.status)) return;
  now('open');
  if (incident.overdue) now('overdue');
  if (incident.suspended) now('suspended');
  if (incident.supervised) now('supervised');
}

/** The place that an hour's weight belongs to: what was counted before its area ended stays there. Stocks lie where it lies now. */
export const placeAt = ({ place, formerPlace, formerUntilMs }: Incident, hourMs: number): string =>
  formerUntilMs === null || hourMs === STOCK_HOUR || hourMs >= formerUntilMs ? place : formerPlace!;

/** Where a weight counts, and how much there. */
export type Spread = (incident: Incident, weight: Weight, put: (place: string, n: number) => void) => void;
const atPlace: Spread = (incident, { hourMs, n }, put) => put(placeAt(incident, hourMs), n);

/** `weight(after) − weight(before)` as cells; moves of place, category, severity or key come out as a minus and a plus. */
export function cellChanges(before: Incident | null, after: Incident | null, hourOf: HourOf): Cell[] {
  const cells = changesBy(atPlace, before, after, hourOf);
  return before ? cells.filter((cell) => cell.n !== 0) : cells;
}

/** What all weight changes by, each put where it counts; null = nothing yet, or not any more. */
export function changesBy(spread: Spread, before: Incident | null, after: Incident | null, hourOf: HourOf): Cell[] {
  const cells: Cell[] = [];
  const addAll = (incident: Incident, sign: 1 | -1): void => {
    const { category } = incident;
    const severity = SEVERITIES.indexOf(incident.severity);
    for (const weight of weigh(incident, hourOf)) {
      const { hourMs, metric } = weight;
      spread(incident, weight, (place, n) => {
        // An incident weighs in some ten cells: looking through them is cheaper than building keys for a Map.
        for (const cell of cells) {
          if (cell.metric !== metric || cell.hourMs !== hourMs || cell.place !== place) continue;
          if (cell.category !== category || cell.severity !== severity) continue;
          cell.n += sign * n;
          return;
        }
        cells.push({ place, category, severity, hourMs, metric, n: sign * n });
      });
    }
  };
  if (before) addAll(before, -1);
  if (after) addAll(after, 1);
  return cells;
}
