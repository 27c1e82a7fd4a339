import Type, { type Static } from 'typebox';
import { SOON_SHARE } from './clock-phase.ts';

/** Numbers of the life cycle that a city may set otherwise; what it does not give stands as here. */
export const LifeRules = Type.Object({
  /** A recall within so many seconds of the dispatch of a normal or low incident leaves no mark in a KPI. */
  recallSeconds: Type.Number({ minimum: 0 }),
  /** For so many days after closing the reporter may ask to have it reopened. */
  reopenDays: Type.Number({ minimum: 0 }),
  /** A called department reports in within so many minutes. */
  whistleMin: Type.Number({ exclusiveMinimum: 0 }),
  /** Units promise a position every so many minutes; one older than twice that is grey. */
  positionMin: Type.Number({ exclusiveMinimum: 0 }),
  /** A command may be typed in so many hours after it was done (补录); what is older is a note. */
  backEntryHours: Type.Number({ minimum: 0 }),
  /** So large a share of all rejections and merges is drawn at random to be re-checked. */
  recheckShare: Type.Number({ minimum: 0, maximum: 1 }),
  /** A clock is due soon once so large a share of its limit is left. */
  soonShare: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }),
});
export type LifeRules = Static<typeof LifeRules>;

export const LIFE_RULES: LifeRules = {
  recallSeconds: 5,
  reopenDays: 7,
  whistleMin: 30,
  positionMin: 5,
  backEntryHours: 72,
  recheckShare: 0.02,
  soonShare: SOON_SHARE,
};
export const lifeRulesOf = (given: Partial<LifeRules> | null): LifeRules => ({ ...LIFE_RULES, ...given });
