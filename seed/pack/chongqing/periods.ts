import type { PackPeriods } from '../../../shared/city-pack.ts';

/** A shift that changes at eight in the morning and a month of scores from the 26th, as many centres have them: proposed, not published. */
export const PERIODS: PackPeriods = { dutyDayStart: '08:00', scoringDay: 26 };
