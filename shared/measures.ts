/** Counted once, at the event's time; restated only by a correction. */
export const FLOWS = [
  'received',
  'registered',
  'answered',
  'rejected',
  'merged',
  'dispatched',
  'returned',
  'closed',
  'closedOnTime',
  'closedLate',
  'reworked',
] as const;
/** As of now, whatever the window. */
export const STOCKS = ['open', 'overdue', 'suspended', 'supervised'] as const;
export const TOTALS = [...FLOWS, ...STOCKS] as const;
export type Flow = (typeof FLOWS)[number];
export type Stock = (typeof STOCKS)[number];
export type TotalName = (typeof TOTALS)[number];

export const RATES = [
  'registrationRate',
  'dispatchAccuracy',
  'acceptanceRate',
  'responseRate',
  'onTimeClosingRate',
  'onTimeClosingRateOriginal',
  'closingRate',
  'urgentOnTimeRate',
  'reworkRate',
  'recheckRate',
  'overturnRate',
] as const;
export type RateName = (typeof RATES)[number];
export const DURATIONS = ['accept', 'arrive', 'close'] as const;
export type DurationName = (typeof DURATIONS)[number];
/** What rates are told apart by, beside the children of an area; the category is the one that an incident has now. */
export const RATES_BY = ['category', 'department', 'severity'] as const;
export type RatesBy = (typeof RATES_BY)[number];

/** Or by who held them when they counted: a unit, or the department of the unit. */
export const HELD_BY = ['unit', 'holder'] as const;
export type HeldBy = (typeof HELD_BY)[number];
export const isHeldBy = (by: string): by is HeldBy => (HELD_BY as readonly string[]).includes(by);

/** Of what stands behind a figure: the cases that make it, all that count in it, and those that are left out beside it. */
export const FIGURE_PARTS = ['numerator', 'n', 'suspended', 'noDue'] as const;
export type FigurePart = (typeof FIGURE_PARTS)[number];
export const WINDOW_FIGURES = [...FLOWS, ...RATES, ...DURATIONS] as const;
export type WindowFigure = (typeof WINDOW_FIGURES)[number];
/** All whose cases can be listed: a stock's are those of now, whatever the window. */
export const LISTED_FIGURES = [...WINDOW_FIGURES, ...STOCKS] as const;
export type ListedFigure = (typeof LISTED_FIGURES)[number];
