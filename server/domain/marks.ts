import type { IncidentEvent } from './incident-event.ts';
import type { FLOW_METRICS, RECHECK_METRICS } from './metrics.ts';

export type MarkMetric = (typeof FLOW_METRICS)[number] | (typeof RECHECK_METRICS)[number];
/**
 * One counted flow: kept with the state, so that a correction of place or category moves all of its past weight. A late closing also
 * says when it was due: that is the instant whose holder is charged. What a re-check found stands at the decision that was drawn.
 */
export type Mark = [metric: MarkMetric, atMs: number, dueAtMs?: number];

/** The flows that an event counts, at its own time. `closed` also says on time or late, as decided then. */
export function marksOf(event: Pick<IncidentEvent, 'type' | 'occurredAtMs' | 'detail' | 'decided'>): Mark[] {
  const at = event.occurredAtMs;
  switch (event.type) {
    case 'IncidentReported':
      return [['received', at]];
    case 'IncidentRegistered':
      return [['registered', at]];
    case 'IncidentAnswered':
      return [['answered', at]];
    case 'IncidentRejected':
      return [['rejected', at], ...drawnMarks(event)];
    case 'IncidentMerged':
      return [['merged', at], ...drawnMarks(event)];
    case 'RecheckConfirmed':
      return [['recheckSettled', event.detail.drawnAtMs!]];
    case 'RecheckOverturned':
      return [
        ['recheckSettled', event.detail.drawnAtMs!],
        ['recheckOverturned', event.detail.drawnAtMs!],
      ];
    case 'IncidentDispatched':
      return [['dispatched', at]];
    case 'IncidentReturned':
      return [['returned', at]];
    case 'IncidentClosed':
      return [['attempts', at], ...closingMarks(at, event)];
    case 'CheckFailed':
      return [
        ['attempts', at],
        ['reworked', at],
      ];
    case 'IncidentReopened':
      return [['reworked', at]];
    case 'IncidentImported':
    case 'IncidentUpdatedByImport': {
      const { reportedAtMs = at, closedAtMs = null } = event.detail;
      return [['received', reportedAtMs], ...(closedAtMs === null ? [] : closingMarks(closedAtMs, event))];
    }
    default:
      return [];
  }
}

const drawnMarks = ({ detail, occurredAtMs }: Pick<IncidentEvent, 'detail' | 'occurredAtMs'>): Mark[] =>
  detail.draw?.isDrawn ? [['recheckDrawn', occurredAtMs]] : [];

function closingMarks(
  at: number,
  { detail: { isOnTime = null }, decided: { dueAtMs } }: Pick<IncidentEvent, 'detail' | 'decided'>,
): Mark[] {
  if (isOnTime === null) return [['closed', at]];
  return [['closed', at], isOnTime ? ['closedOnTime', at] : (['closedLate', at, ...(dueAtMs === null ? [] : [dueAtMs])] as Mark)];
}
