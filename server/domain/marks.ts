import type { IncidentEvent } from './incident-event.ts';
import type { FLOW_METRICS } from './metrics.ts';

export type FlowMetric = (typeof FLOW_METRICS)[number];
/** One counted flow: kept with the state, so that a correction of place or category moves all of its past weight. */
export type Mark = [metric: FlowMetric, atMs: number];

/** The flows that an event counts, at its own time. `closed` also says on time or late, as decided then. */
export function marksOf(event: Pick<IncidentEvent, 'type' | 'occurredAtMs' | 'detail'>): Mark[] {
  const at = event.occurredAtMs;
  switch (event.type) {
    case 'IncidentReported':
      return [['received', at]];
    case 'IncidentRegistered':
      return [['registered', at]];
    case 'IncidentAnswered':
      return [['answered', at]];
    case 'IncidentRejected':
      return [['rejected', at]];
    case 'IncidentMerged':
      return [['merged', at]];
    case 'IncidentDispatched':
      return [['dispatched', at]];
    case 'IncidentReturned':
      return [['returned', at]];
    case 'IncidentClosed':
      return [['attempts', at], ...closingMarks(at, event.detail.isOnTime ?? null)];
    case 'CheckFailed':
      return [
        ['attempts', at],
        ['reworked', at],
      ];
    case 'IncidentReopened':
      return [['reworked', at]];
    case 'IncidentImported':
    case 'IncidentUpdatedByImport': {
      const { reportedAtMs = at, closedAtMs = null, isOnTime = null } = event.detail;
      return [['received', reportedAtMs], ...(closedAtMs === null ? [] : closingMarks(closedAtMs, isOnTime))];
    }
    default:
      return [];
  }
}

const closingMarks = (at: number, isOnTime: boolean | null): Mark[] => [
  ['closed', at],
  ...(isOnTime === null ? [] : ([[isOnTime ? 'closedOnTime' : 'closedLate', at]] satisfies Mark[])),
];
