import type { Target } from '../../../shared/city-pack.ts';

/** Starting values; `breaks` are the limits of the map's classes, nearest the target first. */
export const TARGETS: readonly Target[] = [
  { measure: 'registrationRate', better: 'higher', target: 0.9, breaks: [0.9, 0.8] },
  { measure: 'dispatchAccuracy', better: 'higher', target: 0.95, breaks: [0.95, 0.9] },
  { measure: 'acceptanceRate', better: 'higher', target: 0.95, breaks: [0.95, 0.85] },
  { measure: 'responseRate', better: 'higher', target: 0.95, breaks: [0.95, 0.85] },
  { measure: 'onTimeClosingRate', better: 'higher', target: 0.9, breaks: [0.9, 0.8] },
  { measure: 'onTimeClosingRateOriginal', better: 'higher', target: 0.85, breaks: [0.85, 0.75] },
  { measure: 'closingRate', better: 'higher', target: 0.95, breaks: [0.95, 0.85] },
  { measure: 'urgentOnTimeRate', better: 'higher', target: 0.95, breaks: [0.95, 0.85] },
  { measure: 'reworkRate', better: 'lower', target: 0.03, breaks: [0.03, 0.06] },
];

/** A rate of fewer cases is shown as not rated. */
export const MINIMUM_N = 30;
