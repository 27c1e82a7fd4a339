import type { FigurePart, RateName } from '../../shared/measures.ts';
import type { Metric } from './metrics.ts';

/**
 * What each rate counts: numerator over n, and beside it those that are left out. Rework alone counts events of the whole window,
 * all others cases that are due in its full hours.
 * @source docs/kpi.md
 */
export const RATE_METRICS: Record<RateName, { numerator: Metric; n: Metric } & Partial<Record<FigurePart, Metric>>> = {
  registrationRate: { numerator: 'registrationNumerator', n: 'registrationN' },
  dispatchAccuracy: { numerator: 'dispatchNumerator', n: 'dispatchN' },
  acceptanceRate: { numerator: 'acceptanceNumerator', n: 'acceptanceN' },
  responseRate: { numerator: 'responseNumerator', n: 'responseN' },
  onTimeClosingRate: { numerator: 'dueOnTime', n: 'dueN', suspended: 'dueSuspended', noDue: 'noDue' },
  onTimeClosingRateOriginal: { numerator: 'originalOnTime', n: 'originalN', suspended: 'originalSuspended', noDue: 'noDue' },
  closingRate: { numerator: 'dueClosed', n: 'dueN', suspended: 'dueSuspended', noDue: 'noDue' },
  urgentOnTimeRate: { numerator: 'urgentOnTime', n: 'urgentN', suspended: 'urgentSuspended', noDue: 'urgentNoDue' },
  reworkRate: { numerator: 'reworked', n: 'attempts' },
  recheckRate: { numerator: 'recheckSettled', n: 'recheckDrawn' },
  overturnRate: { numerator: 'recheckOverturned', n: 'recheckSettled' },
};
