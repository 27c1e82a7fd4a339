import type { Bilingual, Severity } from './terms.ts';

/** 工作时 counts in shifts only, 工作日 counts working days, 紧急工作时 never stops (docs/deadlines.md). */
export const LIMIT_UNITS = ['working-hour', 'working-day', 'emergency-hour'] as const;
export type LimitUnit = (typeof LIMIT_UNITS)[number];
export interface Limit {
  amount: number;
  unit: LimitUnit;
}

/** Stages with a clock of their own, each running while an incident is in it; `handle` may have several steps. */
export const RUNNING_STAGES = ['check', 'register', 'dispatch', 'accept', 'contact', 'arrive', 'handle', 'callback', 'verify'] as const;
export type RunningStage = (typeof RUNNING_STAGES)[number];
/** `total` runs from receipt to the verified closing. */
export const STAGES = [...RUNNING_STAGES, 'total'] as const;
export type Stage = (typeof STAGES)[number];

/** One step of the handling; where there are several each is named, and each counts from the dispatch. */
export interface HandlingStep extends Limit {
  names?: Bilingual;
}
/** null = no such clock, also where the city has one for the severity. */
export interface StageLimits extends Partial<Record<Exclude<Stage, 'handle'>, Limit | null>> {
  handle?: HandlingStep[] | null;
}
/** What a category says of its own; `bySeverity` goes before that. */
export interface CategoryLimits extends StageLimits {
  bySeverity?: Partial<Record<Severity, StageLimits>>;
}
/** The city's limits of the stages that are the same for most categories. */
export type CityLimits = Partial<Record<Severity, StageLimits>>;

/** The limits of a category at a severity. `null` = a category found by an import, which has no clocks at all. */
export function limitsAt(city: CityLimits, category: CategoryLimits | null, severity: Severity): StageLimits {
  if (category === null) return {};
  const { bySeverity, ...own } = category;
  return { ...city[severity], ...own, ...bySeverity?.[severity] };
}
